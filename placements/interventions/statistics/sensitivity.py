"""The sensitivity analysis: the regression `y ~ treated * after`, with errors by school.

Only from ten schools on each side: with fewer, errors by school are too small (statistics.md §5).
"""

import math

import numpy as np
from scipy.special import stdtrit

from placements.interventions.statistics.panel import Panel
from placements.outcomes.cohort import Values
from placements.outcomes.estimates import NOTHING, Estimate

LEAST_SCHOOLS = 10  # on each side


def by_school(panel: Panel) -> Estimate:
    """The coefficient of the product, with Student's t on schools - 1 degrees of freedom."""
    if min(len(panel.treated), len(panel.others)) < LEAST_SCHOOLS:
        return NOTHING
    design, shares = _design(panel)
    inverse = np.asarray(np.linalg.inv(design.T @ design), dtype=np.float64)
    found = inverse @ design.T @ shares
    errors = (shares - design @ found).reshape(-1, panel.treated.shape[1])
    se = math.sqrt(_variance(design, errors, inverse)[3, 3])
    value, half = float(found[3]), float(stdtrit(len(errors) - 1, 0.975)) * se
    return Estimate(value, value - half, value + half, se)


def _design(panel: Panel) -> tuple[Values, Values]:
    """A row per school and year, by school: constant, treated, after, and both."""
    years = panel.treated.shape[1]
    schools = len(panel.treated) + len(panel.others)
    treated = np.repeat(np.arange(schools) < len(panel.treated), years).astype(float)
    after = np.tile(np.arange(years) >= panel.before, schools).astype(float)
    design = np.column_stack([np.ones(len(after)), treated, after, treated * after])
    return design, np.concatenate([panel.treated.ravel(), panel.others.ravel()])


def _variance(design: Values, errors: Values, inverse: Values) -> Values:
    """The sandwich, with the usual correction for few schools and for coefficients."""
    schools, years = errors.shape
    rows, columns = design.shape
    scores = np.einsum("syk,sy->sk", design.reshape(schools, years, columns), errors)
    correction = schools / (schools - 1) * (rows - 1) / (rows - columns)
    variance: Values = correction * inverse @ (scores.T @ scores) @ inverse
    return variance
