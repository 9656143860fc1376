"""Days until a placement, held against textbooks, R and statsmodels."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight

from placements.outcomes import survival
from placements.outcomes.estimates import NOTHING, Estimate, Z

# Freireich and others (1963), weeks in remission under 6-MP; 1 is a relapse.
SIX_MP = [(6, 1), (6, 1), (6, 1), (6, 0), (7, 1), (9, 0), (10, 1), (10, 0), (11, 0), (13, 1),
          (16, 1), (17, 0), (19, 0), (20, 0), (22, 1), (23, 1), (25, 0), (32, 0), (32, 0),
          (34, 0), (35, 0)]  # fmt: skip
# Acute myelogenous leukaemia with maintained chemotherapy (Miller 1981; `aml` of R's survival).
AML = [(9, 1), (13, 1), (13, 0), (18, 1), (23, 1), (28, 0), (31, 1), (34, 1), (45, 0), (48, 1),
       (161, 0)]  # fmt: skip

people = st.lists(
    st.tuples(st.integers(0, 130), st.sampled_from([0, 1, 1, 2])), min_size=2, max_size=60
)


def line(pairs: list[tuple[int, int]]) -> survival.Curve:
    days, fate = columns(pairs)
    return survival.curve(days, fate == 1)


def columns(pairs: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([day for day, _ in pairs], float), np.array([fate for _, fate in pairs])


def theirs(pairs: list[tuple[int, int]]) -> SurvfuncRight:
    days, fate = columns(pairs)
    return SurvfuncRight(days, (fate == 1).astype(int))


def test_the_published_table_of_six_mp() -> None:
    found = line(SIX_MP)
    assert list(found.days) == [6, 7, 10, 13, 16, 22, 23]
    assert list(found.at_risk) == [21, 17, 15, 12, 11, 7, 6]
    assert found.searching == pytest.approx(
        [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=5e-4
    )
    assert found.greenwood[:2] == pytest.approx([0.0764, 0.0869], abs=5e-5)


def test_the_median_of_r_and_its_interval() -> None:
    assert survival.median(line(AML)) == Estimate(31.0, 18.0, None)


def test_the_default_interval_of_statsmodels_is_another_and_we_do_not_give_it() -> None:
    naive = theirs(AML).quantile_ci(0.5)
    assert naive[0] == 13.0
    assert survival.median(line(AML)).low == theirs(AML).quantile_ci(0.5, method="log")[0] == 18.0


def test_half_that_never_found_a_place_has_no_median_where_statsmodels_says_nan() -> None:
    pairs = [(10, 1), *[(126, 0)] * 9]
    assert math.isnan(theirs(pairs).quantile(0.5))
    assert survival.median(line(pairs)) == NOTHING


def test_many_students_on_whole_days_have_an_interval_where_statsmodels_says_nan() -> None:
    pairs = [(11, 1)] * 2_000 + [(12, 1)] * 4_000 + [(13, 1)] * 3_900 + [(126, 0)] * 100
    assert all(map(math.isnan, theirs(pairs).quantile_ci(0.5, method="log")))
    assert survival.median(line(pairs)) == Estimate(12.0, 12.0, 12.0)


def test_exactly_a_half_is_not_below_a_half_however_it_was_reached() -> None:
    once = [(3, 1)] * 5 + [(9, 1)] + [(126, 0)] * 4
    step_by_step = [(0, 1), (1, 1), (2, 1), (3, 1), (3, 1), (9, 1), *[(126, 0)] * 4]
    assert theirs(step_by_step).quantile(0.5) == 3.0  # for statsmodels 0.4999999999999999
    for pairs in (once, step_by_step):
        assert survival.median(line(pairs)).value == 9.0


@given(people)
def test_the_curve_is_that_of_statsmodels(pairs: list[tuple[int, int]]) -> None:
    ours = line(pairs)
    with np.errstate(all="ignore"):
        other = theirs(pairs)
        low, _ = other.quantile_ci(0.5, method="log")
    assert ours.searching == pytest.approx(other.surv_prob, abs=1e-12)
    last = ours.searching > 0
    assert ours.greenwood[last] == pytest.approx(other.surv_prob_se[last])
    value = other.quantile(0.5)
    found = survival.median(ours)
    if np.abs(ours.searching - 0.5).min(initial=1) < 1e-9:
        return  # theirs hangs on the last digit of a product
    assert found.value == (None if math.isnan(value) else value)
    if found.value is not None and not math.isnan(low):
        assert found.low == low


@given(people)
def test_mean_days_are_the_area_under_the_curve_step_by_step(pairs: list[tuple[int, int]]) -> None:
    """A naive walk: the share that still searches, day after day, and the area behind each."""
    horizon = 100
    curve, found = line(pairs), survival.restricted_mean(line(pairs), horizon)
    level = [
        float(np.prod(1 - (curve.found / curve.at_risk)[curve.days <= day]))
        for day in range(horizon)
    ]
    if found.value is None:
        assert curve.followed < horizon
        return
    assert found.value == pytest.approx(sum(level))
    variance = sum(
        sum(level[int(day) :]) ** 2 * hits / (risk * (risk - hits))
        for day, risk, hits in zip(curve.days, curve.at_risk, curve.found, strict=True)
        if day <= horizon and risk > hits
    )
    assert found.se == pytest.approx(math.sqrt(variance), abs=1e-9)


def test_without_anybody_censored_mean_days_are_a_mean_and_its_error() -> None:
    days = [3, 10, 10, 40, 90, 125]
    found = survival.restricted_mean(line([(day, 1) for day in days]), 126)
    assert found.value == pytest.approx(np.mean(days))
    assert found.se == pytest.approx(np.std(days) / math.sqrt(len(days)))


def test_a_view_that_ended_before_the_horizon_says_nothing_of_it() -> None:
    pairs = [(10, 1), (20, 1), (90, 0), (90, 0)]
    assert survival.restricted_mean(line(pairs), 126) == NOTHING
    assert survival.incidence(*columns(pairs), by=91) == NOTHING
    assert survival.incidence(*columns(pairs), by=90).value == pytest.approx(0.5)


def test_whoever_leaves_school_does_not_search_on() -> None:
    """Treated as an end of the view, who left counts as if they might still find a place."""
    pairs = [(10, 2)] * 4 + [(20, 1)] * 4 + [(126, 0)] * 2
    naive = 1 - line(pairs).searching[-1]
    assert naive == pytest.approx(4 / 6)
    assert survival.incidence(*columns(pairs), by=56).value == pytest.approx(0.4)


@given(people, st.integers(0, 130))
def test_the_share_with_a_rival_is_that_of_statsmodels(
    pairs: list[tuple[int, int]], by: int
) -> None:
    days, fate = columns(pairs)
    found = survival.incidence(days, fate, by)
    if not (fate == 1).any() or days.min() > by or found.value is None:
        return
    with np.errstate(all="ignore"):
        other = CumIncidenceRight(days, fate)
    at = np.flatnonzero(other.times <= by)[-1]
    assert found.value == pytest.approx(other.cinc[0][at], abs=1e-9)
    if found.se is not None and np.isfinite(other.cinc_se[0][at]):
        assert found.se == pytest.approx(other.cinc_se[0][at], abs=1e-7)
        assert found.low == pytest.approx(max(found.value - Z * found.se, 0), abs=1e-12)


@given(people)
def test_without_a_rival_the_share_is_what_the_curve_leaves(pairs: list[tuple[int, int]]) -> None:
    pairs = [(day, fate if fate < 2 else 0) for day, fate in pairs]
    found = survival.incidence(*columns(pairs), by=56)
    before = line(pairs).searching[line(pairs).days <= 56]
    if found.value is not None:
        assert found.value == pytest.approx(1 - (before[-1] if len(before) else 1.0))
