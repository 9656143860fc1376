"""What is explained and what is not: done once more the long way; and the samples of it."""

import math
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.special import expit
from statsmodels.stats.oaxaca import OaxacaBlinder

from placements.outcomes.estimates import Estimate
from placements.outcomes.gap import decomposition, linear
from placements.outcomes.gap.binomial import fit, refit
from placements.outcomes.gap.decomposition import Decomposition, Model, decomposed
from placements.outcomes.gap.pairs import Pair, first_tries
from tests.placements.outcomes import berkeley
from tests.placements.outcomes.cohorts import Row, random_rows
from tests.placements.outcomes.comparing import ROWS, as_reference, both, counts, matrix, tries


def test_first_tries_are_split_as_a_logit_student_by_student_does() -> None:
    some = both(ROWS)
    hits, design = first_tries(some).astype(float), matrix(some)
    fitted = sm.GLM(hits, design, family=sm.families.Binomial()).fit()
    chance = fitted.predict(as_reference(design))
    explained = chance[~some.is_group].mean() - chance[some.is_group].mean()
    gap = hits[~some.is_group].mean() - hits[some.is_group].mean()
    found = tries(some).parts()
    assert (found["gap"], found["explained"]) == pytest.approx((gap, explained), abs=1e-7)
    assert found["share"] == pytest.approx((gap - explained) / gap, abs=1e-6)
    odds = decomposition.odds_ratio(tries(some))
    assert math.log(odds.value or 0) == pytest.approx(fitted.params[1], abs=1e-7)
    assert odds.se == pytest.approx(fitted.bse[1], abs=1e-6)


def test_applications_are_split_as_written_down() -> None:
    some = both(ROWS)
    placed, sent = some.people["placed"], some.people["n_applications"]
    design = matrix(some)
    fitted = sm.GLM(
        np.column_stack([placed, sent - placed]), design, family=sm.families.Binomial()
    ).fit()
    own, other = fitted.predict(design), fitted.predict(as_reference(design))
    group = some.is_group
    r_be, r_nl = (sent[mask].sum() / placed[mask].sum() for mask in (group, ~group))
    needed = (placed / other)[group].sum() * r_be / (placed / own)[group].sum()
    found = counts(some).parts()
    assert (found["group"], found["reference"]) == pytest.approx((r_be, r_nl))
    assert found["needed"] == pytest.approx(needed, abs=1e-6)
    assert found["share"] == pytest.approx((r_be - needed) / (r_be - r_nl), abs=1e-6)
    assert found["log_share"] == pytest.approx(
        math.log(r_be / needed) / math.log(r_be / r_nl), abs=1e-6
    )


def test_the_scale_changes_the_share_so_both_are_there() -> None:
    found = counts(both(ROWS)).parts()
    assert abs(found["share"] - found["log_share"]) > 0.01


def test_berkeley_has_a_gap_that_its_departments_explain_altogether() -> None:
    """44.5 % of men and 30.4 % of women admitted; department by department it turns."""
    found = tries(both(berkeley.rows(), "gender", ("Male", "Female"))).parts()
    assert found["gap"] == pytest.approx(0.4452 - 0.3035, abs=1e-4)
    assert found["explained"] > found["gap"]


def test_what_each_factor_explains_adds_up() -> None:
    some = tries(both(ROWS))
    found = decomposition.by_factor(some)
    assert set(found) == {"sector", "level", "region"}
    assert sum(found.values()) == pytest.approx(some.parts()["explained"])
    assert max(found, key=lambda name: abs(found[name])) == "sector"


def theirs(some: Pair, *, hasconst: bool, kind: str) -> float:
    """Oaxaca and Blinder by statsmodels, which turns the gap so that it is above nought."""
    hits, design = first_tries(some).astype(float), matrix(some, constant=False)
    found = OaxacaBlinder(hits, design, 0, hasconst=hasconst).two_fold(two_fold_type=kind)
    return float(found.params[1])


def test_the_linear_check_is_that_of_statsmodels_told_that_there_is_no_constant() -> None:
    some = both(ROWS)
    assert linear.explained(tries(some), linear.Common.POOLED) == pytest.approx(
        theirs(some, hasconst=False, kind="pooled")
    )


def test_a_constant_taken_for_granted_explains_something_else_and_we_do_not_give_it() -> None:
    some = both(ROWS)
    naive = theirs(some, hasconst=True, kind="pooled")
    assert abs(naive - linear.explained(tries(some), linear.Common.POOLED)) > 0.02


def test_neumark_well_spelled_runs_something_else_and_we_do_not_give_it() -> None:
    some = both(ROWS)
    naive = theirs(some, hasconst=False, kind="neumark")
    assert naive == theirs(some, hasconst=False, kind="pooled")
    found = linear.explained(tries(some), linear.Common.NEUMARK)
    assert found == pytest.approx(theirs(some, hasconst=False, kind="nuemark"))
    assert abs(found - naive) > 0.001
    with pytest.raises(ValueError, match="not a valid"):
        linear.Common("nuemark")


def shares(some: Model, release: str = "r1", draws: int = 200) -> Decomposition:
    return decomposed(some, release=release, draws=draws)


