"""A matching team lays another result beside the stable one: most students, least travel."""

import itertools
import random
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.matching import lottery, travel
from placements.matching.acceptance import solve
from placements.matching.comparison import figures
from placements.matching.market import Assignment, Market, Place
from placements.matching.travel import TooLarge, Travel, least_travel
from tests.placements.matching.markets import SEED, large, markets, order_at


@st.composite
def journeys(draw: st.DrawFn) -> tuple[Market, Travel]:
    market = draw(markets())
    minutes = st.integers(0, 90)
    pairs = [(one, place) for one, wishes in market.preferences.items() for place in wishes]
    return market, {pair: draw(minutes) for pair in pairs}


def every_result(market: Market) -> Iterator[Assignment]:
    """All that seats and eligibility allow, stable or not."""
    may = {place: set(order_at(market, place)) for place in market.places}
    choices = [
        [None, *(place for place in wishes if student in may[place])]
        for student, wishes in market.preferences.items()
    ]
    for combination in itertools.product(*choices):
        if all(combination.count(name) <= place.capacity for name, place in market.places.items()):
            yield dict(zip(market.preferences, combination, strict=True))


def score(minutes: Travel, assignment: Assignment) -> tuple[int, int]:
    pairs = [(student, place) for student, place in assignment.items() if place is not None]
    return -len(pairs), sum(minutes[pair] for pair in pairs)


def shortest(market: Market, minutes: Travel) -> Assignment:
    return least_travel(market, lottery.numbers(SEED, market.preferences), minutes)


@given(journeys())
def test_no_result_places_more_students_or_as_many_with_less_travel(
    given: tuple[Market, Travel],
) -> None:
    market, minutes = given
    results = list(every_result(market))
    ours = shortest(market, minutes)
    assert ours in results
    assert score(minutes, ours) == min(score(minutes, other) for other in results)


@given(journeys(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_picks_no_other_of_equal_results(
    given: tuple[Market, Travel], chance: random.Random
) -> None:
    market, minutes = given
    students, places = list(market.preferences.items()), list(market.places.items())
    chance.shuffle(students)
    chance.shuffle(places)
    assert shortest(Market(dict(students), dict(places)), minutes) == shortest(market, minutes)


def test_a_student_is_placed_rather_than_another_travels_less() -> None:
    market = Market({"ana": ("near", "far"), "bo": ("near",)}, {"near": Place(1), "far": Place(1)})
    minutes = {("ana", "near"): 0, ("ana", "far"): 10_000, ("bo", "near"): 0}
    assert shortest(market, minutes) == {"ana": "far", "bo": "near"}


def test_both_results_of_a_region_stand_beside_each_other() -> None:
    market, chance = large(2_000, 400), random.Random(2)  # noqa: S311
    minutes = {
        (student, place): chance.randint(5, 120)
        for student, wishes in market.preferences.items()
        for place in wishes
    }
    numbers = lottery.numbers(SEED, market.preferences)
    stable = figures(market, numbers, minutes, solve(market, numbers))
    short = figures(market, numbers, minutes, least_travel(market, numbers, minutes))
    assert stable.blocking_pairs == 0
    assert short.blocking_pairs > 0
    assert short.placed >= stable.placed
    assert short.travel < stable.travel
    assert stable.first_choice <= stable.among_first_three <= stable.placed
    assert stable.longest <= 120


def test_a_market_that_does_not_fit_in_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(travel, "PAIR_LIMIT", 100)
    market = large(40, 4, wishes=4)
    with pytest.raises(TooLarge):
        shortest(market, {})
