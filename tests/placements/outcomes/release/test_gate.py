"""The gate: what would give somebody away is hidden, no more than that, and it ends."""

from collections.abc import Mapping
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placements.outcomes.release.gate import Attack, guarded
from placements.outcomes.release.insider import KNOWN, ORIGINS, Insider, Programme, conditions
from placements.outcomes.release.places import Place
from placements.outcomes.release.showing import Showing, Slice
from tests.placements.outcomes.cohorts import Row, student
from tests.placements.outcomes.release.schools import cell, drawn, mixed, published

FAR, EUROPE = "Buiten-Europa", "Europa"


def after(showing: Showing, who: Insider) -> Showing:
    return guarded(showing, who, lambda _: None)


def shown(showing: Showing) -> set[tuple[Place, str]]:
    return {key for key in showing.rounded if showing.shows(*key)}


def of(showing: Showing, table: str, measure: str, herkomst: str, label: str) -> int | None:
    [found] = [showing.value(place, name) for place, name in showing.rounded
               if (place.table, name, place.herkomst, place.label)
               == (table, measure, herkomst, label)]  # fmt: skip
    return found


def drawn_up(rows: list[Row], wanted: Mapping[tuple[str, str, str, str], int]) -> str:
    """The name of a release in which these cells are drawn so."""
    for at in range(500):
        showing, _ = drawn(rows, name=f"r{at}")
        if all(of(showing, *cell) == value for cell, value in wanted.items()):
            return f"r{at}"
    raise AssertionError("never drawn so")


def plain(number: int, **labels: object) -> list[Row]:
    return [student(**labels)] * number


def test_who_is_surely_not_of_a_small_group_makes_the_slice_go() -> None:
    """Eighteen in BBL, and 20 of them from here: then at least 16 are, and at most two are not."""
    rows = plain(120) + plain(50, herkomst=FAR) + plain(20, herkomst=EUROPE)
    rows += plain(18, leerweg="BBL")
    name = drawn_up(rows, {("herkomst_leerweg", "n", "Nederland", "BBL"): 20})
    found = published(rows, name=name, measures=["n"])
    assert cell(found, "herkomst_leerweg", herkomst="Nederland", leerweg="BBL").is_hidden
    assert not cell(found, "herkomst_leerweg", herkomst="Nederland", leerweg="BOL").is_hidden
    assert not cell(found, "leerweg", leerweg="BBL").is_hidden


def test_a_share_that_is_nearly_surely_all_of_a_group_is_hidden() -> None:
    """At most 79 are from here and at least 76 of them found a place: who did not is elsewhere."""
    rows = plain(76) + plain(36, herkomst=FAR) + plain(8, herkomst=FAR, placed=0)
    name = drawn_up(rows, {("herkomst", "n", "Nederland", "Totaal"): 75,
                           ("herkomst", "placed", "Nederland", "Totaal"): 80})  # fmt: skip
    showing, who = drawn(rows, name=name)
    assert Attack(who).found(Programme(who, showing))
    found = after(showing, who)
    assert not Attack(who).found(Programme(who, found))
    both = [of(found, "herkomst", name, "Nederland", "Totaal") for name in ("n", "placed")]
    assert None in both


def test_a_numerator_that_counts_few_is_hidden_and_its_whole_is_not() -> None:
    """Three searched long; a 5 says that at least one of them is from here."""
    rows = plain(60) + plain(3, n_applications=6) + plain(40, herkomst=FAR)
    for at in range(60):
        showing, who = drawn(rows, name=f"r{at}", measures=["four_or_more"])
        if of(showing, "herkomst", "four_or_more", "Nederland", "Totaal") == 5:
            break
    guarded_ = after(showing, who)
    assert of(guarded_, "herkomst", "four_or_more", "Nederland", "Totaal") is None
    assert of(guarded_, "herkomst", "four_or_more", FAR, "Totaal") is None
    assert of(guarded_, "herkomst", "applicants", "Nederland", "Totaal") is not None


def test_two_figures_that_differ_by_one_student_give_nobody_away() -> None:
    """One student in BBL: with another figure without than with, the insider knows the group."""
    rows = plain(118) + plain(46, herkomst=FAR) + plain(1, herkomst=FAR, leerweg="BBL")
    for at in range(100):
        showing, who = drawn(rows, name=f"r{at}", measures=["n"])
        alone = of(showing, "herkomst", "n", FAR, "Totaal")
        if alone != of(showing, "herkomst_leerweg", "n", FAR, "BOL"):
            break
    found = after(showing, who)
    both = (
        of(found, "herkomst", "n", FAR, "Totaal"),
        of(found, "herkomst_leerweg", "n", FAR, "BOL"),
    )
    assert None in both


@pytest.mark.parametrize(("size", "measures"), [(60, ("n", "placed")), (155, ("first_try",))])
@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_it_ends_with_nothing_to_find_and_shows_nothing_more(
    size: int, measures: tuple[str, ...], seed: int
) -> None:
    showing, who = drawn(mixed(size, seed=seed), name=f"r{seed}", measures=measures)
    steps: list[float] = []
    found = guarded(showing, who, steps.append)
    assert shown(found) <= shown(showing)
    assert steps == sorted(steps)
    assert not Attack(who).found(Programme(who, found))
    hidden = shown(showing) - shown(found)
    assert all(place.is_by_origin for place, _ in hidden)


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_with_every_slice_hidden_nothing_is_found(seed: int) -> None:
    """So that the gate ends at the latest there, whatever is too few."""
    showing, who = drawn(mixed(155, seed=seed), measures=["n", "placed", "apps20"])
    slices = {Slice(form.group, form.part) for form in who.forms}
    nothing = showing.without(frozenset(slices))
    assert not any(place.is_by_origin for place, _ in shown(nothing))
    assert any(True for _ in conditions(who, nothing))
    assert not Attack(who).found(Programme(who, nothing))


def test_the_ends_are_those_of_all_worlds_that_fit() -> None:
    """Every possible world of a small school, one by one."""
    rows = plain(11) + plain(2, leerweg="BBL") + plain(1, herkomst=FAR, leerweg="BBL")
    name = drawn_up(rows, {("herkomst", "n", "Nederland", "Totaal"): 15})
    showing, who = drawn(rows, name=name, measures=["n"])
    worlds = [world for world in _worlds(who.sizes) if _fits(who, showing, world)]
    programme = Programme(who, showing)
    for weights, column in product(who.weights.toarray(), range(len(ORIGINS))):
        counts = [float(weights @ world[:, column]) for world in worlds]
        pull = np.zeros((len(who.sizes), len(ORIGINS)))
        pull[:, column] = weights
        most = weights @ programme.most(pull)[:, column]
        least = weights @ programme.most(-pull)[:, column]
        assert (np.ceil(least - 1e-6), np.floor(most + 1e-6)) == (min(counts), max(counts))


def _worlds(sizes: np.ndarray) -> list[np.ndarray]:  # type: ignore[type-arg]
    def split(size: int) -> list[tuple[int, ...]]:
        return [(a, b, c, size - a - b - c) for a in range(size + 1)
                for b in range(size + 1 - a) for c in range(size + 1 - a - b)]  # fmt: skip

    return [np.array(world, dtype=float) for world in product(*(split(int(s)) for s in sizes))]


def _fits(who: Insider, showing: Showing, world: np.ndarray) -> bool:  # type: ignore[type-arg]
    return all(one.low <= one.weights @ world[:, KNOWN.index(one.origin)] <= one.high
               for one in conditions(who, showing))  # fmt: skip
