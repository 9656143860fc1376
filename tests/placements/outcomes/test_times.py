"""Log-rank and Cox, held against R's answers for the remissions of Freireich (1963)."""

import math

import numpy as np
import pytest
from statsmodels.duration.hazard_regression import PHReg
from statsmodels.duration.survfunc import survdiff

from placements.outcomes.gap import times
from placements.outcomes.gap.pairs import Pair, pair
from tests.placements.outcomes.cohorts import Row, cohort, random_rows, student
from tests.placements.outcomes.test_survival import SIX_MP

PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def both(rows: list[Row]) -> Pair:
    return pair(cohort(rows), "herkomst", reference="Nederland", group="Europa")


def remissions() -> Pair:
    rows = [student(days=week, placed=fate, herkomst="Nederland") for week, fate in SIX_MP]
    return both(rows + [student(days=week, herkomst="Europa") for week in PLACEBO])


def test_the_log_rank_test_is_the_published_one() -> None:
    """survdiff: 16.8 on 1 degree of freedom, p = 4e-05."""
    found = times.log_rank(remissions(), stratified=False)
    assert found is not None
    assert found.statistic == pytest.approx(16.793, abs=5e-4)
    assert found.p == pytest.approx(4.17e-5, abs=5e-8)


def test_cox_has_the_ties_of_efron_and_not_the_default_of_breslow() -> None:
    """coxph: 1.5721 (0.4124). With statsmodels' default it would be 1.5092."""
    some = remissions()
    naive = PHReg(some.people["days"], some.is_group.astype(float)[:, None],
                  status=some.people.is_placed.astype(int)).fit(disp=False)  # fmt: skip
    assert naive.params[0] == pytest.approx(1.5092, abs=5e-5)
    found = times.hazard_ratio(some, stratified=False)
    assert math.log(found.value or 0) == pytest.approx(1.5721, abs=5e-5)
    assert found.se == pytest.approx(0.4124, abs=5e-5)
    assert (found.low, found.high) == pytest.approx((2.147, 10.81), abs=5e-3)


def test_one_stratum_changes_nothing_and_strata_with_one_group_are_left_out() -> None:
    rows = [row | {"herkomst": "Nederland" if row["herkomst"] == "Nederland" else "Europa"}
            for row in random_rows(300, seed=5)]  # fmt: skip
    one = both([row | {"sector": "x", "level": "niveau2", "region": "y"} for row in rows])
    plain = times.hazard_ratio(one, stratified=False)
    assert times.hazard_ratio(one, stratified=True).value == pytest.approx(plain.value)
    assert times.log_rank(one, stratified=True) == times.log_rank(one, stratified=False)
    alone = [student(region="Texel", herkomst="Europa", days=day) for day in range(40)]
    more, less = both([*rows, *alone]), both(rows)
    assert times.hazard_ratio(more, stratified=True) == times.hazard_ratio(less, stratified=True)
    found, again = (times.log_rank(some, stratified=True) for some in (more, less))
    assert found is not None
    assert again is not None
    assert found.statistic == pytest.approx(again.statistic)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("stratified", [False, True])
def test_both_are_those_of_statsmodels_asked_for_them(seed: int, stratified: bool) -> None:
    rows = [row for row in random_rows(400, seed=seed) if row["herkomst"] != "Europa"]
    some = pair(cohort(rows), "herkomst", reference="Nederland", group="Buiten-Europa")
    strata = some.strata if stratified else None
    days, placed = some.people["days"], some.people.is_placed.astype(int)
    group = some.is_group.astype(float)
    theirs = PHReg(days, group[:, None], status=placed, ties="efron", strata=strata).fit(disp=False)
    ours = times.hazard_ratio(some, stratified=stratified)
    assert math.log(ours.value or 0) == pytest.approx(theirs.params[0], abs=1e-7)
    assert ours.se == pytest.approx(theirs.bse[0], abs=1e-6)
    statistic, p = survdiff(days, placed, group, strata=strata)
    found = times.log_rank(some, stratified=stratified)
    assert found is not None
    assert (found.statistic, found.p) == pytest.approx((statistic, p), abs=1e-9)


def test_a_group_in_which_nobody_was_placed_has_no_hazard_ratio() -> None:
    rows = [student(placed=0, days=126, herkomst="Europa")] * 40 + [student(days=9)] * 40
    assert times.hazard_ratio(both(rows), stratified=True).value is None
    assert times.log_rank(both([row | {"placed": 0} for row in rows]), stratified=False) is None


def test_a_tiny_p_is_not_nought() -> None:
    rows = [student(days=day) for day in range(1, 100)] * 4
    rows += [student(days=126, placed=0, herkomst="Europa")] * 399 + [student(herkomst="Europa")]
    found = times.log_rank(both(rows), stratified=False)
    assert found is not None
    assert 0 < found.p < 1e-20
    assert np.isfinite(found.statistic)
