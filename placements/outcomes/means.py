"""The mean of one number per student, with Student's interval."""

import math

from scipy.special import stdtrit

from placements.outcomes.cohort import Values
from placements.outcomes.estimates import NOTHING, Estimate


def t_quantile(n: int) -> float:
    """Of a two-sided interval of 95 % from n students."""
    return float(stdtrit(n - 1, 0.975))


def mean_share(shares: Values) -> Estimate:
    """The mean of shares, one per student: students vary, not their single applications."""
    n = len(shares)
    if n < 2:
        return NOTHING
    value, se = float(shares.mean()), float(shares.std(ddof=1)) / math.sqrt(n)
    half = t_quantile(n) * se
    return Estimate(value, max(value - half, 0.0), min(value + half, 1.0), se)
