"""What must hold for every round, whoever takes part: the laws of deferred acceptance."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placements.matching import lottery
from placements.matching.acceptance import solve
from placements.matching.market import Market, NoMarket, Place
from tests.placements.matching.markets import (
    SEED,
    all_stable,
    is_stable,
    large,
    markets,
    naive,
    order_at,
)


def solved(market: Market, seed: str = SEED) -> dict[str, str | None]:
    return solve(market, lottery.numbers(seed, market.preferences))


def rank(market: Market, student: str, place: str | None) -> int:
    wishes = list(market.preferences[student])
    return wishes.index(place) if place is not None else len(wishes)


@given(markets())
def test_nobody_is_where_a_pair_would_rather_be_together(market: Market) -> None:
    assert is_stable(market, solved(market))


@given(markets())
def test_a_place_gets_no_more_students_than_it_has_seats(market: Market) -> None:
    places = list(solved(market).values())
    assert all(places.count(name) <= place.capacity for name, place in market.places.items())


@given(markets())
def test_a_student_comes_only_where_asked_for_and_eligible(market: Market) -> None:
    for student, place in solved(market).items():
        assert place is None or place in market.preferences[student]
        assert place is None or student in order_at(market, place)


@given(markets())
def test_no_student_does_better_in_any_other_stable_result(market: Market) -> None:
    ours = solved(market)
    for other in all_stable(market):
        assert all(
            rank(market, student, ours[student]) <= rank(market, student, place)
            for student, place in other.items()
        )


@given(markets())
def test_a_plain_solver_finds_the_same(market: Market) -> None:
    assert solved(market) == naive(market)


@given(markets(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(market: Market, chance: random.Random) -> None:
    students, places = list(market.preferences.items()), list(market.places.items())
    chance.shuffle(students)
    chance.shuffle(places)
    assert solved(Market(dict(students), dict(places))) == solved(market)


@given(st.data(), markets().filter(lambda market: bool(market.preferences and market.places)))
def test_a_student_gains_nothing_by_another_list_than_the_true_one(
    data: st.DataObject, market: Market
) -> None:
    student = data.draw(st.sampled_from(sorted(market.preferences)))
    told = data.draw(st.lists(st.sampled_from(sorted(market.places)), unique=True))
    lied = solved(Market({**market.preferences, student: told}, market.places))[student]
    true = rank(market, student, solved(market)[student])
    asked = market.preferences[student]
    assert lied not in asked or true <= rank(market, student, lied)


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_nobody_of_a_larger_market_gains_by_leaving_out_or_turning_round(number: int) -> None:
    market, chance = large(120, 30, wishes=6), random.Random(number)  # noqa: S311
    student = chance.choice(list(market.preferences))
    told = list(market.preferences[student])
    chance.shuffle(told)
    told = told[: chance.randint(1, 6)]
    lied = solved(Market({**market.preferences, student: told}, market.places), str(number))
    true = solved(market, str(number))
    assert rank(market, student, true[student]) <= rank(market, student, lied[student])


@given(markets(), st.integers(0, 50))
def test_another_seed_may_change_who_but_not_how_it_is_decided(market: Market, seed: int) -> None:
    assert is_stable(market, solved(market, str(seed)), str(seed))


def test_a_plain_solver_finds_the_same_for_a_region() -> None:
    market = large(10_000, 2_000)
    assert solved(market) == naive(market)


@pytest.mark.slow
def test_a_plain_solver_finds_the_same_for_a_country() -> None:
    market = large(100_000, 20_000)
    assert solved(market) == naive(market)


@pytest.mark.parametrize(
    ("preferences", "places", "complaint"),
    [
        ({"ana": ("bakery",)}, {}, "'bakery', which is no place"),
        ({"ana": ("b", "b")}, {"b": Place(1)}, "names a place twice"),
        ({"ana": ()}, {"b": Place(-1)}, "cannot have -1 seats"),
        ({"ana": ()}, {"b": Place(10**7)}, "cannot have 10000000 seats"),
        ({"ana": ()}, {"b": Place(1, (("ana",), ("ana",)))}, "names a student twice"),
    ],
)
def test_a_market_that_contradicts_itself_is_refused(
    preferences: dict[str, tuple[str, ...]], places: dict[str, Place], complaint: str
) -> None:
    with pytest.raises(NoMarket, match=complaint):
        Market(preferences, places)


def test_a_list_of_nobody_who_is_in_the_round_lets_nobody_in() -> None:
    market = Market({"ana": ("b", "c")}, {"b": Place(1, (("bo",),)), "c": Place(1)})
    assert solved(market) == {"ana": "c"}
