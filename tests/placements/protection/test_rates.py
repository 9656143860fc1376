"""Shares and their intervals, held against values worked out by hand and against all outcomes."""

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.protection.rates import Rate, exact_rate, rate, standard_error


@pytest.mark.parametrize(
    ("value", "low", "high", "said"),
    [
        (0.125, 0.041, 0.309, (13, 4, 31)),  # a half goes up, the interval outwards
        (1.0, 0.884, 1.0, (100, 88, 100)),
        (0.29, 0.19, 0.40, (29, 19, 40)),  # 0.29 × 100 is 28.999… to a machine
    ],
)
def test_a_share_is_said_in_whole_per_cents(
    value: float, low: float, high: float, said: tuple[int, int, int]
) -> None:
    found = Rate(value, low, high)
    assert (found.percent, found.low_percent, found.high_percent) == said


def test_the_interval_is_wilsons_with_the_units_that_rounding_leaves() -> None:
    # By hand, k = 15 of n = 50: p̃ = 17/54, v = p̃(1−p̃)/50 + 4(1+p̃²)/2500, n_eff = 35.52.
    middle = 17 / 54
    units = middle * (1 - middle) / (middle * (1 - middle) / 50 + 4 * (1 + middle * middle) / 2500)
    z = 1.96
    root = z * math.sqrt(0.3 * 0.7 / units + z * z / (4 * units * units))
    low = (0.3 + z * z / (2 * units) - root) / (1 + z * z / units)
    found = rate(15, 50)
    assert units == pytest.approx(35.52, abs=0.01)
    assert found.value == 0.3
    assert found.low == pytest.approx(low, abs=1e-4)


@given(n=st.integers(6, 400).map(lambda x: 5 * x), k=st.integers(0, 500).map(lambda x: 5 * x))
def test_a_share_lies_in_its_interval_and_both_are_shares(n: int, k: int) -> None:
    found = rate(k, n)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.low_percent <= found.percent <= found.high_percent


def test_a_part_that_was_rounded_above_its_whole_is_all_of_it() -> None:
    assert rate(35, 30) == rate(30, 30)
    assert rate(35, 30).percent == 100


def chances(count: int) -> list[tuple[int, float]]:
    """What a count is rounded to, and how often."""
    down, part = count - count % 5, (count % 5) / 5
    return [(down, 1 - part), (down + 5, part)]


def coverage(n: int, p: float) -> float:
    """How often the interval holds the truth: every outcome, weighed exactly."""
    held = weight = 0.0
    for (shown, often), k in product(chances(n), range(n + 1)):
        if shown < 30:
            continue
        of_k = often * math.comb(n, k) * p**k * (1 - p) ** (n - k)
        for rounded, chance in chances(k):
            found = rate(rounded, shown)
            weight += of_k * chance
            held += of_k * chance * (found.low <= p <= found.high)
    return held / weight


@pytest.mark.parametrize("p", [0.1, 0.25, 0.5, 0.69, 0.9])
def test_the_interval_holds_the_truth_often_enough_although_counts_are_rounded(p: float) -> None:
    """Over sizes, as specified (rule 4). Counts are steps, so that one size may do worse."""
    found = [coverage(n, p) for n in range(30, 101, 3)]
    assert sum(found) / len(found) >= 0.93
    assert min(found) >= 0.80


@given(exact=st.floats(0, 2), applications=st.integers(5, 500), placed=st.integers(20, 2000))
def test_a_standard_error_only_grows_and_comes_in_steps(
    exact: float, applications: int, placed: int
) -> None:
    said = standard_error(exact, applications=20 * applications, placed=5 * placed)
    assert said >= exact
    assert said * 20 == pytest.approx(round(said * 20))
    wide = math.sqrt(exact**2 + (400 / 6) / (20 * applications) ** 2 + 4 / (5 * placed) ** 2)
    assert wide - 1e-8 <= said < wide + 0.05 + 1e-8


def test_a_share_of_counts_that_were_not_rounded_has_the_usual_interval() -> None:
    found = exact_rate(81, 263)  # Newcombe 1998, method 3
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)
    assert exact_rate(0, 30).low == 0
