"""Days until a placement: Kaplan-Meier, mean days up to a horizon, share with a rival event.

The numbers are those of statsmodels' SurvfuncRight (with `method="log"`; its own default is
"cloglog") and CumIncidenceRight, as the tests hold; those divide by zero where all are placed.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from placements.outcomes.cohort import Mask, Values
from placements.outcomes.estimates import NOTHING, Estimate, Z, around

TINY = 1e-9
PLACED, LEFT = 1, 2  # what ends a search; 0 is the cut-off


@dataclass(frozen=True)
class Curve:
    """At each day on which somebody was placed: who still searched, how many found, who is left."""

    days: Values
    at_risk: Values
    found: Values
    searching: Values  # the share that still searches after that day, S(t)
    followed: float  # the last day of anybody

    @property
    def greenwood(self) -> Values:
        """The standard error of S(t); NaN where nobody searches any more."""
        rest = self.at_risk - self.found
        parts = np.divide(
            self.found, self.at_risk * rest, out=np.full_like(rest, np.nan), where=rest > 0
        )
        se: Values = self.searching * np.sqrt(np.cumsum(parts))
        return se


def curve(days: Values, is_placed: Mask) -> Curve:
    """Kaplan-Meier: whoever was not placed is censored at the own last day."""
    times, place = np.unique(days, return_inverse=True)
    found = _count(place, is_placed)
    at_risk = _at_risk(place)
    happened = found > 0
    found, at_risk = found[happened], at_risk[happened]
    followed = float(times[-1]) if len(times) else 0.0
    return Curve(times[happened], at_risk, found, _left_over(found / at_risk), followed)


def _count(place: NDArray[np.int64], hits: Mask) -> Values:
    """How many at each day; `place` says which day of all is a student's."""
    return np.asarray(np.bincount(place, weights=hits), dtype=np.float64)


def _at_risk(place: NDArray[np.int64]) -> Values:
    """How many still search just before each day."""
    return np.asarray(np.cumsum(np.bincount(place)[::-1])[::-1], dtype=np.float64)


def _left_over(chances: Values) -> Values:
    """The share that is left after each day."""
    return np.asarray(np.cumprod(1 - chances), dtype=np.float64)


def median(line: Curve) -> Estimate:
    """The first day on which fewer than half still search; nothing when that never came.

    The interval is made on the logarithm, as R does: the first days on which its lower and its
    upper end have come below a half. Attack: with whole days and many students no day may lie
    within the interval, and statsmodels then says NaN.
    """
    # Exactly a half is not yet below it (as SAS has it), whatever a machine's last digit says.
    value = _first(line, line.searching < 0.5 - TINY)
    if value is None:
        return NOTHING
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = np.log(line.searching / 0.5) / (line.greenwood / line.searching)
    distance[line.searching == 0] = -np.inf
    return Estimate(value, _first(line, distance <= Z), _first(line, distance < -Z))


def _first(line: Curve, happened: Mask) -> float | None:
    found = np.flatnonzero(happened)
    return float(line.days[found[0]]) if len(found) else None


def restricted_mean(line: Curve, horizon: float) -> Estimate:
    """Mean days of searching up to the horizon, ∫₀^τ S dt, with Greenwood's variance.

    Nothing when everybody's follow-up ended before the horizon while some still searched: what
    came after is not known, and to draw the line on would be to guess.
    """
    if line.followed < horizon and (not len(line.searching) or line.searching[-1] > 0):
        return NOTHING
    within = line.days <= horizon
    days, level = line.days[within], line.searching[within]
    steps = np.diff(np.concatenate((days, [horizon])))
    areas = level * steps  # under the curve after each day, up to the next
    value = float((days[0] if len(days) else horizon) + areas.sum())
    after = np.cumsum(areas[::-1])[::-1]  # aᵢ: under the curve from that day to the horizon
    at_risk, found = line.at_risk[within], line.found[within]
    rest = at_risk * (at_risk - found)
    parts = np.divide(after**2 * found, rest, out=np.zeros_like(rest), where=rest > 0)
    return around(value, float(np.sqrt(parts.sum())), least=0.0, most=horizon)


def incidence(days: Values, fate: NDArray[np.int64], by: float) -> Estimate:
    """The share placed by a day, where leaving school is a rival and not an end of the view."""
    if not len(days):
        return NOTHING
    times, place = np.unique(days, return_inverse=True)
    found, ended, at_risk = _count(place, fate == PLACED), _count(place, fate > 0), _at_risk(place)
    free = _left_over(ended / at_risk)
    if times[-1] < by and free[-1] > 0:
        return NOTHING  # some went on, and were not followed that far
    before = np.concatenate(([1.0], free[:-1]))
    share = np.cumsum(before * found / at_risk)
    within = times <= by
    if not within.any():
        return around(0.0, 0.0)
    variance = _variance(
        at_risk[within], found[within], ended[within], before[within], share[within]
    )
    return around(float(share[within][-1]), float(np.sqrt(max(variance, 0.0))), least=0.0, most=1.0)


def _variance(n: Values, d: Values, ended: Values, before: Values, share: Values) -> float:
    """Of the share at the last of these days (Marubini and Valsecchi; as CumIncidenceRight)."""
    rest = n * (n - ended)
    gone = np.divide(ended, rest, out=np.zeros_like(rest), where=rest > 0)
    far = share[-1] - share
    first = (far**2 * gone).sum()
    second = (before**2 * (n - d) * d / n**3).sum()
    third = (far * before * d / n**2).sum()
    return float(first + second - 2 * third)
