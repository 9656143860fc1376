"""Time to a placement of two groups: the log-rank test, and Cox with Efron's ties."""

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc
from statsmodels.duration.hazard_regression import PHReg
from statsmodels.duration.survfunc import survdiff

from placements.outcomes.cohort import Mask
from placements.outcomes.estimates import NOTHING, Estimate, around_log
from placements.outcomes.gap.categories import RUNAWAY
from placements.outcomes.gap.pairs import Codes, Pair


@dataclass(frozen=True)
class LogRank:
    """Chi-squared with one degree of freedom. statsmodels' own p is 0 below 1e-16."""

    statistic: float
    p: float


def _strata(some: Pair) -> tuple[Mask, Codes]:
    """Who is in a stratum in which both groups search; the others say nothing of a difference."""
    group = np.bincount(some.strata, weights=some.is_group)
    sizes = np.bincount(some.strata)
    both = (group > 0) & (group < sizes)
    return both[some.strata], some.strata


def log_rank(some: Pair, *, stratified: bool) -> LogRank | None:
    """None when nobody was placed, or nobody can be compared."""
    within, strata = _strata(some)
    kept = some.narrowed(within) if stratified else some
    placed = kept.people.is_placed
    if not placed.any():
        return None
    try:
        statistic, _ = survdiff(
            kept.people["days"],
            placed.astype(int),
            kept.is_group.astype(int),
            strata=strata[within] if stratified else None,
        )
    except np.linalg.LinAlgError:
        return None
    return LogRank(float(statistic), float(chdtrc(1, statistic)))


def hazard_ratio(some: Pair, *, stratified: bool) -> Estimate:
    """Above 1 the group finds a place sooner than its reference. `se` is of the logarithm."""
    within, strata = _strata(some)
    kept = some.narrowed(within) if stratified else some
    placed = kept.people.is_placed
    if not (placed & kept.is_group).any() or not (placed & ~kept.is_group).any():
        return NOTHING
    fitted = PHReg(
        kept.people["days"],
        kept.is_group.astype(float)[:, None],
        status=placed.astype(int),
        strata=strata[within] if stratified else None,
        ties="efron",  # its own default is Breslow's, which is too near 1 with whole days
    ).fit(disp=False)
    log, se = float(fitted.params[0]), float(fitted.bse[0])
    return around_log(log, se) if abs(log) < RUNAWAY and np.isfinite(se) else NOTHING
