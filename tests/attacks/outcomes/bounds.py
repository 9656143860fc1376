"""What is certain for the insider: bounds by HiGHS, and which of them are findings.

Few programmes are solved. Each solution is a world that fits all figures, for every question at
once: a question to which two worlds give answers far enough apart is settled.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from tests.attacks.outcomes.insider import DRAWN, Insider, Seen, Target, Vector
from tests.attacks.outcomes.schools import UNKNOWN

NARROW = 4  # a small cell has to stay this wide
SMALL = 10  # a cell that is certainly as large is none
_SLACK = 1e-6
_ROUNDS = 12


@dataclass(frozen=True)
class Finding:
    target: Target
    low: int
    high: int

    @property
    def kind(self) -> str:
        if self.target.size == 1:
            return "student"
        return "pinned" if self.high == 0 or self.low == self.target.size else "narrow"

    def __str__(self) -> str:
        it = self.target
        return f"{self.kind}: {it.herkomst} in {it.what}: {self.low}…{self.high} of {it.size}"


def is_certain(low: int, high: int, size: int, *, is_cell: bool = True) -> bool:
    """Rule 6: narrower than 4 because of the publication while small, or pinned to 0 % or 100 %.

    Without the publication the bounds are 0 and the whole set. Of students alike in all, who are
    no cell of anything, it is asked whether something is sure of each of them.
    """
    is_pinned = high <= 0 or low >= size
    is_narrow = is_cell and size >= NARROW and low < SMALL and high - low < NARROW
    return is_pinned or is_narrow


class Attack:
    """One insider at work: bounds for every target, as far as they can be findings."""

    def __init__(self, insider: Insider, targets: Sequence[Target] | None = None) -> None:
        self.insider = insider
        self.targets = insider.targets() if targets is None else list(targets)
        self._matrix, self._low, self._high = insider.matrix()
        self._asked = sparse.csr_array(
            sparse.vstack([insider.row(it.herkomst, it.members) for it in self.targets])
        )
        unknown = [it.herkomst == UNKNOWN for it in self.targets]
        self._sizes = np.array([it.size for it in self.targets], dtype=float)
        self._constant = np.where(unknown, self._sizes, 0.0)
        self._least = np.full(len(self.targets), np.inf)
        self._most = np.full(len(self.targets), -np.inf)
        self.solved = 0

    def findings(self, enough: int | None = None) -> list[Finding]:
        """All of them, or the first so many."""
        dice = np.random.default_rng(1)
        for _ in range(_ROUNDS):
            self._ask_many(dice)
        return list(islice(self._each(), enough))

    def _each(self) -> Iterator[Finding]:
        for at in range(len(self.targets)):
            if self._is_open(at):
                self._ask(at)
                if self._is_open(at):
                    yield self._found(at)

    def bounds(self) -> list[tuple[int, int]]:
        """Of every target exactly, whether or not it is a finding."""
        for at in range(len(self.targets)):
            self._ask(at)
        return [self._whole(at) for at in range(len(self.targets))]

    def _ask_many(self, dice: np.random.Generator) -> None:
        """Worlds in which many open questions have their largest or smallest answer together."""
        is_open = np.array([self._is_open(at) for at in range(len(self.targets))])
        pull = np.where(is_open, dice.choice([-1.0, 1.0], len(is_open)), 0) / self._sizes
        if is_open.any():
            self._solve(self._asked.T @ pull)
            self._solve(self._asked.T @ -pull)

    def _ask(self, at: int) -> None:
        row = self._asked[[at]].toarray()[0]
        self._solve(row)
        self._solve(-row)

    def _solve(self, costs: Vector) -> None:
        answer = milp(
            costs,
            constraints=LinearConstraint(self._matrix, self._low, self._high),
            bounds=Bounds(0, np.repeat(self.insider.sizes, len(DRAWN))),
        )
        self.solved += 1
        assert answer.status == 0, f"the figures contradict each other: {answer.message}"
        told = self._asked @ answer.x + self._constant
        self._least = np.minimum(self._least, told)
        self._most = np.maximum(self._most, told)

    def _whole(self, at: int) -> tuple[int, int]:
        low, high = self._least[at], self._most[at]
        if math.isinf(low):
            return 0, 0  # nothing was asked yet
        return math.ceil(low - _SLACK), math.floor(high + _SLACK)

    def _is_open(self, at: int) -> bool:
        low, high = self._whole(at)
        target = self.targets[at]
        return is_certain(low, high, target.size, is_cell=target.is_cell)

    def _found(self, at: int) -> Finding:
        return Finding(self.targets[at], *self._whole(at))


def attack(*releases: Seen, enough: int | None = None) -> list[Finding]:
    """What an insider knows for certain of these releases together."""
    return Attack(Insider(releases)).findings(enough)
