"""A share of students with Wilson's interval of 95 %, and two of them compared."""

import math

from placements.outcomes.estimates import Estimate, Z


def share(k: int, n: int) -> Estimate:
    """k of n students, n at least 1. The standard error is the usual one of a share."""
    p, low, high = _score(k, n)
    return Estimate(p, low, high, math.sqrt(p * (1 - p) / n))


def newcombe(k: int, n: int, other_k: int, other_n: int) -> Estimate:
    """The share k/n minus the other one, with the interval that both of Wilson's make."""
    p, low, high = _score(k, n)
    q, other_low, other_high = _score(other_k, other_n)
    down, up = math.hypot(p - low, other_high - q), math.hypot(high - p, q - other_low)
    se = math.sqrt(p * (1 - p) / n + q * (1 - q) / other_n)
    return Estimate(p - q, p - q - down, p - q + up, se)


def _score(k: int, n: int) -> tuple[float, float, float]:
    """The share and both ends."""
    p = k / n
    widening = 1 + Z**2 / n
    centre = (p + Z**2 / (2 * n)) / widening
    half = Z * math.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2)) / widening
    # The last digit of a machine may put the end of the interval beyond the share itself.
    return p, max(min(centre - half, p), 0.0), min(max(centre + half, p), 1.0)
