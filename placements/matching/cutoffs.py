"""The line at each place: who stands before it came in, whoever stands behind it did not.

A line says how far a place came, and no more: it lies between the last who came in and the first
who did not, so that it is nobody's own number.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from placements.matching.market import Assignment, Market


@dataclass(frozen=True, order=True, slots=True)
class Standing:
    """Where a student stands at one place: the tier from 1, then the lottery number."""

    tier: int
    number: str


NOBODY_YET = Standing(0, "")


@dataclass(frozen=True, slots=True)
class CutOff:
    """All tiers before `tier` came in, and of that tier the numbers that sort before `below`.

    An empty `below` is the whole tier; tier 0 is a place where nobody could come in.
    """

    tier: int
    below: str

    def admits(self, standing: Standing) -> bool:
        if standing.tier != self.tier:
            return standing.tier < self.tier
        return not self.below or standing.number < self.below


def standing(
    market: Market, numbers: Mapping[str, str], student: str, place: str
) -> Standing | None:
    """Nothing when the student is not eligible."""
    tier = market.places[place].tier_of(student)
    return None if tier is None else Standing(tier, numbers[student])


def cut_offs(
    market: Market, numbers: Mapping[str, str], assignment: Assignment
) -> dict[str, CutOff | None]:
    """The line of every place; nothing where nobody who was eligible was turned down."""
    last: dict[str, Standing] = {}
    refused: dict[str, Standing] = {}
    for student, wishes in market.preferences.items():
        for place in wishes:
            own = standing(market, numbers, student, place)
            if own is None:
                continue
            if place == assignment[student]:
                last[place] = max(own, last.get(place, own))
                break
            refused[place] = min(own, refused.get(place, own))
    return {
        place: _between(last.get(place, NOBODY_YET), refused[place]) if place in refused else None
        for place in market.places
    }


def _between(last: Standing, refused: Standing) -> CutOff:
    """The shortest text that parts the two."""
    if last.tier < refused.tier:
        return CutOff(last.tier, "")
    pairs = enumerate(zip(last.number, refused.number, strict=True), start=1)
    end = next(end for end, (one, other) in pairs if one != other)
    return CutOff(refused.tier, refused.number[:end])
