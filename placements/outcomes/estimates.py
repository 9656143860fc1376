"""A number with its interval of 95 %."""

import math
from dataclasses import dataclass

Z = 1.959963984540054  # the normal quantile of a two-sided interval of 95 %


@dataclass(frozen=True)
class Estimate:
    """Unrounded. What cannot be said is None and never NaN, so that nobody calculates on."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    se: float | None = None

    def __post_init__(self) -> None:
        for name in ("value", "low", "high", "se"):
            number = getattr(self, name)
            if number is not None and not math.isfinite(number):
                object.__setattr__(self, name, None)


NOTHING = Estimate()


def around(
    value: float, se: float, *, least: float = -math.inf, most: float = math.inf
) -> Estimate:
    """The normal interval; ends that cannot be are cut."""
    return Estimate(value, max(value - Z * se, least), min(value + Z * se, most), se)


def around_log(log: float, se: float) -> Estimate:
    """Of a ratio whose logarithm is estimated; `se` is of the logarithm, as in the result."""
    return Estimate(math.exp(log), math.exp(log - Z * se), math.exp(log + Z * se), se)
