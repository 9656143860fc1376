"""Time to a placement of two groups: the log-rank test, and Cox with Efron's ties.

The numbers are those of statsmodels' survdiff and of PHReg with `ties="efron"` (its own default is
Breslow's, too near 1 with whole days). With two groups all that counts is how many search and how
many find on each day of each stratum, so that a hundred thousand students are no work.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from placements.outcomes.cohort import Mask, Values
from placements.outcomes.estimates import NOTHING, Estimate, around_log
from placements.outcomes.gap.categories import RUNAWAY
from placements.outcomes.gap.pairs import Codes, Pair

TURNS = 60
CLOSE = 1e-10


@dataclass(frozen=True)
class LogRank:
    """Chi-squared with one degree of freedom. The tail is asked for: 1 minus it would be 0."""

    statistic: float
    p: float


@dataclass(frozen=True, eq=False)
class Days:
    """Each day of a stratum on which somebody found a place: who searched, and who found."""

    group: Values  # of the group, searching just before
    other: Values  # of the reference
    group_found: Values
    found: Values  # of both


def _days(some: Pair, strata: Codes) -> Days:
    moments = np.column_stack([strata, some.people["days"]])
    there, place = np.unique(moments, axis=0, return_inverse=True)
    place, placed = place.reshape(-1), some.people.is_placed
    last = np.append(there[1:, 0] != there[:-1, 0], True)  # of each stratum

    def count(mask: Mask) -> Values:
        return np.asarray(np.bincount(place, weights=mask, minlength=len(there)), dtype=np.float64)

    found = count(placed)
    happened = found > 0
    return Days(
        group=_still(count(some.is_group), last)[happened],
        other=_still(count(~some.is_group), last)[happened],
        group_found=count(placed & some.is_group)[happened],
        found=found[happened],
    )


def _still(counts: Values, last: Mask) -> Values:
    """Who is there on a day or a later one of the same stratum."""
    after = np.cumsum(counts[::-1])[::-1]
    stratum = np.cumsum(np.append(False, last[:-1]))
    beyond = np.append(after[np.flatnonzero(last)[:-1] + 1], 0.0)
    return np.asarray(after - beyond[stratum], dtype=np.float64)


def _moments(some: Pair, *, stratified: bool) -> Days:
    strata = some.strata if stratified else np.zeros(len(some.people), dtype=np.int64)
    return _days(some, strata)


def log_rank(some: Pair, *, stratified: bool) -> LogRank | None:
    """None when nobody was placed, or nobody can be compared."""
    days = _moments(some, stratified=stratified)
    n = days.group + days.other
    expected = days.found * days.group / n
    shares = days.group * days.other / n**2
    left = np.divide(n - days.found, n - 1, out=np.zeros_like(n), where=n > 1)
    variance = float((days.found * shares * left).sum())
    if variance <= 0:
        return None
    statistic = float((days.group_found - expected).sum()) ** 2 / variance
    return LogRank(statistic, float(chdtrc(1, statistic)))


def hazard_ratio(some: Pair, *, stratified: bool) -> Estimate:
    """Above 1 the group finds a place sooner than its reference. `se` is of the logarithm."""
    if not len(some.people):
        return NOTHING
    days = _moments(some, stratified=stratified)
    kept = (days.group > 0) & (days.other > 0)
    days = Days(*(part[kept] for part in (days.group, days.other, days.group_found, days.found)))
    log = 0.0
    for _ in range(TURNS):
        slope, bend = _efron(days, log)
        if bend <= 0 or abs(log) > RUNAWAY:
            return NOTHING
        step = max(min(slope / bend, 2.0), -2.0)
        log += step
        if abs(step) < CLOSE:
            return around_log(log, float(1 / np.sqrt(_efron(days, log)[1])))
    return NOTHING


def _efron(days: Days, log: float) -> tuple[float, float]:
    """Slope and bend of the partial likelihood. Of those who found a place on one day, the second
    is held against the rest and a part of the first, and so on: a line for each of them."""
    number = days.found.astype(np.int64)
    day = np.repeat(np.arange(len(number)), number)
    nth = np.arange(len(day)) - np.repeat(np.cumsum(number) - number, number)
    part = nth / days.found[day]
    found = days.group_found[day]
    group = (days.group[day] - part * found) * np.exp(log)
    other = days.other[day] - part * (days.found[day] - found)
    chance = group / (group + other)
    return float(days.group_found.sum() - chance.sum()), float((chance * (1 - chance)).sum())
