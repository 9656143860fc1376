"""What is said of a difference: no cause, no ranking, and whether it may be chance."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placements.releases import wording
from placements.releases.catalogue import INDICATORS, RATIO, TABLES
from placements.releases.models import Kind, PublishedCell, Release
from placements.releases.reading import Line, Sheet

RANKING = (
    "best",
    "slechtst",
    "beter",
    "slechter",
    "hoogste",
    "laagste",
    "scoort",
    "top ",
    "koploper",
)
CAUSES = ("discriminatie", "discrimineer", "omdat", "doordat", "veroorza", "schuld")


def share(name: str, estimate: float, low: float, high: float) -> PublishedCell:
    ends = {"estimate": estimate, "low": low, "high": high}
    numbers = {key: Decimal(str(value)) for key, value in ends.items()}
    return PublishedCell(name=name, form="share", k=20, n=60,
                         **numbers)  # fmt: skip


def sheet(
    name: str, table: str, lines: list[tuple[tuple[str, ...], PublishedCell | None]]
) -> Sheet:
    release = Release(year=2025, kind=Kind.FINAL)
    found = [Line(labels, "groep" if labels else "alle", 60, 20, one) for labels, one in lines]
    return Sheet(release, INDICATORS[name], table, found, 900, None, None)


def by_origin(name: str, *ends: tuple[float, float, float] | None) -> Sheet:
    groups = ("Nederland", "Europa", "Buiten-Europa")
    lines = [((group,), share(name, *end) if end else None)
             for group, end in zip(groups, ends, strict=False)]  # fmt: skip
    return sheet(name, "herkomst", [*lines, ((), share(name, 60, 55, 65))])


@pytest.mark.parametrize("name", [name for name in INDICATORS if name != "discrim"])
def test_no_sentence_about_a_gap_names_a_cause_or_ranks(name: str) -> None:
    wide, narrow = (70.0, 40.0, 90.0), (30.0, 25.0, 35.0)
    for ends in itertools.product((wide, narrow, None), repeat=3):
        one = by_origin(name, *ends)
        said = " ".join([*wording.sentences(one), wording.no_cause(), wording.description(one)])
        assert not [word for word in (*RANKING, *CAUSES) if word in said.lower()]
        assert said.count("Waardoor het komt, zeggen deze cijfers niet.") == 1


def test_a_gap_in_experience_is_not_called_a_cause_either() -> None:
    said = wording.sentences(by_origin("discrim", (5, 3, 8), None, (22, 17, 28)))
    about_gap = [one for one in said if "verschil" in one]
    assert about_gap
    assert not [one for one in about_gap if "discriminatie" in one]


@pytest.mark.parametrize("table", TABLES)
def test_of_many_groups_no_two_are_picked(table: str) -> None:
    labels = [(f"g{n}",) * len(TABLES[table]) for n in range(5)]
    lines = [(one, share("placed", 20 * n, 20 * n, 20 * n + 4)) for n, one in enumerate(labels)]
    said = wording.sentences(sheet("placed", table, [*lines, ((), share("placed", 50, 45, 55))]))
    if table in ("level", "sector") or "_" in table:
        assert "ligt er ook door toeval al snel één apart" in said[-1]


def test_overlap_is_said_and_so_is_a_gap_too_large_for_chance() -> None:
    said = wording.sentences(by_origin("first_try", (68, 64, 72), (56, 39, 71), (49, 42, 56)))
    assert "Dat verschil kan ook toeval zijn." in said
    assert "Dat is onzeker: het ligt ergens tussen 39 en 71." in " ".join(said)
    last = said[-1]
    assert "Het verschil is 19 punten" in last
    assert "te groot om alleen toeval te zijn" in last


def test_hidden_groups_are_not_compared() -> None:
    assert "te vergelijken" in wording.sentences(by_origin("placed", (68, 64, 72), None, None))[-1]
    nothing = sheet("placed", "level", [(("entree",), None), ((), None)])
    assert wording.sentences(nothing) == ["Over dit cijfer kunnen we nu niets laten zien."]


def test_ratios_are_compared_by_their_beams() -> None:
    said = wording.sentences(by_origin(RATIO, (2, 1.5, 2.5), None, (4, 3, 5)))
    assert "Die balken overlappen niet" in said[-1]


PARTS = st.tuples(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100)).map(sorted)


@given(PARTS, PARTS)
@settings(max_examples=50)
def test_a_difference_holds_its_own_value_and_turns_around(
    one: list[int], other: list[int]
) -> None:
    (low, p, high), (other_low, q, other_high) = one, other
    left, right = share("placed", p, low, high), share("placed", q, other_low, other_high)
    there, back = wording.difference(left, right), wording.difference(right, left)
    assert there.low <= there.value <= there.high
    assert (there.low, there.high) == (-back.high, -back.low)


def test_a_difference_is_that_of_mover() -> None:
    """Newcombe 1998, method 10: 56/70 and 48/80 give 0.200 with 0.0524 to 0.3339."""
    one, other = share("placed", 80, 69.2, 87.7), share("placed", 60, 49.0, 70.0)
    found = wording.difference(one, other)
    assert (found.value, found.low, found.high) == (20, 5, 34)
