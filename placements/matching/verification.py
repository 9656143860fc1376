"""Is this result what its certificate says? Found out without the code that made it.

Only the last question solves the round again: whether another stable result is better.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from placements.matching import lottery
from placements.matching.acceptance import solve
from placements.matching.certificate import LOTTERY, METHOD, STATEMENT, Certificate, count
from placements.matching.market import Assignment, Market

Row = tuple[str, str | None]  # student, place
Order = tuple[int, str]  # tier, lottery number
BEHIND_ALL = sys.maxsize  # the tier of who was put there by hand and is in no tier


def falsehoods(market: Market, certificate: Certificate, rows: Sequence[Row]) -> Iterator[str]:
    """Everything that is not true, each a line for the operator; nothing when all is true."""
    wrong = [*_own_words(certificate), *_rows(market, rows)]
    yield from wrong
    if wrong:
        return
    assignment = dict(rows)
    numbers = lottery.numbers(certificate.seed, market.preferences)
    yield from _over_full(market, assignment)
    yield from blocking_pairs(market, numbers, assignment)
    yield from _cut_offs(market, numbers, assignment, certificate)
    if certificate.counts != count(market, assignment):
        yield "the counts of the certificate are not those of the result"
    if solve(market, numbers) != assignment:
        yield "another result without blocking pairs is better for students"


def by_hand(certificate: Certificate, rows: Sequence[Row]) -> list[Row] | None:
    """The solved result, when these rows are it with exactly what a person changed afterwards.

    Of who was moved nothing is claimed: a person decided, and has to answer for it.
    """
    moved = {one.student_id: one for one in certificate.adjusted}
    stands = dict(rows)
    if not moved or any(stands.get(name, "") != one.after for name, one in moved.items()):
        return None
    return [(name, moved[name].before if name in moved else place) for name, place in rows]


def _own_words(certificate: Certificate) -> Iterator[str]:
    if lottery.commitment(certificate.seed) != certificate.seed_sha256:
        yield "the seed of the certificate is not the one of its published hash"
    said = (certificate.method, certificate.lottery, certificate.statement)
    if said != (METHOD, LOTTERY, STATEMENT) or certificate.blocking_pairs != 0:
        yield "the certificate claims something else than this program can verify"


def _rows(market: Market, rows: Sequence[Row]) -> Iterator[str]:
    """Each student once, and only where the student asked for and is eligible."""
    times = Counter(student for student, _ in rows)
    yield from (
        f"student {student!r} is in the result twice" for student in times if times[student] > 1
    )
    for student in market.preferences.keys() - times.keys():
        yield f"student {student!r} is not in the result"
    for student, place in rows:
        if student not in market.preferences:
            yield f"the result names {student!r}, who is no student"
        elif place is not None and place not in market.places:
            yield f"the result names {place!r}, which is no place"
        elif place is not None and place not in market.preferences[student]:
            yield f"student {student!r} did not ask for {place!r}"
        elif place is not None and market.places[place].tier_of(student) is None:
            yield f"student {student!r} is not eligible at {place!r}"


def _over_full(market: Market, assignment: Assignment) -> Iterator[str]:
    for place, number in _taken(assignment).items():
        if number > market.places[place].capacity:
            yield f"place {place!r} got {number} students for {market.places[place].capacity} seats"


def _taken(assignment: Assignment) -> Counter[str]:
    return Counter(place for place in assignment.values() if place is not None)


def blocking_pairs(
    market: Market, numbers: Mapping[str, str], assignment: Assignment
) -> Iterator[str]:
    """Who would leave for whom: the two of them would not keep to this result."""
    taken, last = _taken(assignment), _last_in(market, numbers, assignment)
    for student, place, order in _preferred(market, numbers, assignment):
        if taken[place] < market.places[place].capacity:
            yield f"student {student!r} prefers {place!r}, which has a free seat"
        elif place in last and order < last[place]:
            yield f"student {student!r} prefers {place!r} and comes before somebody there"


def _last_in(
    market: Market, numbers: Mapping[str, str], assignment: Assignment
) -> dict[str, Order]:
    last: dict[str, Order] = {}
    for student, place in assignment.items():
        if place is not None:
            order = (market.places[place].tier_of(student) or BEHIND_ALL, numbers[student])
            last[place] = max(order, last.get(place, order))
    return last


def _preferred(
    market: Market, numbers: Mapping[str, str], assignment: Assignment
) -> Iterator[tuple[str, str, Order]]:
    """Each student with each place that is dearer than the own one, where eligible."""
    for student, wishes in market.preferences.items():
        own = assignment[student]
        # Who was put by hand where they did not ask for would rather be at any place of the list.
        asked = own is not None and own in wishes
        dearer = wishes[: list(wishes).index(own or "")] if asked else wishes
        for place in dearer:
            tier = market.places[place].tier_of(student)
            if tier is not None:
                yield student, place, (tier, numbers[student])


def _cut_offs(
    market: Market, numbers: Mapping[str, str], assignment: Assignment, certificate: Certificate
) -> Iterator[str]:
    """Who got in stands before the line, who was turned down stands behind it."""
    lines = certificate.cut_offs
    if lines.keys() != market.places.keys():
        yield "the cut-offs of the certificate are not those of these places"
        return
    for place, (tier, number) in _last_in(market, numbers, assignment).items():
        line = lines[place]
        if line is not None and (tier, number) >= _end(line.tier, line.below):
            yield f"somebody at {place!r} stands behind its cut-off"
    for _, place, order in _preferred(market, numbers, assignment):
        line = lines[place]
        if line is None or order < _end(line.tier, line.below):
            yield f"somebody who stands before the cut-off of {place!r} was turned down"


def _end(tier: int, below: str) -> Order:
    """The first order that is behind a line: without a number, the start of the next tier."""
    return (tier, below) if below else (tier + 1, "")
