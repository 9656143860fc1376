"""Students of both groups by kind, and new samples drawn from them.

A kind is a combination of group, categories and what happened. Students of one kind are the same
to every model here, so drawing students again is drawing how many of each kind; and whatever the
order of the rows was, kinds have one order.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from placements.outcomes.cohort import Mask, Values
from placements.outcomes.gap.pairs import Codes

DRAWS = 2000
_ROOM = 4_000_000  # numbers in memory at once, of one table


@dataclass(frozen=True, eq=False)
class Totals:
    """Per draw and cell: students, and what they tried and reached together."""

    students: Values
    hits: Values
    trials: Values


@dataclass(frozen=True, eq=False)
class Sample:
    """Kinds, in the order of the cells they belong to; and the cells."""

    number: Values  # students of each kind
    hits: Values  # of one student
    trials: Values
    first: Codes  # of each cell its first kind
    is_group: Mask  # of each cell
    factors: Codes  # of each cell

    @property
    def totals(self) -> Totals:
        """As they are: one draw, in which nothing was drawn."""
        return self._totals(self.number[None, :])

    def draws(self, release: str, number: int = DRAWS) -> Iterator[Totals]:
        """Each group drawn again from itself, as large as it is. The release id is the seed."""
        dice = np.random.Generator(np.random.PCG64(_seed(release)))
        group = np.repeat(self.is_group, np.diff([*self.first, len(self.number)]))
        chunk = max(1, min(number, _ROOM // len(self.number)))
        for start in range(0, number, chunk):
            size = min(chunk, number - start)
            drawn = np.empty((size, len(self.number)))
            for mine in (group, ~group):
                total = self.number[mine].sum()
                drawn[:, mine] = dice.multinomial(int(total), self.number[mine] / total, size)
            yield self._totals(drawn)

    def _totals(self, drawn: Values) -> Totals:
        def by_cell(each: Values) -> Values:
            return np.asarray(np.add.reduceat(each, self.first, axis=1), dtype=np.float64)

        return Totals(by_cell(drawn), by_cell(drawn * self.hits), by_cell(drawn * self.trials))


def _seed(release: str) -> int:
    return int.from_bytes(hashlib.sha256(f"bootstrap:{release}".encode()).digest())


def sample(is_group: Mask, factors: Codes, hits: Values, trials: Values) -> Sample:
    """A row per student: which group, which categories, and what happened."""
    rows = np.column_stack([is_group, factors, trials, hits]).astype(np.int64)
    kinds, number = np.unique(rows, axis=0, return_counts=True)
    cells = kinds[:, :-2]
    new = np.concatenate(([True], (np.diff(cells, axis=0) != 0).any(axis=1)))
    first = np.flatnonzero(new)
    return Sample(
        number=number.astype(np.float64),
        hits=kinds[:, -1].astype(np.float64),
        trials=kinds[:, -2].astype(np.float64),
        first=first,
        is_group=cells[first, 0] == 1,
        factors=cells[first, 1:],
    )
