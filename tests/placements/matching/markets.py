"""Markets to solve, and a solver that is slow, plain and not the product's."""

import hashlib
import hmac
import itertools
import random
from collections.abc import Iterator

from hypothesis import strategies as st

from placements.matching.market import Assignment, Market, Place

SEED = "2026"
STUDENTS = ("ana", "bo", "cem", "dua", "eva", "finn")
PLACES = ("bakery", "clinic", "garage", "studio")


@st.composite
def markets(draw: st.DrawFn) -> Market:
    """A few students and places: lists of any length, tiers of any size, seats or none."""
    students = draw(st.lists(st.sampled_from(STUDENTS), unique=True))
    places = draw(st.lists(st.sampled_from(PLACES), unique=True))
    wishes = st.lists(st.sampled_from(places), unique=True) if places else st.just([])
    return Market(
        {student: tuple(draw(wishes)) for student in students},
        {name: Place(draw(st.integers(0, 3)), draw(tiers(students))) for name in places},
    )


@st.composite
def tiers(draw: st.DrawFn, students: list[str]) -> tuple[tuple[str, ...], ...] | None:
    if draw(st.booleans()):
        return None
    listed = draw(st.permutations(students))[: draw(st.integers(0, len(students)))]
    cuts = sorted(draw(st.sets(st.integers(1, len(listed)))) if listed else [])
    bounds = [0, *cuts, len(listed)]
    parts = (tuple(listed[start:end]) for start, end in itertools.pairwise(bounds))
    return tuple(part for part in parts if part)


def order_at(market: Market, place: str, seed: str = SEED) -> list[str]:
    """Everybody who may come, the first in line first."""
    tiers = market.places[place].tiers
    groups = [list(market.preferences)] if tiers is None else [list(tier) for tier in tiers]
    return [student for group in groups for student in sorted(group, key=lambda s: draw(seed, s))]


def draw(seed: str, student: str) -> str:
    return hmac.new(seed.encode(), student.encode(), hashlib.sha256).hexdigest()


def naive(market: Market, seed: str = SEED) -> dict[str, str | None]:
    """One after the other asks, and every place sorts who came and sends the last away."""
    everybody = sorted(market.preferences, key=lambda student: draw(seed, student))
    by_lot = {student: rank for rank, student in enumerate(everybody)}
    ranks = dict.fromkeys(market.places, by_lot) | {
        place: {student: rank for rank, student in enumerate(order_at(market, place, seed))}
        for place in market.places
        if market.places[place].tiers is not None
    }
    left = {student: list(wishes) for student, wishes in market.preferences.items()}
    inside: dict[str, list[str]] = {place: [] for place in market.places}
    free = list(left)
    while free:
        student = free.pop()
        if not left[student]:
            continue
        place = left[student].pop(0)
        if student not in ranks[place]:
            free.append(student)
            continue
        line = sorted([*inside[place], student], key=ranks[place].__getitem__)
        capacity = market.places[place].capacity
        inside[place] = line[:capacity]
        free += line[capacity:]
    got = {student: place for place, students in inside.items() for student in students}
    return {student: got.get(student) for student in market.preferences}


def is_stable(market: Market, assignment: Assignment, seed: str = SEED) -> bool:
    """By the definition: nobody too many, nobody unasked, and no pair that would rather."""
    for place in market.places:
        line = order_at(market, place, seed)
        inside = [student for student, got in assignment.items() if got == place]
        if len(inside) > market.places[place].capacity or not set(inside) <= set(line):
            return False
        for student, wishes in market.preferences.items():
            if student not in line or place not in wishes or assignment[student] == place:
                continue
            got = assignment[student]
            would = got is None or wishes.index(place) < wishes.index(got)
            welcome = len(inside) < market.places[place].capacity or any(
                line.index(student) < line.index(other) for other in inside
            )
            if would and welcome:
                return False
    return True


def all_stable(market: Market, seed: str = SEED) -> Iterator[dict[str, str | None]]:
    students = list(market.preferences)
    choices = [(*market.preferences[student], None) for student in students]
    for combination in itertools.product(*choices):
        assignment = dict(zip(students, combination, strict=True))
        if is_stable(market, assignment, seed):
            yield assignment


def large(students: int, places: int, *, with_lists: bool = True, wishes: int = 10) -> Market:
    """Lists of ten at random; every second place has put who asked in an order."""
    chance = random.Random(1)  # noqa: S311  # fictional, the same each time
    names = [f"p{number}" for number in range(places)]
    preferences = {f"s{number}": chance.sample(names, wishes) for number in range(students)}
    askers: dict[str, list[str]] = {name: [] for name in names}
    for student, asked in preferences.items():
        for name in asked:
            askers[name].append(student)
    found = {}
    for number, name in enumerate(names):
        chance.shuffle(askers[name])
        line = tuple((student,) for student in askers[name])
        found[name] = Place(max(1, students // places), line if with_lists and number % 2 else None)
    return Market(preferences, found)
