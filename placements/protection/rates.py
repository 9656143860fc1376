"""Shares of published counts, with an interval that knows they were rounded (rules 2 and 4)."""

import math
from dataclasses import dataclass

_Z = 1.959963984540054  # the normal quantile of a two-sided 95 % interval
_ROUNDING = 4.0  # variance that rounding to base 5 adds to a count (25/6, as specified)
_APPLICATIONS_ROUNDING = 20**2 / 6  # and rounding to base 20
_STEP = 0.05  # a standard error is told in steps of this, rounded up


@dataclass(frozen=True)
class Rate:
    """A share as a fraction, unrounded, with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def percent(self) -> int:
        """In whole per cents; a half goes up."""
        return math.floor(100 * self.value + 0.5)

    @property
    def low_percent(self) -> int:
        """Rounded outwards, so that the interval keeps its coverage."""
        return math.floor(100 * self.low + 1e-9)

    @property
    def high_percent(self) -> int:
        return math.ceil(100 * self.high - 1e-9)


def rate(k: int, n: int) -> Rate:
    """The share k of n, both published. A part may be rounded up above its whole: then it is 1."""
    k = min(k, n)
    middle = (k + 2) / (n + 4)
    spread = middle * (1 - middle)
    variance = spread / n + _ROUNDING * (1 + middle**2) / n**2
    value = k / n
    return Rate(value, *_wilson(value, spread / variance))


def exact_rate(k: int, n: int) -> Rate:
    """The share k of n, for those who may see the counts themselves: nothing was rounded."""
    return Rate(k / n, *_wilson(k / n, n))


def _wilson(p: float, n: float) -> tuple[float, float]:
    """The score interval of a share p of n units, which may be a broken number."""
    widening = 1 + _Z**2 / n
    centre = (p + _Z**2 / (2 * n)) / widening
    half = _Z * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2)) / widening
    # A machine's last digit may put the end of the interval beyond the share itself.
    return max(min(centre - half, p), 0.0), min(max(centre + half, p), 1.0)


def standard_error(exact: float, *, applications: int, placed: int) -> float:
    """Of ln R: the one number of a school that leaves beside counts, widened and rounded up."""
    widest = widened(exact, applications=applications, placed=placed)
    return round(math.ceil(widest / _STEP - 1e-9) * _STEP, 2)


def widened(exact: float, *, applications: int, placed: int) -> float:
    """The standard error of ln R with what rounding adds to it.

    `applications` and `placed` are the published sums that R is made of.
    """
    added = _APPLICATIONS_ROUNDING / applications**2 + _ROUNDING / placed**2
    return math.sqrt(exact**2 + added)
