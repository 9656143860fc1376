"""Tell a member, once, that the day of a task has passed. Nothing of it reaches a reporter."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from reports.casework.models import Case
from reports.notices import actions as notices
from reports.tasks.models import Task
from stagebaken.vault import keyring
from stagebaken.vault.models import Dossier


def watch(day: date) -> int:
    """Make news of every overdue task for whoever has it; return how many. Twice is once."""
    late = list(untold(day).values_list("dossier_id", "pk"))
    return sum(tell(dossier_id, task_id, day) for dossier_id, task_id in late)


def untold(day: date) -> QuerySet[Task]:
    """Tasks of running cases whose day has passed and whose assignee was not told."""
    running = Case.objects.running().values("dossier")
    return Task.objects.filter(
        due_on__lt=day, done_on=None, told_on=None, assignee__isnull=False, dossier__in=running
    )


@transaction.atomic
def tell(dossier_id: UUID, task_id: UUID, day: date) -> bool:
    """News for the assignee. False where it was done, told or taken away meanwhile."""
    dossier = Dossier.objects.select_for_update().filter(pk=dossier_id).first()
    task = untold(day).filter(pk=task_id).first()
    if dossier is None or task is None:
        return False
    recipient = keyring.readers(dossier).filter(user=task.assignee_id).first()
    if recipient is None:
        return False  # left the team: the task waits for somebody else
    notices.tell(recipient=recipient, dossier=dossier)
    task.told_on = day
    task.save(update_fields=["told_on"])
    return True
