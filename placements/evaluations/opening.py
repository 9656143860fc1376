"""A placement ended: its two evaluations open, are closed after their days, and go in the end."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from placements.agreements import steps
from placements.agreements.models import Placement
from placements.agreements.passing import mark_evaluated
from placements.agreements.transitions import Verb
from placements.evaluations.models import Evaluation, TrainerEvaluation
from schools.students.entries import cohort_of
from stagebaken.web.days import today

OPENING = (Verb.END, Verb.END_EARLY)


def open_both(placement: Placement) -> None:
    """In the transaction of the ending."""
    ended = min(filter(None, (placement.ended_on, placement.ends_on)), default=today())
    facts = {"school_year": cohort_of(ended), "opened_on": today()}
    Evaluation.objects.get_or_create(placement=placement, defaults=facts)
    TrainerEvaluation.objects.get_or_create(placement=placement, defaults=facts)


def lapse(day: date) -> int:
    """Close what nobody filled in. Without the student's answer, too, a placement is done."""
    TrainerEvaluation.objects.overdue(day).update(lapsed_on=day)
    overdue = list(Evaluation.objects.overdue(day).values_list("pk", flat=True))
    return sum(_lapse(number, day) for number in overdue)


@transaction.atomic
def _lapse(evaluation_id: UUID, day: date) -> bool:
    found = Evaluation.objects.select_related("placement").filter(pk=evaluation_id).first()
    if found is None:
        return False
    placement = steps.locked(found.placement)
    if not Evaluation.objects.open().filter(pk=found.pk).update(lapsed_on=day):
        return False  # it came in a moment ago
    mark_evaluated(placement)
    return True


def forget(day: date) -> int:
    """Delete the answers that have been counted twice (`releasing`), or could have been."""
    first = day - timedelta(days=settings.EVALUATION_KEEP_DAYS)
    models: Iterable[Any] = (Evaluation, TrainerEvaluation)
    return sum(one.objects.filter(opened_on__lt=first).delete()[0] for one in models)
