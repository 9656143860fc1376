"""Whether the company of a placement may still train for it, for many placements at once (R12).

A mbo placement asks for the recognition of its own crebo and leerweg; a hbo placement for the
approval of its school. A company that left the register trains nobody.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from placements.accreditations.models import Accreditation, SchoolApproval
from placements.accreditations.standing import standing
from placements.agreements.models import Placement

Key = tuple[UUID | None, str, str]


@dataclass(frozen=True)
class Seen:
    """One placement. Neither day: all is well as far as the register knows."""

    placement: Placement
    lost_on: date | None = None  # the first day without
    last_day: date | None = None  # with it, before the last day of the placement

    @property
    def is_well(self) -> bool:
        return self.lost_on is None and self.last_day is None


def looked_at(placements: Sequence[Placement], day: date) -> list[Seen]:
    """Three queries, however many. Give placements with `student__school` and `company`."""
    rows = _recognitions(placements)
    taken_back = _taken_back(placements, day)
    return [_seen(one, rows, taken_back, day) for one in placements]


def _seen(
    placement: Placement,
    rows: dict[Key, list[Accreditation]],
    taken_back: dict[tuple[UUID, UUID], date],
    day: date,
) -> Seen:
    company = placement.company
    if company is None:
        return Seen(placement)
    if company.ended_on is not None and company.ended_on <= day:
        return Seen(placement, lost_on=company.ended_on)
    if not placement.is_mbo:
        lost_on = taken_back.get((placement.student.school_id, company.pk))
        return Seen(placement, lost_on=lost_on)
    found = standing(rows.get((company.pk, placement.crebo, placement.pathway), []), day)
    if not found.is_erkend:
        # Rows that never counted say no day: then it is as old as the agreement.
        return Seen(placement, lost_on=found.since or placement.agreed_on)
    if found.until and placement.ends_on and found.until < placement.ends_on:
        return Seen(placement, last_day=found.until)
    return Seen(placement)


def _recognitions(placements: Sequence[Placement]) -> dict[Key, list[Accreditation]]:
    companies = {one.company_id for one in placements if one.company_id}
    crebos = {one.crebo for one in placements if one.crebo}
    found: dict[Key, list[Accreditation]] = defaultdict(list)
    rows = Accreditation.objects.filter(company__in=companies, programme__crebo__in=crebos)
    for row in rows.select_related("programme"):
        found[row.company_id, row.programme.crebo or "", row.pathway].append(row)
    return found


def _taken_back(placements: Sequence[Placement], day: date) -> dict[tuple[UUID, UUID], date]:
    """By school and company: since when the school approves of it no more."""
    hbo = [one for one in placements if not one.is_mbo and one.company_id]
    rows = SchoolApproval.objects.filter(
        school__in={one.student.school_id for one in hbo},
        company__in={one.company_id for one in hbo},
    )
    valid = {(one.school_id, one.company_id) for one in rows.valid(day)}
    found: dict[tuple[UUID, UUID], date] = {}
    for one in rows.filter(withdrawn_on__lte=day).order_by("withdrawn_on"):
        key = (one.school_id, one.company_id)
        if one.withdrawn_on is not None and key not in valid:
            found[key] = one.withdrawn_on
    return found
