"""What is shown is decided on published figures alone (rule 3)."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placements.outcomes.release.cells import Cell, Published, Share
from tests.placements.outcomes.cohorts import student
from tests.placements.outcomes.release.schools import (
    VARIABLES,
    cell,
    drawn,
    everything,
    mixed,
    published,
    share,
)

WHOLES = {"placed": "n", "within56": "n", "first_try": "applicants", "early_term": "placed",
          "four_or_more": "applicants", "invited_half": "applicants", "discrim": "bol_respondents",
          "satisfied7": "placed_respondents"}  # fmt: skip
BOTH = pytest.mark.parametrize("size", [70, 160])


def shown(found: Published, measure: str) -> dict[tuple[str, ...], int]:
    return {where(one): one.value for one in found.cells
            if one.measure == measure and one.value is not None}  # fmt: skip


def where(one: Cell) -> tuple[str, ...]:
    return (one.table, one.herkomst, *(getattr(one, name) for name in VARIABLES))


@BOTH
def test_nothing_is_shown_below_its_floor(size: int) -> None:
    found = everything(size)
    n, applicants = shown(found, "n"), shown(found, "applicants")
    assert n
    assert min(n.values()) >= 15
    for group in ("applicants", "bol_respondents", "placed_respondents"):
        assert all(value >= 15 for value in shown(found, group).values())
        assert shown(found, group).keys() <= n.keys()
    for part, whole in WHOLES.items():
        wholes = shown(found, whole)
        assert all(wholes.get(place, 0) >= 30 for place in shown(found, part)), part
    assert all(applicants.get(place, 0) >= 100 for place in shown(found, "apps20"))


def test_a_part_is_shown_when_it_is_small_beside_a_whole_that_is_not() -> None:
    rows = [student(n_applications=5 if at < 5 else 1) for at in range(100)]
    found = published(rows, measures=["four_or_more"])
    assert cell(found, "total", "four_or_more").value == 5
    assert share(found, "total", "four_or_more").value == 5


@BOTH
def test_a_share_stands_where_both_its_counts_do(size: int) -> None:
    found = everything(size)
    counts = {(where(one), one.measure): one.value for one in found.cells}
    for one in found.shares:
        if one.indicator in WHOLES:
            place = (one.table, one.herkomst, *(getattr(one, name) for name in VARIABLES))
            k, n = counts[place, one.indicator], counts[place, WHOLES[one.indicator]]
            assert one.is_hidden == (k is None)
            assert (one.k, one.n) == ((None, None) if one.is_hidden else (k, n))


@BOTH
def test_an_unknown_herkomst_is_always_hidden_and_has_its_line(size: int) -> None:
    rows = [row | {"herkomst": "Onbekend"} for row in mixed(size, seed=6)]
    found = published(rows, measures=["first_try"])
    of_unknown = [one for one in found.cells if one.herkomst == "Onbekend"]
    assert len(of_unknown) > 30
    assert all(one.is_hidden for one in of_unknown)
    assert all(one.is_hidden for one in found.shares if one.herkomst == "Onbekend")


@settings(max_examples=10, deadline=None)
@given(st.integers(140, 160), st.integers(0, 1000))
def test_herkomst_is_crossed_where_at_least_150_students_are_published(
    size: int, seed: int
) -> None:
    found, _ = drawn(mixed(size, seed=seed))
    crossed = [place for place, measure in found.rounded
               if place.is_crossed and found.shows(place, measure)]  # fmt: skip
    total = next(value for (place, _), value in found.rounded.items() if place.table == "total")
    assert bool(crossed) == (total >= 150)


def test_hidden_has_one_form() -> None:
    found = everything(70)
    for one in hidden_shares(found):
        assert (one.k, one.n, one.low, one.high) == (None,) * 4


def hidden_shares(found: Published) -> Iterator[Share]:
    return (one for one in found.shares if one.is_hidden)
