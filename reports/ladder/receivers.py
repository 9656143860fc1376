"""What follows from losing access to a case, and from its end."""

from collections.abc import Collection
from typing import Any

from django.dispatch import receiver

from reports.casework.models import Case, Status
from reports.casework.signals import access_ended, case_moved
from reports.ladder.actions import end_proposals, end_questions
from stagebaken.accounts.models import User
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier
from stagebaken.vault.sessions import UnlockedMember


@receiver(access_ended)
def take_from(dossier: Dossier, users: Collection[User], **_: Any) -> None:
    """Excluded, or stepped back: what they proposed no longer counts as one of two."""
    end_proposals(dossier, by=users)


@receiver(case_moved)
def close_with_the_case(
    case: Case,
    after: Status,
    keys: DossierKeys | None,
    member: UnlockedMember | None = None,
    **_: Any,
) -> None:
    """A member alone closes, with the dossier open."""
    if after == Status.CLOSED and keys is not None and member is not None:
        end_questions(member, case, keys)
