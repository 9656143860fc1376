"""Deferred acceptance: students propose, places keep the best who came so far.

Gale and Shapley (1962). Every order of proposing ends in the same result, the stable one that is
best for every student at once; no student gains by another list than the true one.
"""

from collections.abc import Mapping
from heapq import heappush, heappushpop

from placements.matching.market import Market, Place

NOBODY = -1


def solve(market: Market, numbers: Mapping[str, str]) -> dict[str, str | None]:
    """The student-optimal stable assignment, with ties drawn by these lottery numbers."""
    students = sorted(market.preferences, key=numbers.__getitem__)
    kept = {name: _Kept(place, students) for name, place in market.places.items()}
    wishes = [iter(market.preferences[student]) for student in students]
    for first in range(len(students)):
        free = first
        while free != NOBODY and (wish := next(wishes[free], None)) is not None:
            free = kept[wish].propose(free)
    placed = {students[of]: name for name, place in kept.items() for of in place.students()}
    return {student: placed.get(student) for student in market.preferences}


class _Kept:
    """Who a place keeps for now: a heap with the last in line on top.

    A student is a number, the rank in the lottery; a line is one number too: the tier first.
    """

    def __init__(self, place: Place, students: list[str]) -> None:
        self._place = place
        self._names = students
        self._line: list[int] = []

    def propose(self, student: int) -> int:
        """Who is free after this proposal: the proposer, somebody who was kept, or nobody."""
        tier = self._place.tier_of(self._names[student])
        if tier is None:
            return student
        line, at = self._line, -(tier * len(self._names) + student)
        if len(line) < self._place.capacity:
            heappush(line, at)
            return NOBODY
        return -heappushpop(line, at) % len(self._names)

    def students(self) -> list[int]:
        return [-at % len(self._names) for at in self._line]
