"""A student asks: why this place, and why not that one? The answer is true and can be checked."""

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.matching import lottery
from placements.matching.acceptance import solve
from placements.matching.cutoffs import CutOff, Standing, cut_offs, standing
from placements.matching.market import Market, Place
from placements.matching.reasons import Answer, NoReason, Reason, why
from tests.placements.matching.markets import SEED, large, markets, order_at


def answers(market: Market) -> list[tuple[str, Answer]]:
    """What every student hears of every place."""
    numbers = lottery.numbers(SEED, market.preferences)
    found = solve(market, numbers)
    lines = cut_offs(market, numbers, found)
    return [
        (
            student,
            why(
                wishes=wishes,
                got=found[student],
                place=place,
                standing=standing(market, numbers, student, place),
                cut_off=lines[place],
            ),
        )
        for student, wishes in market.preferences.items()
        for place in market.places
    ]


@given(markets())
def test_every_reason_is_true(market: Market) -> None:
    found = solve(market, lottery.numbers(SEED, market.preferences))
    for student, answer in answers(market):
        wishes, got, place = list(market.preferences[student]), found[student], answer.place
        line = order_at(market, place)
        inside = [other for other, where in found.items() if where == place]
        truth = {
            Reason.GOT_IT: got == place,
            Reason.NOT_LISTED: place not in wishes,
            Reason.NOT_ELIGIBLE: student not in line,
            Reason.HIGHER: got in wishes and wishes.index(got) < wishes.index(place)
            if place in wishes and got is not None
            else False,
            Reason.FULL: len(inside) == market.places[place].capacity
            and student in line
            and all(line.index(other) < line.index(student) for other in inside),
        }
        assert truth[answer.reason], (student, answer)


@given(markets())
def test_who_hears_that_a_place_is_full_can_check_it_against_the_line(market: Market) -> None:
    for _, answer in answers(market):
        if answer.reason is Reason.FULL:
            assert answer.standing is not None
            assert answer.cut_off is not None
            assert not answer.cut_off.admits(answer.standing)


@given(markets())
def test_by_the_lines_alone_everybody_gets_the_dearest_place_that_is_open(market: Market) -> None:
    numbers = lottery.numbers(SEED, market.preferences)
    found = solve(market, numbers)
    lines = cut_offs(market, numbers, found)
    for student, wishes in market.preferences.items():
        open_to = (
            place
            for place in wishes
            if (own := standing(market, numbers, student, place)) is not None
            and ((line := lines[place]) is None or line.admits(own))
        )
        assert next(open_to, None) == found[student]


def test_a_line_is_nobodys_own_number() -> None:
    market = large(400, 40, with_lists=False)
    numbers = lottery.numbers(SEED, market.preferences)
    lines = cut_offs(market, numbers, solve(market, numbers)).values()
    told = [line.below for line in lines if line is not None and line.below]
    assert told
    assert max(map(len, told)) < 10  # of 64 digits


def test_a_reason_asks_for_nothing_of_another_student() -> None:
    # Attack: a reason that is made from the whole result can tell of somebody else.
    asked = set(inspect.signature(why).parameters)
    assert asked == {"wishes", "got", "place", "standing", "cut_off"}


def test_a_place_without_seats_lets_nobody_in() -> None:
    market = Market({"ana": ("b",)}, {"b": Place(0)})
    numbers = lottery.numbers(SEED, market.preferences)
    assert cut_offs(market, numbers, solve(market, numbers)) == {"b": CutOff(0, "")}


@given(st.integers(1, 3), st.sampled_from(["", "8"]))
def test_a_result_that_the_lines_deny_has_no_reason(tier: int, below: str) -> None:
    with pytest.raises(NoReason):
        why(
            wishes=["b"],
            got=None,
            place="b",
            standing=Standing(1, "0"),
            cut_off=CutOff(tier, below),
        )
