"""Mantel and Haenszel, held against published answers, statsmodels and plain arithmetic."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import StratifiedTable

from placements.outcomes.estimates import NOTHING
from placements.outcomes.gap import strata
from placements.outcomes.gap.pairs import first_tries, pair
from placements.outcomes.gap.strata import Tables
from tests.placements.outcomes import berkeley
from tests.placements.outcomes.cohorts import Row, cohort, student

# BCG against tuberculosis, thirteen trials (Colditz 1994; `dat.bcg` of R's metafor): with the
# vaccine ill and well, without it ill and well.
BCG = [
    (4, 119, 11, 128),
    (6, 300, 29, 274),
    (3, 228, 11, 209),
    (62, 13536, 248, 12619),
    (33, 5036, 47, 5761),
    (180, 1361, 372, 1079),
    (8, 2537, 10, 619),
    (505, 87886, 499, 87892),
    (29, 7470, 45, 7232),
    (17, 1699, 65, 1600),
    (186, 50448, 141, 27197),
    (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
]
cell = st.integers(0, 30)
some_tables = st.lists(st.tuples(cell, cell, cell, cell), min_size=1, max_size=8)


def tables(rows: list[tuple[int, int, int, int]]) -> Tables:
    return Tables(*np.array(rows, dtype=float).T)


def berkeley_tables(reference: str, group: str) -> Tables:
    both = pair(cohort(berkeley.rows()), "gender", reference=reference, group=group)
    return strata.tables(both, first_tries(both))


def test_berkeley_has_the_published_common_odds_ratio() -> None:
    """mantelhaen.test(UCBAdmissions): 0.9046968, from 0.7719074 to 1.0603298."""
    found = strata.odds_ratio(berkeley_tables("Female", "Male"))
    assert (found.value, found.low, found.high) == pytest.approx(
        (0.9046968, 0.7719074, 1.0603298), abs=5e-8
    )


def test_berkeley_warns_that_its_departments_differ() -> None:
    found = strata.heterogeneity(berkeley_tables("Female", "Male"))
    assert found is not None
    assert (found.freedom, found.is_unequal) == (5, True)
    assert found.statistic == pytest.approx(18.83, abs=0.01)
    assert found.p == pytest.approx(0.0021, abs=5e-5)


def test_put_together_without_departments_berkeley_says_the_opposite() -> None:
    """The naive way: one table, in which men seem admitted far more often."""
    found = berkeley_tables("Female", "Male")
    one = Tables(*(np.array([part.sum()]) for part in (found.a, found.b, found.c, found.d)))
    assert (strata.odds_ratio(one).value or 0) == pytest.approx(1.841, abs=5e-4)
    assert (strata.odds_ratio(found).value or 9) < 1


def test_the_trials_of_bcg_have_the_published_ratios_and_difference() -> None:
    """rma.mh of metafor, on the logarithm: OR -0.4734 (0.0410), RR -0.4537 (0.0393)."""
    found = tables(BCG)
    odds, risks = strata.odds_ratio(found), strata.risk_ratio(found)
    assert (math.log(odds.value or 0), odds.se) == pytest.approx((-0.4734, 0.0410), abs=5e-5)
    assert (math.log(risks.value or 0), risks.se) == pytest.approx((-0.4537, 0.0393), abs=5e-5)
    difference = strata.risk_difference(found)
    assert (difference.value, difference.se) == pytest.approx((-0.0033, 0.0003), abs=5e-5)


def test_turned_around_the_odds_ratio_stays_and_the_risk_ratio_is_another() -> None:
    """The trap: with the outcome in the rows nothing looks wrong, and the risk ratio is."""
    right = np.array(BCG, dtype=float).reshape(-1, 2, 2)
    naive = StratifiedTable([one.T for one in right])
    assert naive.oddsratio_pooled == pytest.approx(strata.odds_ratio(tables(BCG)).value)
    assert naive.riskratio_pooled == pytest.approx(0.7814, abs=5e-5)
    assert strata.risk_ratio(tables(BCG)).value == pytest.approx(0.6353, abs=5e-5)
    assert strata.risk_ratio(tables(BCG)).value == pytest.approx(
        StratifiedTable(list(right)).riskratio_pooled
    )


@pytest.mark.parametrize("other", [(0, 0, 0, 0), (1, 0, 0, 0)])
def test_an_empty_stratum_or_one_student_makes_nan_of_statsmodels_and_not_of_ours(
    other: tuple[int, int, int, int],
) -> None:
    rows = [*BCG, other]
    with np.errstate(all="ignore"):
        naive = StratifiedTable([np.array(one, dtype=float).reshape(2, 2) for one in rows])
        wrong = [naive.oddsratio_pooled, naive.riskratio_pooled, naive.test_equal_odds().statistic,
                 naive.test_null_odds().statistic]  # fmt: skip
    assert any(map(math.isnan, wrong))
    kept = tables(rows).with_both
    for say in (strata.odds_ratio, strata.risk_ratio, strata.risk_difference):
        assert say(kept) == say(tables(BCG))
    assert strata.heterogeneity(kept) == strata.heterogeneity(tables(BCG))


def test_an_odds_ratio_of_one_has_a_heterogeneity_where_statsmodels_divides_by_nought() -> None:
    rows = [(10, 20, 20, 10), (20, 10, 10, 20)]
    with np.errstate(all="ignore"):
        naive = StratifiedTable([np.array(one, dtype=float).reshape(2, 2) for one in rows])
        assert math.isnan(naive.test_equal_odds().statistic)
    found = strata.heterogeneity(tables(rows))
    assert found is not None
    # Expected is 15 in each first cell, with variance 1 / (4/15).
    assert found.statistic == pytest.approx(2 * 25 * 4 / 15)


def test_without_anything_to_compare_nothing_is_said() -> None:
    for rows in ([(5, 0, 7, 0)], [(0, 5, 0, 7)], [(5, 0, 0, 7)]):
        assert strata.odds_ratio(tables(rows)) == NOTHING
    assert strata.risk_ratio(tables([(0, 5, 0, 7)])) == NOTHING
    assert strata.risk_difference(tables([(0, 0, 1, 7)])) == NOTHING
    assert strata.heterogeneity(tables([(1, 2, 3, 4)])) is None


def naive_variance_of_rd(rows: list[tuple[int, int, int, int]]) -> float:
    """Σ w² (p₁q₁/n₁ + p₀q₀/n₀) by (Σ w)², stratum by stratum, with w = n₁n₀/n."""
    above = below = 0.0
    for a, b, c, d in rows:
        n1, n0 = a + b, c + d
        w = n1 * n0 / (n1 + n0)
        above += w**2 * ((a / n1) * (b / n1) / n1 + (c / n0) * (d / n0) / n0)
        below += w
    return above / below**2


@given(some_tables)
def test_the_laws_of_the_three(rows: list[tuple[int, int, int, int]]) -> None:
    kept = tables(rows).with_both
    if not len(kept.a):
        return
    whole = [(a, b, c, d) for a, b, c, d in rows if a + b and c + d]
    difference = strata.risk_difference(kept)
    assert difference.se is not None
    assert difference.se**2 == pytest.approx(naive_variance_of_rd(whole), abs=1e-12)
    turned = Tables(kept.c, kept.d, kept.a, kept.b)
    assert strata.risk_difference(turned).value == pytest.approx(
        -(difference.value or 0), abs=1e-12
    )
    for say in (strata.odds_ratio, strata.risk_ratio):
        here, there = say(kept), say(turned)
        assert (here.value is None) == (there.value is None)
        if here.value and here.low and here.high:
            assert here.low <= here.value <= here.high
            assert there.value == pytest.approx(1 / here.value)
            assert there.se == pytest.approx(here.se)


@given(some_tables)
def test_odds_and_heterogeneity_are_those_of_statsmodels(
    rows: list[tuple[int, int, int, int]],
) -> None:
    kept = tables(rows).with_both.informative
    odds = strata.odds_ratio(kept).value
    if odds is None or abs(odds - 1) < 1e-6:
        return
    naive = StratifiedTable(np.array([[kept.a, kept.b], [kept.c, kept.d]]))
    assert odds == pytest.approx(naive.oddsratio_pooled)
    found = strata.heterogeneity(kept)
    if found is not None:
        assert found.statistic == pytest.approx(
            naive.test_equal_odds().statistic, rel=1e-5, abs=1e-8
        )


def two(reference: list[Row], group: list[Row]) -> Any:
    rows = [row | {"herkomst": "Nederland"} for row in reference]
    rows += [row | {"herkomst": "Europa"} for row in group]
    return pair(cohort(rows), "herkomst", reference="Nederland", group="Europa")


def test_who_has_nobody_beside_them_is_counted_and_in_no_table() -> None:
    both = two([student()] * 30, [student()] * 30 + [student(region="Texel", placed=0)] * 10)
    assert both.no_support_share == 0.25
    assert not both.is_supported
    assert len(strata.tables(both, first_tries(both)).a) == 1


def test_a_tenth_without_support_is_still_supported() -> None:
    both = two([student()] * 30, [student()] * 90 + [student(sector="")] * 10)
    assert both.no_support_share == pytest.approx(0.1)
    assert both.is_supported


def test_an_unknown_category_is_a_stratum_and_nobody_is_left_out() -> None:
    """The naive way: one row without a sector, and a model leaves the student out."""
    both = two([student(), student(sector="")], [student(sector=""), student()])
    assert len(both.people) == 4
    assert len(set(both.strata.tolist())) == 2
