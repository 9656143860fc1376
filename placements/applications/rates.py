"""How often and how fast a company answers. Shown from ten applications on (contract.md).

Counted are applications of the past year that were answered, or of which the term passed without
an answer. Whoever withdrew before either says nothing about the company. A late answer counts as
an answer, and its days count in full; where most got none, there is no usual number of days.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
from statistics import median
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from placements.applications.models import Application
from placements.companies.models import TrainingCompany


@dataclass(frozen=True)
class Rate:
    share: float | None
    days: float | None


UNKNOWN = Rate(None, None)


def rate_of(waited: Iterable[int | None]) -> Rate:
    """`waited`: days until the answer, None where none came."""
    days = [inf if one is None else float(one) for one in waited]
    if len(days) < settings.REPLY_RATE_FLOOR:
        return UNKNOWN
    answered = sum(one < inf for one in days)
    usual = median(days)
    # In tenths, also for the API: a share such as 11/13 would tell how many applied, and the
    # change of one day what became of one application.
    return Rate(round(answered / len(days), 1), None if usual == inf else usual)


def renew(day: date) -> int:
    """Write down the rates that changed."""
    waited: dict[UUID, list[int | None]] = defaultdict(list)
    since = day - timedelta(days=settings.REPLY_RATE_DAYS)
    counted = Application.objects.filter(
        Q(answered_on__isnull=False) | Q(no_answer_on__isnull=False), sent_on__gt=since
    )
    columns = counted.order_by().values_list("company", "sent_on", "answered_on")
    for company, sent, answered in columns.iterator():
        waited[company].append((answered - sent).days if answered else None)
    found = {company: rate_of(days) for company, days in waited.items()}
    return _write({company: rate for company, rate in found.items() if rate != UNKNOWN})


def _write(found: dict[UUID, Rate]) -> int:
    known = TrainingCompany.objects.filter(Q(reply_rate__isnull=False) | Q(pk__in=found))
    changed = []
    for company in known.only("pk", "reply_rate", "reply_days"):
        rate = found.get(company.pk, UNKNOWN)
        if (company.reply_rate, company.reply_days) != (rate.share, rate.days):
            company.reply_rate, company.reply_days = rate.share, rate.days
            changed.append(company)
    TrainingCompany.objects.bulk_update(changed, ["reply_rate", "reply_days"], batch_size=500)
    return len(changed)
