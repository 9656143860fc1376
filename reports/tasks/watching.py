"""Tell members, once each, that the day of a task is near and that it has passed.

Whoever has the task hears it. Where nobody has, or who has it may not read the case any more,
every reader does: no task lapses unheard. Still undone after two working days: the other readers.
Where there is none, the reporter reads in the dossier of a talk that was promised (panels.py).
"""

from datetime import date, timedelta
from functools import cache
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from reports.casework.models import Case
from reports.casework.watching import HORIZON
from reports.notices import actions as notices
from reports.tasks.models import Task
from schools.terms.working_days import Calendar
from stagebaken.vault import keyring
from stagebaken.vault.models import Dossier, Recipient

REMINDED, TOLD, ESCALATED = Task.MARKS
ONE_DAY = timedelta(days=1)


def watch(day: date) -> int:
    """Make news of every task whose day is near or has passed; return how many. Twice is once."""
    late = [(TOLD, *one) for one in untold(TOLD, day - ONE_DAY).values_list("dossier_id", "pk")]
    left = [(ESCALATED, task.dossier_id, task.pk) for task in _left_undone(day)]
    near = [(REMINDED, task.dossier_id, task.pk) for task in _near(day)]
    found = [*left, *late, *near]
    return sum(tell(mark, dossier_id, task_id, day) for mark, dossier_id, task_id in found)


def untold(mark: str, until: date) -> QuerySet[Task]:
    """Tasks to do in running cases, due until this day, of which this was not told."""
    running = Case.objects.running().values("dossier")
    open_tasks = Task.objects.filter(done_on=None, escalated_on=None, dossier__in=running)
    was_told = {"told_on__isnull": mark != ESCALATED}
    return open_tasks.filter(**{mark: None}, **was_told, due_on__lte=until)


def _near(day: date) -> list[Task]:
    """As with the deadline of a case: on the last working day before."""
    calendar_of, most = cache(Calendar.of), settings.ESCALATE_WORKING_DAYS
    coming = untold(REMINDED, day + HORIZON).filter(due_on__gte=day)
    return [
        task
        for task in coming.select_related("dossier__case__school")
        if calendar_of(task.dossier.case.school).between(day, task.due_on) <= most
    ]


def _left_undone(day: date) -> list[Task]:
    """Told when it was over, and so many working days later still to do."""
    calendar_of, fewest = cache(Calendar.of), settings.TASK_LATE_WORKING_DAYS
    over = untold(ESCALATED, day - ONE_DAY).select_related("dossier__case__school")
    return [
        task
        for task in over
        if calendar_of(task.dossier.case.school).between(task.due_on, day) >= fewest
    ]


@transaction.atomic
def tell(mark: str, dossier_id: UUID, task_id: UUID, day: date) -> bool:
    """News of one task. False where it was done, told or moved meanwhile, or nobody can read."""
    dossier = Dossier.objects.select_for_update().filter(pk=dossier_id).first()
    until = day + HORIZON if mark == REMINDED else day - ONE_DAY
    task = untold(mark, until).filter(pk=task_id).first()
    if dossier is None or task is None:
        return False
    recipients = others(task, dossier) if mark == ESCALATED else hearing(task, dossier)
    for recipient in recipients:
        notices.tell(recipient=recipient, dossier=dossier)
    if recipients or mark == ESCALATED:  # nobody else: then it counts as told all the same
        setattr(task, mark, day)
        task.save(update_fields=[mark])
    return bool(recipients)


def hearing(task: Task, dossier: Dossier) -> list[Recipient]:
    """Who hears of it: whoever has the task, if they may read the case; else all who may."""
    readers = list(keyring.readers(dossier))
    mine = [one for one in readers if one.user_id == task.assignee_id]
    return mine or readers


def others(task: Task, dossier: Dossier) -> list[Recipient]:
    """Who has not heard yet that it is over: nobody, where everybody had."""
    told = hearing(task, dossier)
    return [one for one in keyring.readers(dossier) if one not in told]
