"""Tasks that a step of a case starts or makes needless: what the table's clocks cannot do."""

from datetime import date, timedelta

from django.conf import settings

from reports.casework.models import Case, Status
from reports.tasks.models import Task
from reports.tasks.vocabulary import Kind


def follow(case: Case, after: Status, day: date) -> None:
    """An outcome starts 'plan aftercare'; planning it ticks that, closing takes it away.

    In the transaction and under the lock of the step.
    """
    planning = Task.objects.filter(
        dossier=case.dossier, kind=Kind.PLAN_AFTERCARE, done_on__isnull=True
    )
    if after == Status.OUTCOME_KNOWN and not planning.exists():
        Task.objects.create(
            dossier=case.dossier,
            kind=Kind.PLAN_AFTERCARE,
            due_on=day + timedelta(days=settings.AFTERCARE_DAYS),
            assignee_id=case.assignee_id,
        )
    elif after == Status.AFTERCARE:
        planning.update(done_on=day)
    elif after == Status.CLOSED:
        planning.delete()
