"""The other objective: as many students placed as can be, and then the least travel together.

It asks nobody's priority and keeps no order of wishes, so it is no stable result: it stands beside
one to compare. Solved as an assignment of students to single seats, by the shortest augmenting
paths of SciPy (Jonker and Volgenant): whole numbers, and always the optimum.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from placements.matching.market import Assignment, Market

Travel = Mapping[tuple[str, str], int]  # student and place: minutes, from 0
PAIR_LIMIT = 10_000_000  # of a student and a seat; some 700 MB


class TooLarge(Exception):
    """More pairs of a student and a seat than fit in memory."""


def least_travel(market: Market, numbers: Mapping[str, str], travel: Travel) -> Assignment:
    """Where more results travel as little, the lottery's order picks; the input's never does."""
    students = sorted(market.preferences, key=numbers.__getitem__)
    seats = list(_seats(market, students))
    taken = _cheapest(students, seats, travel) if students else {}
    placed = {students[one]: seats[at].place for one, at in taken.items()}
    return {student: placed.get(student) for student in market.preferences}


@dataclass(frozen=True, slots=True)
class _Seat:
    place: str
    comers: list[int]  # who may take it, as numbers of the lottery's order


def _seats(market: Market, students: list[str]) -> Iterator[_Seat]:
    """Where there is a seat for everybody who asks, each has an own one: nobody competes."""
    pairs = 0
    for place, comers in sorted(_comers(market, students).items()):
        capacity = market.places[place].capacity
        seats = [[one] for one in comers] if capacity >= len(comers) else [comers] * capacity
        pairs += sum(map(len, seats))
        if pairs > PAIR_LIMIT:
            raise TooLarge(f"more than {PAIR_LIMIT} pairs of a student and a seat")
        yield from (_Seat(place, who) for who in seats)


def _comers(market: Market, students: list[str]) -> dict[str, list[int]]:
    comers: dict[str, list[int]] = {}
    for number, student in enumerate(students):
        for place in market.preferences[student]:
            if market.places[place].tier_of(student) is not None:
                comers.setdefault(place, []).append(number)
    return comers


def _cheapest(students: list[str], seats: list[_Seat], travel: Travel) -> dict[int, int]:
    """Each student's seat. Who gets none sits on a stool of the own, dearer than all travel."""
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching  # noqa: PLC0415

    size = len(students)
    of, at, costs = _pairs(students, seats, travel)
    dearest = size * (max(costs, default=0) + 1) + 1
    of += range(size)
    at += range(len(seats), len(seats) + size)
    costs += [dearest] * size
    rows, columns = min_weight_full_bipartite_matching(_matrix(of, at, costs))
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return {one: seat for one, seat in pairs if seat < len(seats)}


def _pairs(
    students: list[str], seats: list[_Seat], travel: Travel
) -> tuple[list[int], list[int], list[int]]:
    """Student, seat and cost of every pair; a cost of 0 would be no pair, so all are one more."""
    of = [one for seat in seats for one in seat.comers]
    at = [number for number, seat in enumerate(seats) for _ in seat.comers]
    costs = [travel[students[one], seat.place] + 1 for seat in seats for one in seat.comers]
    return of, at, costs


def _matrix(of: list[int], at: list[int], costs: list[int]) -> Any:
    from scipy.sparse import csr_array  # noqa: PLC0415  # half a second, for this objective alone

    return csr_array((costs, (of, at)), dtype=float)
