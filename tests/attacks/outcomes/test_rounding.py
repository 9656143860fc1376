"""Rounding laws from the outside: by a second writing of rule 1, and over keys."""

import math
from collections.abc import Sequence
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from placements.protection import rounding
from tests.attacks.outcomes import counting
from tests.attacks.outcomes.reference import Release
from tests.attacks.outcomes.schools import Row

students = st.lists(
    st.fixed_dictionaries({
        "student_id": st.text(min_size=1, max_size=8),
        "route": st.sampled_from(["sollicitatie", "direct"]),
        "n_applications": st.integers(0, 40),
        "placed": st.integers(0, 1),
    }),
    unique_by=lambda row: row["student_id"],
    max_size=45,
)  # fmt: skip
keys = st.binary(min_size=1, max_size=40)
measures = st.sampled_from(["n", "placed", "applicants", "first_try", "four_or_more", "apps20"])
names = st.text(max_size=12)


def published(rows: Sequence[Row], measure: str, name: str, key: bytes) -> int:
    release = rounding.Release(name, key=key)
    inside = [row for row in rows if counting.weight(measure, row)]
    units = sum(release.unit(row["student_id"]) for row in inside)
    tally = rounding.Tally.of(true(rows, measure), units)
    return release.rounded(measure, tally, base=counting.base(measure))


def true(rows: Sequence[Row], measure: str) -> int:
    return sum(counting.weight(measure, row) for row in rows)


@settings(max_examples=50)
@given(rows=students, measure=measures, name=names, key=keys)
def test_two_writings_of_the_rule_draw_alike_and_the_error_is_below_the_base(
    rows: list[Row], measure: str, name: str, key: bytes
) -> None:
    base = counting.base(measure)
    found = published(rows, measure, name, key)
    assert found == Release(name, key).rounded(measure, rows, base)
    assert found % base == 0
    assert abs(found - true(rows, measure)) < base


@settings(max_examples=15)
@given(rows=students, measure=measures, name=names)
def test_over_keys_the_figure_is_right_on_average(rows: list[Row], measure: str, name: str) -> None:
    base, draws, count = counting.base(measure), 300, true(rows, measure)
    found = [published(rows, measure, name, at.to_bytes(4, "big")) for at in range(draws)]
    up = sum(value > count for value in found)
    part = Fraction(count % base, base)
    spread = math.sqrt(part * (1 - part) * draws)
    assert abs(up - part * draws) <= 5 * spread


@settings(max_examples=30)
@given(rows=students, measure=measures, key=keys, data=st.data())
def test_one_set_has_one_figure_in_any_order(
    rows: list[Row], measure: str, key: bytes, data: st.DataObject
) -> None:
    other = data.draw(st.permutations(rows))
    assert published(rows, measure, "a", key) == published(other, measure, "a", key)
