"""The ways in which a model goes wrong without a word, and that ours do not."""

import math
import warnings

import numpy as np
import pytest
import statsmodels.api as sm

from placements.outcomes.gap import poisson
from placements.outcomes.gap.categories import RUNAWAY, Separated, together
from placements.outcomes.gap.decomposition import NoModel
from placements.outcomes.gap.pairs import first_tries
from tests.placements.outcomes.cohorts import Row, student
from tests.placements.outcomes.comparing import ROWS, as_reference, both, counts, matrix, tries


def separated() -> list[Row]:
    never = [
        student(sector="mode", placed=0, herkomst=name) for name in ("Nederland", "Buiten-Europa")
    ]
    return ROWS + never * 15


def test_a_category_in_which_nobody_succeeds_runs_away_and_we_put_it_with_another() -> None:
    some = both(separated())
    naive = sm.GLM(first_tries(some).astype(float), matrix(some), family=sm.families.Binomial())
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # it says nothing
        fitted = naive.fit()
    assert fitted.converged
    assert np.abs(fitted.params).max() > RUNAWAY
    found = tries(some)
    assert np.abs(found.coefficients).max() < RUNAWAY
    names = some.people.labels["sector"].names
    assert names.index("mode") not in found.design.category_of[found.design.factor_of == 0]
    assert np.abs(math.log(poisson.risk_ratio(some).estimate.value or 0)) < 1


def test_a_group_in_which_nobody_succeeds_has_no_model() -> None:
    rows = [row | {"placed": 0} if row["herkomst"] == "Buiten-Europa" else row for row in ROWS]
    with pytest.raises(Separated):
        tries(both(rows))
    with pytest.raises(Separated):
        poisson.risk_ratio(both(rows))
    with pytest.raises(Separated):
        tries(both([row | {"placed": 0} for row in ROWS]))


def test_a_category_of_one_group_explains_its_own_gap_away_and_we_do_not_let_it() -> None:
    """Forty students in a region where nobody of the reference is, and none of them succeeds at
    once. Software makes the region a cause; there is nobody to learn that from."""
    alone = student(region="Texel", herkomst="Buiten-Europa", n_applications=3)
    once = student(region="Texel", herkomst="Buiten-Europa")
    some = both([*ROWS, *[alone] * 40, *[once] * 4])
    design = matrix(some)
    fitted = sm.GLM(first_tries(some).astype(float), design, family=sm.families.Binomial()).fit()
    chance = fitted.predict(as_reference(design))
    naive = chance[~some.is_group].mean() - chance[some.is_group].mean()
    found = tries(some).parts()
    assert naive > found["explained"] + 0.03
    names = some.people.labels["region"].names
    kept = together(some.is_group, some.factors)
    assert names.index("Texel") not in kept[:, 2]


def test_fewer_than_ten_students_are_no_category() -> None:
    few = [student(level="entree", herkomst=name) for name in ("Nederland", "Buiten-Europa")]
    for times, is_there in ((4, False), (5, True)):
        some = both([*ROWS, *few * times])
        entree = some.people.labels["level"].names.index("entree")
        assert (entree in together(some.is_group, some.factors)[:, 1]) is is_there


def test_a_model_keeps_ten_degrees_of_freedom() -> None:
    rows = [student(herkomst=name, placed=at % 2) for at in range(5)
            for name in ("Nederland", "Buiten-Europa")]  # fmt: skip
    with pytest.raises(NoModel):
        tries(both(rows))


def test_who_never_applied_is_in_no_model_of_applications() -> None:
    """log(0) as an offset raises; without the rule of applicants it would have to be added."""
    never = student(n_applications=0, n_invited=0, placed=0, herkomst="Buiten-Europa")
    with np.errstate(divide="ignore"), pytest.raises(ValueError, match=r"NaN|inf"):
        sm.GLM(np.array([1.0, 0.0]), np.ones((2, 1)), family=sm.families.Poisson(),
               offset=np.log([3.0, 0.0])).fit()  # fmt: skip
    assert counts(both([*ROWS, *[never] * 30])).parts() == counts(both(ROWS)).parts()


def test_the_risk_ratio_is_robust_and_that_of_statsmodels() -> None:
    some = both(ROWS)
    hits = first_tries(some).astype(float)
    fitted = sm.GLM(hits, matrix(some), family=sm.families.Poisson()).fit(cov_type="HC0")
    found = poisson.risk_ratio(some)
    assert found.errors == "HC0"
    assert (found.estimate.value, found.estimate.low, found.estimate.high) == pytest.approx(
        tuple(np.exp([fitted.params[1], *fitted.conf_int()[1]]))
    )
    naive = sm.GLM(hits, matrix(some), family=sm.families.Poisson()).fit()
    assert naive.bse[1] > 1.2 * (found.estimate.se or 9)  # as if first tries were counts


def with_schools(number: int) -> list[Row]:
    return [row | {"school": f"{at % number:02}XX"} for at, row in enumerate(ROWS)]


def test_from_twenty_schools_on_errors_go_by_school_with_the_quantile_of_t() -> None:
    assert poisson.risk_ratio(both(with_schools(19))).errors == "HC0"
    some = both(with_schools(20))
    found = poisson.risk_ratio(some)
    assert found.errors == "school"
    hits, schools = first_tries(some).astype(float), some.people.labels["school"].codes
    naive = sm.GLM(hits, matrix(some), family=sm.families.Poisson()).fit(
        cov_type="cluster", cov_kwds={"groups": schools}
    )
    assert found.estimate.se == pytest.approx(naive.bse[1])
    z, t = 1.959963984540054, 2.093024054408263  # of t with 19 degrees of freedom
    reach = math.log((found.estimate.high or 0) / (found.estimate.value or 1)) / naive.bse[1]
    assert reach == pytest.approx(t)
    assert (naive.conf_int()[1][1] - naive.params[1]) / naive.bse[1] == pytest.approx(z)


def test_who_has_an_unknown_in_a_column_breaks_no_clusters() -> None:
    rows = with_schools(25)
    unclear = student(placed="", herkomst="Buiten-Europa", school="01XX")
    some = both([*rows, *[unclear] * 9])
    assert poisson.risk_ratio(some) == poisson.risk_ratio(both(rows))
    no_school = both([*rows, student(school="")])
    assert poisson.risk_ratio(no_school).errors == "HC0"
