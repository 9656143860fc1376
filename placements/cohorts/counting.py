"""What came of one student's search: the rules of statistics.md §1 on the product's own records.

Nothing here reads a database or knows who it is about. ADR 61 says why each rule is as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from placements.agreements.models import OUTSIDE, Route
from placements.cohorts.models import Way
from placements.cohorts.years import year_of

MOST: Final = 32767  # what a small column holds on both databases
SEARCHED: Final = 2  # applications after which nobody came to a place directly


@dataclass(frozen=True)
class Applied:
    """One application in the product."""

    on: date
    invited_on: date | None = None
    led_to_place: bool = False


@dataclass(frozen=True)
class Found:
    """One placement on which all agreed, and that was not taken back."""

    on: date
    route: str
    elsewhere: int | None = None  # applications that it took outside the product
    is_early: bool = False
    last_day: date | None = None


@dataclass(frozen=True)
class Earlier:
    """What was counted when the search had just ended: applications are deleted after a year."""

    applied: int = 0
    invited: int = 0
    is_known: bool = False


@dataclass(frozen=True)
class Trail:
    """All that is written down about one search, from its first day until its cut-off."""

    first: date
    cut_off: date
    left_on: date | None = None
    applications: Sequence[Applied] = ()
    placements: Sequence[Found] = ()
    is_active: bool = False  # took part in a round, or had a placement that did not go on
    earlier: Earlier = Earlier()


@dataclass(frozen=True)
class Result:
    """The columns of a `FrozenStudent` that tell how a search went; None and "" are not known."""

    way: str
    applied: int
    elsewhere: int | None
    invited: int
    is_placed: bool | None
    days: int | None
    has_left: bool
    is_early: bool | None
    answers_year: int | None


def counted(trail: Trail) -> Result:
    found = _found(trail)
    end = min(trail.cut_off, (found.on if found else trail.left_on) or trail.cut_off)
    made = [one for one in trail.applications if trail.first <= one.on <= end or one.led_to_place]
    invited = [one for one in made if one.invited_on and one.invited_on <= trail.cut_off]
    applied = max(len(made), trail.earlier.applied)
    elsewhere = _elsewhere(found)
    has_left = found is None and trail.left_on is not None and trail.left_on <= trail.cut_off
    is_known = bool(found or applied or trail.is_active or has_left or trail.earlier.is_known)
    return Result(
        way=_way(found, applied, elsewhere),
        applied=min(applied, MOST),
        elsewhere=elsewhere,
        invited=min(max(len(invited), trail.earlier.invited), MOST),
        is_placed=found is not None if is_known else None,
        days=min(max((end - trail.first).days, 0), MOST) if is_known else None,
        has_left=has_left,
        is_early=found.is_early if found else None,
        answers_year=year_of(found.last_day) if found and found.last_day else None,
    )


def _found(trail: Trail) -> Found | None:
    """The first place of the search. What was found after the cut-off was not found in time."""
    in_time = [one for one in trail.placements if one.on <= trail.cut_off]
    return min(in_time, key=lambda one: one.on, default=None)


def _elsewhere(found: Found | None) -> int | None:
    """Who found nothing may have applied elsewhere too; what is not written down is not counted."""
    if found is None or found.route not in OUTSIDE:
        return 0
    # 'Applied elsewhere, with no application' is no answer to how many.
    return None if found.route == Route.ELSEWHERE and not found.elsewhere else found.elsewhere


def _way(found: Found | None, applied: int, elsewhere: int | None) -> str:
    """Whoever applied twice or more has searched, however the place came in the end.

    Attack on the figures: with those who applied in vain and were then helped by the school among
    the direct placements, long searches would vanish. Who applied once and came to a place by
    another way is no applicant: it would count as found at the first try.
    """
    number = applied + (elsewhere or 0)
    if found is None:
        return Way.APPLYING.value if number else ""
    if found.route in (Route.APPLICATION, Route.ELSEWHERE) or number >= SEARCHED:
        return Way.APPLYING.value
    return Way.DIRECT.value
