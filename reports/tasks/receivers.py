"""What follows from a step of the case, and from losing access to it."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.dispatch import receiver

from reports.casework.models import Case, Status
from reports.casework.signals import access_ended, case_moved
from reports.tasks.models import Task
from reports.tasks.starting import follow
from stagebaken.accounts.models import User
from stagebaken.backup.signals import restored
from stagebaken.vault import keyring
from stagebaken.vault.models import Audience, Dossier
from stagebaken.web.days import today


@receiver(case_moved)
def follow_the_case(case: Case, after: Status, planned: date | None, **_: Any) -> None:
    follow(case, after, today(), planned)


@receiver(access_ended)
def take_from(dossier: Dossier, users: Collection[User], **_: Any) -> None:
    """Excluded or stepped back: no task is theirs any more, also not when they are let in again.

    Whoever stays has heard nothing of it.
    """
    _unassign(Task.objects.filter(dossier=dossier, assignee__in=users))


@receiver(restored)
def unassign(**_: Any) -> None:
    """The same for whoever was excluded after a backup that was put back."""
    wraps = keyring.readable().filter(
        audience=Audience.SHARED, user=OuterRef("assignee"), dossier=OuterRef("dossier")
    )
    _unassign(Task.objects.filter(assignee__isnull=False).exclude(Exists(wraps)))


def _unassign(tasks: QuerySet[Task]) -> None:
    tasks.update(assignee=None, **dict.fromkeys(Task.MARKS))
