"""The arithmetic, held against statsmodels and against the figures of the specification."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestIndPower

from placements.interventions.statistics import change, events, power, sensitivity
from placements.interventions.statistics.holm import adjusted
from placements.interventions.statistics.panel import Panel


def panel(treated: int, others: int, *, years: int = 4, before: int = 2, seed: int = 1) -> Panel:
    dice = np.random.default_rng(seed)
    shares = 0.5 + 0.05 * dice.standard_normal((treated + others, years))
    shares[:treated, before:] += 0.1
    return Panel(shares[:treated], shares[treated:], before)


def long(some: Panel) -> pd.DataFrame:
    rows = []
    for treated, arm in ((1, some.treated), (0, some.others)):
        for number, school in enumerate(arm):
            for year, share in enumerate(school):
                rows.append({"y": share, "treated": treated, "post": int(year >= some.before),
                             "school": 1000 * treated + number})  # fmt: skip
    return pd.DataFrame(rows)


@pytest.mark.parametrize("sizes", [(2, 2), (3, 9), (10, 10)])
def test_the_primary_analysis_is_a_regression_of_changes(sizes: tuple[int, int]) -> None:
    some = panel(*sizes)
    treated, others = some.changes
    frame = pd.DataFrame({"d": [*treated, *others], "treated": [1] * sizes[0] + [0] * sizes[1]})
    fit = smf.ols("d ~ treated", frame).fit()
    found = change.primary(some)
    low, high = fit.conf_int().loc["treated"]
    assert (found.value, found.se) == pytest.approx((fit.params["treated"], fit.bse["treated"]))
    assert (found.low, found.high) == pytest.approx((low, high))
    assert change.p_value(found, sum(sizes)) == pytest.approx(fit.pvalues["treated"])


def test_the_sensitivity_analysis_has_errors_by_school() -> None:
    some = panel(10, 12)
    frame = long(some)
    fit = smf.ols("y ~ treated * post", frame).fit(
        cov_type="cluster", cov_kwds={"groups": frame["school"]}, use_t=True
    )
    found = sensitivity.by_school(some)
    low, high = fit.conf_int().loc["treated:post"]
    assert (found.value, found.se) == pytest.approx(
        (fit.params["treated:post"], fit.bse["treated:post"])
    )
    assert (found.low, found.high) == pytest.approx((low, high))


def test_errors_by_school_are_not_said_of_fewer_than_ten_schools() -> None:
    assert sensitivity.by_school(panel(9, 30)).value is None


def test_a_single_school_has_no_effect_and_a_place_among_others() -> None:
    some = panel(1, 8)
    assert change.primary(some).value is None
    found = change.expected(some)
    assert found is not None
    _, others = some.changes
    half = 2.364624251592785 * others.std(ddof=1) * (1 + 1 / 8) ** 0.5  # t(7), 97.5 %
    assert (found.low, found.high) == pytest.approx((others.mean() - half, others.mean() + half))
    assert found.schools == 8


def test_two_other_schools_are_no_range() -> None:
    assert change.expected(panel(1, 2)) is None


def test_the_picture_starts_from_the_last_year_before() -> None:
    some = panel(4, 6)
    found = events.by_year(some)
    assert len(found) == 4
    assert found[1].value == 0
    assert found[3].value == pytest.approx(
        (some.treated[:, 3] - some.treated[:, 1]).mean()
        - (some.others[:, 3] - some.others[:, 1]).mean()
    )


def test_one_year_before_makes_no_picture() -> None:
    assert events.by_year(panel(4, 6, years=2, before=1)) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm_is_what_others_call_holm(p_values: list[float]) -> None:
    assert adjusted(p_values) == pytest.approx(multipletests(p_values, method="holm")[1])


@pytest.mark.parametrize(
    ("treated", "others", "points"), [(3, 3, 41), (10, 10, 18), (20, 20, 12), (1, 30, 39)]
)
def test_the_smallest_effect_is_that_of_the_specification(
    treated: int, others: int, points: int
) -> None:
    """At a share of .5 and 40 students of the group per school (statistics.md §5): schools differ
    in size, so that their harmonic mean is some 35."""
    found = power.smallest_effect(treated=treated, others=others, share=0.5, students=35)
    assert found is not None
    assert round(100 * found) == points


@pytest.mark.parametrize(("treated", "others"), [(2, 2), (3, 12), (15, 7)])
def test_the_power_is_that_of_a_t_test(treated: int, others: int) -> None:
    found = power.smallest_effect(treated=treated, others=others, share=0.3, students=50)
    spread = (2 * 0.04**2 + 2 * 0.3 * 0.7 / 50) ** 0.5
    one = TTestIndPower().solve_power(nobs1=treated, ratio=others / treated, power=0.8, alpha=0.05)
    assert found == pytest.approx(one * spread, rel=1e-4)


def test_who_has_too_few_schools_is_told_nothing() -> None:
    assert power.smallest_effect(treated=1, others=1, share=0.5, students=40) is None
    assert power.smallest_effect(treated=3, others=0, share=0.5, students=40) is None
    assert power.harmonic_mean([]) == 0
    assert power.harmonic_mean([10, 40]) == pytest.approx(16)


def test_a_school_without_a_year_is_no_part_of_a_panel() -> None:
    with pytest.raises(KeyError):
        Panel.of([{2025: 0.5}], [{2025: 0.5, 2026: 0.4}], before=[2025], after=[2026])
    with pytest.raises(ValueError, match="before and after"):
        Panel.of([{2025: 0.5}], [{2025: 0.5}], before=[2025], after=[])
