"""Tasks that a step of a case starts or makes needless: what the table's clocks cannot do.

In the transaction and under the lock of the step.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import QuerySet

from reports.casework.models import Case, Status
from reports.tasks.models import Task
from reports.tasks.vocabulary import Kind


def follow(case: Case, after: Status, day: date, planned: date | None) -> None:
    """The case came to this status on this day; `planned` is a day that was agreed with it."""
    _plan_aftercare(case, after, day)
    _hold_talk(case, after, day, planned)
    if after == Status.CLOSED:
        left = Task.objects.filter(dossier=case.dossier, kind=Kind.OWN, done_on__isnull=True)
        left.update(done_on=day, is_stopped=True)


def _plan_aftercare(case: Case, after: Status, day: date) -> None:
    """An outcome starts it; planning ticks it; closing and working on takes it away."""
    planning = _started(case, Kind.PLAN_AFTERCARE)
    if after == Status.OUTCOME_KNOWN:
        _start(case, Kind.PLAN_AFTERCARE, day + timedelta(days=settings.AFTERCARE_DAYS))
    elif after == Status.AFTERCARE:
        planning.update(done_on=day)
    else:
        planning.delete()


def _hold_talk(case: Case, after: Status, day: date, planned: date | None) -> None:
    """The day of a talk starts it. Whoever goes on once that day has come had the talk."""
    talk = _started(case, Kind.TALK)
    if after == Status.INTAKE and planned is not None:
        _start(case, Kind.TALK, planned)
    elif after == Status.CLOSED:
        talk.delete()
    else:
        talk.filter(due_on__lte=day).update(done_on=day)


def _started(case: Case, kind: Kind) -> QuerySet[Task]:
    return Task.objects.filter(dossier=case.dossier, kind=kind, done_on__isnull=True)


def _start(case: Case, kind: Kind, due_on: date) -> None:
    """One of a kind is to be done at a time: another day moves it, and reminds anew."""
    again = {"due_on": due_on, **dict.fromkeys(Task.MARKS)}
    Task.objects.update_or_create(
        dossier=case.dossier,
        kind=kind,
        done_on=None,
        defaults=again,
        create_defaults=again | {"assignee_id": case.assignee_id},
    )
