"""The smallest effect that could be seen, said before anything is known (statistics.md §5)."""

import math

from scipy.optimize import brentq
from scipy.special import stdtrit
from scipy.stats import nct

POWER = 0.8
DRIFT = 0.04  # the spread between schools of a share's own change from year to year
WIDEST = 1000.0  # standard deviations: whoever needs more, sees nothing


def smallest_effect(*, treated: int, others: int, share: float, students: float) -> float | None:
    """As a fraction, seen eight times in ten. None when there are too few schools for any.

    `share` is what is expected, `students` the harmonic mean of those of the group per school
    and year.
    """
    if min(treated, others) < 1 or treated + others < 3 or students <= 0:
        return None
    spread = math.sqrt(2 * DRIFT**2 + 2 * share * (1 - share) / students)
    found = _standardised(treated, others)
    return None if found is None else found * spread


def _standardised(treated: int, others: int) -> float | None:
    """In standard deviations of a school's change: the two-sided t test of two groups."""
    freedom = treated + others - 2
    edge = float(stdtrit(freedom, 0.975))
    weight = math.sqrt(treated * others / (treated + others))

    def missing(effect: float) -> float:
        shift = effect * weight
        seen = nct.sf(edge, freedom, shift) + nct.cdf(-edge, freedom, shift)
        return float(seen) - POWER

    if missing(1.0) > 0:
        return float(brentq(missing, 1e-6, 1.0))
    high = 1.0
    while missing(high) < 0:
        high *= 2
        if high > WIDEST:
            return None
    return float(brentq(missing, high / 2, high))


def harmonic_mean(sizes: "list[int]") -> float:
    """Of students per school and year; 0 when one has none."""
    if not sizes or min(sizes) <= 0:
        return 0.0
    return len(sizes) / sum(1 / size for size in sizes)
