"""A share per school and year, of the schools that do something and of those beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from placements.outcomes.cohort import Values


@dataclass(frozen=True, eq=False)
class Panel:
    """Shares as fractions, a row per school and a column per year; no cell is missing.

    The first `before` years come before the intervention, the others after it.
    """

    treated: Values
    others: Values
    before: int

    def __post_init__(self) -> None:
        years = {self.treated.shape[1], self.others.shape[1]}
        if len(years) != 1 or not 0 < self.before < years.pop():
            raise ValueError("a panel has the same years for all, before and after")

    @property
    def changes(self) -> tuple[Values, Values]:
        """Of each school the mean share after minus the mean share before."""
        return self._change(self.treated), self._change(self.others)

    def _change(self, shares: Values) -> Values:
        after, earlier = shares[:, self.before :], shares[:, : self.before]
        change: Values = after.mean(axis=1) - earlier.mean(axis=1)
        return change

    @classmethod
    def of(
        cls,
        treated: Sequence[Mapping[int, float]],
        others: Sequence[Mapping[int, float]],
        *,
        before: Sequence[int],
        after: Sequence[int],
    ) -> "Panel":
        """Out of a share per year of each school. KeyError for a year that a school lacks."""
        years = [*before, *after]
        rows = [
            np.array([[school[year] for year in years] for school in arm], dtype=np.float64)
            for arm in (treated, others)
        ]
        empty = (0, len(years))
        return cls(rows[0].reshape(-1, empty[1]), rows[1].reshape(-1, empty[1]), len(before))
