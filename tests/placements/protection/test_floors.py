"""What is shown hangs on published figures alone, and a hidden part leaks by no side door."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from placements.protection.floors import (
    HIDDEN,
    RATE_FROM,
    SHOWN_FROM,
    Figure,
    breakdown,
    figure,
)
from placements.protection.rounding import Release, Tally

KEY = b"sleutel"
published = st.integers(0, 40).map(lambda fives: 5 * fives)


@given(count=st.integers(0, 60), release=st.text(max_size=10))
def test_the_rule_of_ten_holds_for_what_is_shown(count: int, release: str) -> None:
    """Shown means at least 11 in truth; hidden means at most 14."""
    shown = figure(Release(release, key=KEY).rounded("n", Tally(count, 7)))
    assert count >= 11 if shown.count is not None else count <= 14


@given(whole=published, parts=st.dictionaries(st.sampled_from("abcd"), published))
def test_of_a_hidden_whole_no_part_is_shown(whole: int, parts: dict[str, int]) -> None:
    shown = breakdown(parts, whole=whole)
    assert shown.keys() == parts.keys()
    if whole < SHOWN_FROM:
        assert set(shown.values()) <= {HIDDEN}


@given(whole=published, parts=st.dictionaries(st.sampled_from("abcd"), published))
def test_a_share_needs_a_large_whole_and_a_part_that_is_shown(
    whole: int, parts: dict[str, int]
) -> None:
    for name, part in breakdown(parts, whole=whole).items():
        is_said = whole >= RATE_FROM and parts[name] >= SHOWN_FROM
        assert (part.rate is not None) == is_said
        assert part.is_hidden == (part == HIDDEN)


def test_every_hidden_figure_is_the_same() -> None:
    hidden = [figure(10), *breakdown({"a": 10, "b": 100}, whole=10).values()]
    assert all(one == HIDDEN for one in hidden)
    assert [field.name for field in fields(Figure)] == ["count", "rate"]  # no cause
