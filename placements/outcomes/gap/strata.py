"""Mantel and Haenszel: a group and its reference compared within strata, and put together.

The odds ratio and the test of Breslow and Day are those of statsmodels' StratifiedTable, which says
NaN where a stratum is empty or holds one student; only strata that hold both groups count here. In
every table the rows are the groups: turned around, the odds ratio stays what it was and hides that
the risk ratio is another.
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from placements.outcomes.cohort import Mask, Values
from placements.outcomes.estimates import NOTHING, Estimate, around, around_log
from placements.outcomes.gap.pairs import Pair

UNEQUAL = 0.05  # the p below which strata are said to differ among themselves


@dataclass(frozen=True, eq=False)
class Tables:
    """Per stratum: the group with and without the outcome (a, b), the reference (c, d)."""

    a: Values
    b: Values
    c: Values
    d: Values

    @property
    def n(self) -> Values:
        return self.a + self.b + self.c + self.d

    def select(self, mask: Mask) -> "Tables":
        return Tables(self.a[mask], self.b[mask], self.c[mask], self.d[mask])

    @property
    def with_both(self) -> "Tables":
        return self.select((self.a + self.b > 0) & (self.c + self.d > 0))

    @property
    def informative(self) -> "Tables":
        """Where the outcome is neither everybody's nor nobody's: the others say nothing of odds."""
        return self.select((self.a + self.c > 0) & (self.b + self.d > 0))


@dataclass(frozen=True)
class Heterogeneity:
    """Breslow and Day: whether the odds ratio is the same in all strata."""

    statistic: float
    freedom: int
    p: float

    @property
    def is_unequal(self) -> bool:
        return self.p < UNEQUAL


def tables(some: Pair, hits: Mask) -> Tables:
    """Of the strata that hold both groups."""

    def count(mask: Mask) -> Values:
        return np.asarray(np.bincount(some.strata, weights=mask), dtype=np.float64)

    group, other = some.is_group, ~some.is_group
    every = Tables(
        count(group & hits), count(group & ~hits), count(other & hits), count(other & ~hits)
    )
    return every.with_both


def odds_ratio(some: Tables) -> Estimate:
    """With the variance of Robins, Breslow and Greenland (1986); `se` is of the logarithm."""
    n = some.n
    above, below = some.a * some.d / n, some.b * some.c / n
    one, other = float(above.sum()), float(below.sum())
    if not one or not other:
        return NOTHING
    agree = (some.a + some.d) / n
    differ = 1 - agree
    variance = (
        float((agree * above).sum()) / one**2
        + float((agree * below + differ * above).sum()) / (one * other)
        + float((differ * below).sum()) / other**2
    ) / 2
    return around_log(math.log(one / other), math.sqrt(variance))


def risk_ratio(some: Tables) -> Estimate:
    """With the variance of Greenland and Robins (1985); `se` is of the logarithm."""
    n1, n0, n = some.a + some.b, some.c + some.d, some.n
    above, below = float((some.a * n0 / n).sum()), float((some.c * n1 / n).sum())
    if not above or not below:
        return NOTHING
    parts = ((some.a + some.c) * n1 * n0 - some.a * some.c * n) / n**2
    return around_log(math.log(above / below), math.sqrt(float(parts.sum()) / (above * below)))


def risk_difference(some: Tables) -> Estimate:
    """With the variance of Greenland and Robins (1985)."""
    n1, n0, n = some.a + some.b, some.c + some.d, some.n
    weight = float((n1 * n0 / n).sum())
    if not weight:
        return NOTHING
    value = float(((some.a * n0 - some.c * n1) / n).sum()) / weight
    parts = (some.a * some.b * n0**3 + some.c * some.d * n1**3) / (n1 * n0 * n**2)
    return around(value, math.sqrt(float(parts.sum())) / weight, least=-1.0, most=1.0)


def heterogeneity(some: Tables) -> Heterogeneity | None:
    """None with fewer than two strata that say something."""
    some = some.informative
    pooled = odds_ratio(some).value
    if pooled is None or len(some.a) < 2:
        return None
    rows, columns = some.a + some.b, some.a + some.c
    expected = _expected(pooled, rows, columns, some.n)
    rest = some.n - rows - columns + expected
    variance = 1 / (1 / expected + 1 / (rows - expected) + 1 / (columns - expected) + 1 / rest)
    statistic = float(((some.a - expected) ** 2 / variance).sum())
    freedom = len(some.a) - 1
    return Heterogeneity(statistic, freedom, float(chdtrc(freedom, statistic)))


def _expected(odds: float, rows: Values, columns: Values, n: Values) -> Values:
    """The first cell of each stratum, were its odds ratio the pooled one.

    The root is written so that an odds ratio of 1 is no division by nought, as statsmodels' is.
    """
    middle = n - rows - columns + odds * (rows + columns)
    root = np.sqrt(middle**2 - 4 * odds * (odds - 1) * rows * columns)
    return np.asarray(2 * odds * rows * columns / (middle + root), dtype=np.float64)