def test_the_release_is_the_seed_and_the_order_of_rows_is_nothing() -> None:
    one = shares(tries(both(ROWS)))
    assert shares(tries(both(ROWS[::-1]))).share == one.share
    assert shares(tries(both(ROWS)), "r2").share != one.share
    assert one.share.low is not None
    assert one.share.high is not None
    assert one.share.low < (one.share.value or 0) < one.share.high


@pytest.mark.parametrize("rows", [ROWS, random_rows(150, seed=3)])
def test_many_draws_fitted_at_once_are_each_fitted_as_if_alone(rows: list[Row]) -> None:
    """With few students some draws have a category in which nobody or everybody succeeds."""
    some = tries(both(rows))
    matrix, start = some.design.matrix, some.coefficients
    [totals] = some.sample.draws("r", 60)
    together = expit(refit(matrix, totals.hits, totals.trials, start=start) @ matrix.T)
    for at in range(60):
        alone = fit(matrix, totals.hits[at : at + 1], totals.trials[at : at + 1])
        seen = totals.trials[at] > 0
        assert together[at][seen] == pytest.approx(expit(alone[0] @ matrix.T)[seen], abs=1e-6)


def test_draws_spread_as_students_drawn_one_by_one_do() -> None:
    some = both(ROWS[:500])
    found = counts(some).drawn("r", 400)["needed"]
    dice, naive = np.random.default_rng(1), []
    groups = [np.flatnonzero(some.is_group == mine) for mine in (False, True)]
    for _ in range(120):
        at = np.concatenate([dice.choice(each, len(each)) for each in groups])
        again = Pair(some.people.select(at), some.is_group[at], some.cohort_size)
        naive.append(counts(again).parts()["needed"])
    assert found.mean() == pytest.approx(np.mean(naive), abs=0.03)
    assert found.std() == pytest.approx(np.std(naive), rel=0.25)


def test_a_gap_that_may_be_none_has_no_share() -> None:
    rows = random_rows(700, seed=4, gap=0.0)
    level = [row for row in rows if row["sector"] != "economie"]
    found = shares(counts(both(level)))
    assert found.gap.low is not None
    assert found.gap.high is not None
    assert found.gap.low < 0 < found.gap.high
    assert found.share == found.log_share == Estimate()
    assert math.isfinite(found.explained)


def test_the_names_of_categories_tell_nothing() -> None:
    other = [
        row | {"sector": {"zorg": "z", "techniek": "a", "economie": "é"}[row["sector"]]}
        for row in ROWS
    ]
    for make in (tries, counts):
        before, after = make(both(ROWS)).parts(), make(both(other)).parts()
        assert before == pytest.approx(after, abs=1e-9)


def test_swapped_groups_have_the_opposite_gap() -> None:
    one = tries(both(ROWS)).parts()
    other = tries(both(ROWS, names=("Buiten-Europa", "Nederland"))).parts()
    assert one["gap"] == pytest.approx(-other["gap"])


CHANCES, LESS = np.array([0.75, 0.6, 0.45]), 0.12  # per sector, and for the group
MIXES = {False: np.array([0.5, 0.3, 0.2]), True: np.array([0.2, 0.3, 0.5])}
LIMIT = 12  # applications


def world(dice: np.random.Generator, number: int) -> tuple[Any, Any, Any, Any]:
    """Two groups, three sectors of unlike chances, and a truth that is known."""
    is_group = np.arange(number) % 3 == 0
    sector = np.array([dice.choice(3, p=MIXES[bool(one)]) for one in is_group])
    chance = CHANCES[sector] - LESS * is_group
    tried = np.minimum(dice.geometric(chance), LIMIT)
    placed = np.where(tried < LIMIT, 1, dice.random(number) < chance)
    return is_group, sector[:, None], tried.astype(float), placed.astype(float)


def truth_of_first_tries() -> float:
    return LESS / float(MIXES[False] @ CHANCES - MIXES[True] @ (CHANCES - LESS))


def truth_of_applications() -> float:
    """What the group would need with the others' chances, when every chance is known."""

    def placed(chances: Any, mix: Any) -> Any:
        return mix * (1 - (1 - chances) ** LIMIT)

    own, theirs = placed(CHANCES - LESS, MIXES[True]), placed(CHANCES, MIXES[False])
    group, needed = (own @ (1 / each) / own.sum() for each in (CHANCES - LESS, CHANCES))
    return float((group - needed) / (group - theirs @ (1 / CHANCES) / theirs.sum()))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["first tries", "applications"])
def test_the_unexplained_share_covers_the_truth(name: str) -> None:
    """A hundred worlds of 1,500 students: bias within three points, coverage from 85 % on."""
    dice, values, covered = np.random.default_rng(7), [], 0
    truth = truth_of_first_tries() if name == "first tries" else truth_of_applications()
    for number in range(100):
        is_group, sector, tried, placed = world(dice, 1_500)
        if name == "first tries":
            hits, trials, split = (
                (tried == 1) & (placed == 1),
                placed * 0 + 1,
                decomposition.first_try,
            )
        else:
            hits, trials, split = placed, tried, decomposition.applications
        made = decomposition.model(is_group, sector, hits, trials, split)
        share = decomposed(made, release=str(number), draws=400).share
        values.append(share.value)
        covered += (share.low or 9) <= truth <= (share.high or -9)
    assert np.mean([one for one in values if one is not None]) == pytest.approx(truth, abs=0.03)
    assert covered >= 85
