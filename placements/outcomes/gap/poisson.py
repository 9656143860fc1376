"""The risk ratio of a first try by Poisson regression with errors that hold for it.

First tries are no counts: the model's own errors would be far too wide. HC0 goes by student; from
twenty schools on errors go by school, with the quantile of t, since twenty are not many. As
statsmodels' GLM with `cov_type="HC0"`, or "cluster" with `use_t=True`, on students put together.
"""

import math
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from placements.outcomes import floors
from placements.outcomes.cohort import UNKNOWN, Coded, Values
from placements.outcomes.estimates import Estimate, Z
from placements.outcomes.gap.binomial import Design
from placements.outcomes.gap.categories import settled, together
from placements.outcomes.gap.decomposition import NoModel
from placements.outcomes.gap.pairs import Codes, Pair, first_tries
from placements.outcomes.gap.samples import Sample, sample
from placements.outcomes.means import t_quantile

SCHOOLS_FROM: Final = 20  # before they may carry the errors
TURNS = 60
CLOSE = 1e-10
FARTHEST = 30.0


@dataclass(frozen=True)
class RiskRatio:
    """`errors`: what the interval stands on; `se` is of the logarithm."""

    estimate: Estimate
    errors: Literal["HC0", "school"]
    hc0: Estimate


def risk_ratio(some: Pair) -> RiskRatio:
    """Of the group against its reference. Raises Separated, and NoModel."""
    tried = first_tries(some).astype(np.float64)
    factors = together(some.is_group, some.factors)
    cells = sample(some.is_group, factors, tried, np.ones(len(tried)))
    totals = cells.totals
    hits, students = totals.hits[0], totals.students[0]

    def coefficients(made: Design) -> Values:
        return _fit(made.matrix, hits, students)

    _, made, found = settled(cells.is_group, cells.factors, students, coefficients)
    if len(tried) - len(found) < floors.FREEDOM_FROM:
        raise NoModel
    expected = np.exp(made.matrix @ found)
    bread = np.linalg.pinv((made.matrix * (students * expected)[:, None]).T @ made.matrix)
    squares = hits * (1 - expected) ** 2 + (students - hits) * expected**2
    hc0 = _estimate(found, bread, (made.matrix * squares[:, None]).T @ made.matrix, Z)
    schools = some.people.labels["school"]
    number = len(schools.used)
    if number < SCHOOLS_FROM or UNKNOWN in schools.used:
        return RiskRatio(hc0, "HC0", hc0)
    place = _places(cells, some, factors)
    meat = _by_school(made.matrix[place], tried - expected[place], schools)
    return RiskRatio(_estimate(found, bread, meat, t_quantile(number)), "school", hc0)


def _fit(matrix: Values, hits: Values, students: Values) -> Values:
    found = np.zeros(matrix.shape[1])
    found[0] = math.log(max(hits.sum(), 0.5) / students.sum())
    for _ in range(TURNS):
        expected = students * np.exp(np.minimum(matrix @ found, FARTHEST))
        bend = (matrix * expected[:, None]).T @ matrix
        bend += np.eye(len(bend)) * 1e-11 * students.sum()
        step = np.clip(np.linalg.solve(bend, (hits - expected) @ matrix), -2.0, 2.0)
        found = np.clip(found + step, -FARTHEST, FARTHEST)
        if np.abs(step).max() < CLOSE:
            break
    return found


def _places(cells: Sample, some: Pair, factors: Codes) -> Codes:
    """Of each student the own cell. Cells are in the order of these rows."""
    rows = np.column_stack([some.is_group, factors])
    there, place = np.unique(rows, axis=0, return_inverse=True)
    assert len(there) == len(cells.is_group)  # noqa: S101 - both are the same rows
    return np.asarray(place.reshape(-1), dtype=np.int64)


def _by_school(matrix: Values, rest: Values, schools: Coded) -> Values:
    """What students of a school share, with statsmodels' correction for few schools."""
    _, place = np.unique(schools.codes, return_inverse=True)
    pulls = np.column_stack([np.bincount(place, weights=rest * column) for column in matrix.T])
    (n, width), number = matrix.shape, len(pulls)
    correction = number / (number - 1) * (n - 1) / (n - width)
    return np.asarray(pulls.T @ pulls * correction, dtype=np.float64)


def _estimate(found: Values, bread: Values, meat: Values, quantile: float) -> Estimate:
    se = math.sqrt(float((bread @ meat @ bread)[1, 1]))
    log = float(found[1])
    return Estimate(math.exp(log), math.exp(log - quantile * se), math.exp(log + quantile * se), se)
