"""A first order of places for a student, who may change all of it before handing it in.

It knows how places fit and nothing of the student besides: no name, number, class or list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from placements.matching.priorities import Facts


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that can be chosen; `facts.minutes` by the student's own ways of travelling."""

    offer_id: UUID
    facts: Facts


def proposed(candidates: Iterable[Candidate], *, limit: int | None, most: int) -> list[UUID]:
    """Most learning goals first, then needs that are met, then the shortest journey.

    Beyond the student's own limit of minutes nothing is proposed. A journey that is not known
    stands last among equals, and the random id of the place decides what is still equal.
    """
    within = [one for one in candidates if _is_within(one.facts.minutes, limit)]
    return [one.offer_id for one in sorted(within, key=_line)[:most]]


def _is_within(minutes: int | None, limit: int | None) -> bool:
    return minutes is None or limit is None or minutes <= limit


def _line(one: Candidate) -> tuple[int, int, float, int]:
    minutes = float("inf") if one.facts.minutes is None else one.facts.minutes
    return -one.facts.goals, -one.facts.needs, minutes, one.offer_id.int
