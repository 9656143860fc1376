"""Ratios adjusted by a model: odds from a logistic one, risks from Poisson with robust errors."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM

from placements.outcomes import floors
from placements.outcomes.cohort import UNKNOWN, Values
from placements.outcomes.estimates import Estimate, around_log
from placements.outcomes.gap.binomial import Design, standard_errors
from placements.outcomes.gap.categories import settled, together
from placements.outcomes.gap.decomposition import Model, NoModel
from placements.outcomes.gap.pairs import Pair, first_tries

SCHOOLS_FROM: Final = 20  # clusters, before they may carry the errors


@dataclass(frozen=True)
class RiskRatio:
    """`errors`: what the interval stands on; `se` is of the logarithm."""

    estimate: Estimate
    errors: Literal["HC0", "school"]
    hc0: Estimate


def logit_odds_ratio(some: Model) -> Estimate:
    """Of the group against its reference, from the model of the decomposition."""
    trials = some.sample.totals.trials[0]
    errors = standard_errors(some.design.matrix, trials, some.coefficients)
    return around_log(float(some.coefficients[1]), float(errors[1]))


def poisson_risk_ratio(some: Pair) -> RiskRatio:
    """The risk ratio of a first try. Errors by school from 20 schools on, else robust per student.

    Raises Separated, and NoModel.
    """
    outcome = first_tries(some).astype(np.float64)

    def coefficients(made: Design) -> Values:
        return np.asarray(_model(outcome, made).fit(cov_type="HC0").params, dtype=np.float64)

    factors = together(some.is_group, some.factors)
    _, made, found = settled(some.is_group, factors, np.ones(len(outcome)), coefficients)
    if len(outcome) - len(found) < floors.FREEDOM_FROM:
        raise NoModel
    hc0 = _ratio(_model(outcome, made).fit(cov_type="HC0"))
    schools = some.people.labels["school"]
    if len(schools.used) < SCHOOLS_FROM or UNKNOWN in schools.used:
        return RiskRatio(hc0, "HC0", hc0)
    # Without `use_t` the fit takes the normal quantile, as if there were schools without end.
    clustered = _model(outcome, made).fit(
        cov_type="cluster", cov_kwds={"groups": schools.codes}, use_t=True
    )
    return RiskRatio(_ratio(clustered), "school", hc0)


def _model(outcome: Values, made: Design) -> GLM:
    return GLM(outcome, made.matrix, family=Poisson())


def _ratio(fitted: object) -> Estimate:
    low, high = fitted.conf_int()[1]  # type: ignore[attr-defined]
    log, se = float(fitted.params[1]), float(fitted.bse[1])  # type: ignore[attr-defined]
    plain = around_log(log, se)
    return Estimate(plain.value, float(np.exp(low)), float(np.exp(high)), se)
