"""Two results of one round beside each other, in numbers that name nobody."""

from collections.abc import Mapping
from dataclasses import dataclass

from placements.matching.market import Assignment, Market
from placements.matching.travel import Travel
from placements.matching.verification import blocking_pairs


@dataclass(frozen=True, slots=True)
class Figures:
    placed: int
    first_choice: int
    among_first_three: int
    travel: int  # minutes of all who are placed together
    longest: int  # minutes of who travels farthest
    blocking_pairs: int  # of a student and a place that could both do better: 0 when stable


def figures(
    market: Market, numbers: Mapping[str, str], travel: Travel, assignment: Assignment
) -> Figures:
    pairs = [(student, place) for student, place in assignment.items() if place is not None]
    ranks = [list(market.preferences[student]).index(place) for student, place in pairs]
    minutes = [travel[pair] for pair in pairs]
    return Figures(
        placed=len(pairs),
        first_choice=ranks.count(0),
        among_first_three=sum(rank < 3 for rank in ranks),
        travel=sum(minutes),
        longest=max(minutes, default=0),
        blocking_pairs=sum(1 for _ in blocking_pairs(market, numbers, assignment)),
    )
