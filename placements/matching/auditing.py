"""What a round did: who got a place, how high on the list, how far; by level, pathway and sector.

For the team of the school alone. Nothing about who somebody is counts here: no column knows it.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from placements.accreditations.models import Programme
from placements.companies.models import SectorChamber
from placements.matching import policy
from placements.matching.models import Assignment, Round, Wish
from placements.matching.rules import NotPossible
from placements.matching.transitions import State
from placements.protection.floors import RATE_FROM
from placements.protection.rates import Rate, exact_rate
from schools.students.models import PATHWAYS
from stagebaken.accounts.models import User

FIRST_THREE = 3
TRAVEL_FROM = 5  # students of whom the journey is known, before their middle is said


@dataclass(frozen=True, slots=True)
class Taker:
    """A student who took part. `rank`: on the own list, from 1; nothing when placed by hand."""

    level: int | None
    pathway: str
    sector: str
    is_placed: bool
    rank: int | None
    minutes: int | None


@dataclass(frozen=True)
class Line:
    """The figures of one group. A share or a middle of too few is not said."""

    name: str | Promise
    total: int
    placed: int
    share: Rate | None
    first: int
    first_three: int  # the first choice not counted again
    other: int
    median: int | None  # minutes
    longest: int | None


@dataclass(frozen=True)
class Audit:
    everybody: Line
    parts: list[tuple[str, list[Line]]]  # name of the division, and its groups
    moved: int  # students elsewhere than the lists and the lottery gave
    took_part: int
    group: int  # students whom the round is for, of this day

    @property
    def all(self) -> list[Line]:
        return [self.everybody]


def audit(*, by: User, round_: Round, group: int) -> Audit:
    policy.require(by, round_.school)
    if round_.state not in {State.SOLVED, State.PUBLISHED}:
        raise NotPossible
    takers = _takers(round_)
    return Audit(
        everybody=_line(_("Iedereen"), takers),
        parts=[
            (_("Niveau"), _lines(takers, lambda one: str(one.level or ""), _level)),
            (_("Leerweg of vorm"), _lines(takers, lambda one: one.pathway, _pathway)),
            (_("Sector"), _lines(takers, lambda one: one.sector, _sector)),
        ],
        moved=Assignment.objects.filter(round=round_).moved().count(),
        took_part=len(takers),
        group=group,
    )


def _takers(round_: Round) -> list[Taker]:
    wishes = {
        (student, offer): (position, minutes)
        for student, offer, position, minutes in Wish.objects.filter(offer__round=round_)
        .order_by()
        .values_list("student", "offer", "position", "minutes")
    }
    rows = list(Assignment.objects.filter(round=round_).select_related("student"))
    sectors = _sectors({row.student.crebo for row in rows})
    return [_taker(row, wishes, sectors) for row in rows]


def _taker(
    row: Assignment,
    wishes: dict[tuple[UUID, UUID], tuple[int, int | None]],
    sectors: dict[str, str],
) -> Taker:
    rank, minutes = (None, None)
    if row.offer_id is not None:
        rank, minutes = wishes.get((row.student_id, row.offer_id), (None, None))
    student = row.student
    sector = sectors.get(student.crebo, "")
    return Taker(student.level, student.pathway, sector, row.offer_id is not None, rank, minutes)


def _sectors(crebos: set[str]) -> dict[str, str]:
    rows = Programme.objects.filter(crebo__in=crebos - {""}).order_by()
    return {crebo or "": sector for crebo, sector in rows.values_list("crebo", "sector")}


def _lines(
    takers: Sequence[Taker], key: Callable[[Taker], str], name: Callable[[str], str | Promise]
) -> list[Line]:
    groups: dict[str, list[Taker]] = defaultdict(list)
    for one in takers:
        groups[key(one)].append(one)
    return [_line(name(of), groups[of]) for of in sorted(groups)]


def _line(name: str | Promise, takers: Sequence[Taker]) -> Line:
    total, placed = len(takers), [one for one in takers if one.is_placed]
    ranks = [one.rank for one in placed]
    minutes = [one.minutes for one in placed if one.minutes is not None]
    first = ranks.count(1)
    three = sum(rank is not None and rank <= FIRST_THREE for rank in ranks)
    is_told = len(minutes) >= TRAVEL_FROM
    return Line(
        name=name,
        total=total,
        placed=len(placed),
        share=exact_rate(len(placed), total) if total >= RATE_FROM else None,
        first=first,
        first_three=three - first,
        other=len(placed) - three,
        median=round(median(minutes)) if is_told else None,
        longest=max(minutes) if is_told else None,
    )


def _level(level: str) -> str:
    return _("Niveau %(level)s") % {"level": level} if level else _("Onbekend")


def _pathway(pathway: str) -> str | Promise:
    return dict(PATHWAYS).get(pathway) or _("Onbekend")


def _sector(sector: str) -> str | Promise:
    return dict(SectorChamber.choices).get(sector) or _("Onbekend")
