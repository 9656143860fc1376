"""Lapsing needs nobody: the day does it. This tells the rooms above, which keep an index."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from placements.commitments.models import CompanyCommitment
from placements.commitments.signals import commitments_changed
from placements.commitments.transitions import State

LOOK_BACK_DAYS = 7  # a scheduler that stood still for a week-end is caught up with
BATCH = 500  # companies in one transaction


def tell_lapsed(day: date) -> int:
    """Tell of companies with a commitment, or a check of one, that ended before this day."""
    span = (day - timedelta(days=LOOK_BACK_DAYS), day - timedelta(days=1))
    ended = CompanyCommitment.objects.exclude(state=State.WITHDRAWN).filter(
        Q(valid_until__range=span) | Q(checked_until__range=span)
    )
    companies = sorted(set(ended.order_by().values_list("company", flat=True)))
    for start in range(0, len(companies), BATCH):
        with transaction.atomic():
            batch = companies[start : start + BATCH]
            commitments_changed.send(CompanyCommitment, companies=batch)
    return len(companies)
