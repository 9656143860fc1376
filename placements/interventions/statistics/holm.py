"""Holm's correction: who asks several questions, finds something sooner by chance."""

from collections.abc import Sequence


def adjusted(p_values: Sequence[float]) -> list[float]:
    """Adjusted p-values in the order given: step down, never more than 1."""
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    found, most = [0.0] * len(p_values), 0.0
    for rank, place in enumerate(order):
        most = max(most, min(1.0, (len(p_values) - rank) * p_values[place]))
        found[place] = most
    return found
