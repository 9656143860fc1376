"""What time itself changes: a recognition lapses, a suspension begins or is over.

Nobody decides anything on such a day. So the register looks once a day what differs from the day
before, writes it down and tells the others. Run again it finds nothing.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from placements.accreditations.models import (
    Accreditation,
    AccreditationChange,
    AccreditationQuerySet,
    Key,
    RegisterDay,
    Status,
)
from placements.accreditations.signals import accreditations_changed, recognition_changed
from stagebaken.web.days import today

DAY = timedelta(days=1)
BATCH = 500  # companies looked at together: a bound on memory


@transaction.atomic
def turn_day() -> int:
    """Write down what changed by itself on every day since the last turn; return how much."""
    mark, _ = RegisterDay.objects.select_for_update().get_or_create(
        id=1, defaults={"day": today() - DAY}
    )
    changed = 0
    while mark.day < today():
        mark.day += DAY
        changed += sum(len(_turn(companies, mark.day)) for companies in _touched(mark.day))
    mark.save(update_fields=["day"])
    return changed


def _touched(day: date) -> Iterator[list[UUID]]:
    """Companies of which a row begins on this day, or ended the day before; some at a time."""
    rows = Accreditation.objects.filter(Q(valid_from=day) | Q(valid_until=day - DAY))
    found = rows.order_by("company").values_list("company", flat=True).distinct()
    companies = list(found)
    for start in range(0, len(companies), BATCH):
        yield companies[start : start + BATCH]


def _turn(companies: list[UUID], day: date) -> list[AccreditationChange]:
    rows = Accreditation.objects.filter(company__in=companies)
    before, after = _keys(rows.erkend(day - DAY)), _keys(rows.erkend(day))
    # What a decision of this same day changed is written down already.
    known = _written(companies, day)
    keys = {key for key in before ^ after if known.get(key) != (key in after)}
    changes = AccreditationChange.objects.bulk_create(
        [_change(key, day, is_erkend=key in after) for key in sorted(keys, key=str)]
    )
    accreditations_changed.send(Accreditation, companies=companies)
    for change in changes:
        recognition_changed.send(Accreditation, change=change)
    return changes


def _keys(rows: AccreditationQuerySet) -> set[Key]:
    return {Key(*row) for row in rows.values_list("company", "programme", "pathway")}


def _written(companies: list[UUID], day: date) -> dict[Key, bool]:
    rows = AccreditationChange.objects.changes().filter(company__in=companies, day=day)
    found = rows.order_by("pk").values_list("company", "programme", "pathway", "is_erkend")
    return {Key(company, programme, way): erkend for company, programme, way, erkend in found}


def _change(key: Key, day: date, *, is_erkend: bool) -> AccreditationChange:
    """The row of this day; a decision that was waiting for it lends its reason and author."""
    same = AccreditationChange.objects.filter(
        company=key.company_id, programme=key.programme_id, pathway=key.pathway
    )
    decision = same.filter(takes_effect_on=day).order_by("-pk").first()
    return AccreditationChange(
        company_id=key.company_id,
        programme_id=key.programme_id,
        pathway=key.pathway,
        day=day,
        was_erkend=not is_erkend,
        is_erkend=is_erkend,
        status=decision.status if decision else Status.ACTIVE,
        reason=decision.reason if decision else "",
        source=decision.source if decision else "",
        by=decision.by if decision else None,
    )
