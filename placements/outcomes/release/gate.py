"""The gate: what an insider would find out is hidden, until there is nothing to find (rule 6).

A cell is found out when the publication leaves an interval narrower than 4 for it, narrower than it
was without, and the count may be below 10. So is the rest of its whole: who of the applicants did
not succeed at once is as much of a secret as who did; and so are those of two groups together, of a
level in a sector, that no table shows. A share that is surely 0 or 100 % is one of the two being 0.
Then the slice goes: of those students, how that measure splits into herkomsten.

It ends, and never shows again what it has hidden. A round hides at least one more of finitely many
slices, or is the last. Hiding takes conditions away, so that every solution stays one. And when all
slices are hidden, what is left says of cells that were too few that they are 14 at most, and
nothing of the unknown herkomst. All students of a group may then be of unknown herkomst, or up to
14 of them of the one in question and the others unknown: every interval is 14 wide or as wide as
without the publication, and no share is sure. So the gate lets that pass.
"""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from placements.outcomes.release.cells import GateFailed
from placements.outcomes.release.insider import (
    ORIGINS,
    Form,
    Insider,
    Numbers,
    Programme,
)
from placements.outcomes.release.measures import wholes
from placements.outcomes.release.places import ORIGIN
from placements.outcomes.release.showing import Showing, Slice

NARROW = 4
SLOW = 4  # questions settled by two programmes: fewer are asked one by one
FEW = 10
_EXACT = 1e-6  # what a machine may be beside a whole number


class Attack:
    """All solutions that were met. Those of one round are solutions in every later one."""

    def __init__(self, who: Insider) -> None:
        self._who = who
        self._totals = who.totals
        shape = (len(who.forms), len(ORIGINS))
        self._low, self._high = np.full(shape, np.inf), np.full(shape, -np.inf)

    def found(self, programme: Programme) -> list[Form]:
        """Every form that is found out of some herkomst. What goes with another is not asked."""
        self._sweep(programme)
        found: list[Form] = []
        gone: set[Slice] = set()
        for at, column in np.argwhere(self._doubtful()):
            form = self._who.forms[at]
            measures = (form.part, *wholes(form.part))
            slices = {Slice(group, name) for group in form.groups for name in measures}
            if not slices & gone and self._is_found(programme, at, column):
                found.append(form)
                gone |= {Slice(group, form.part) for group in form.groups}
        return found

    def _sweep(self, programme: Programme) -> None:
        """Solutions far apart for many at once, as long as that is quicker than one by one."""
        dice = np.random.default_rng(len(self._totals))
        scale = np.maximum(self._totals, 1)[:, None]
        doubtful = self._doubtful()
        while doubtful.any():
            pull = doubtful * dice.choice([-1.0, 1.0], doubtful.shape) / scale
            for sign in (1.0, -1.0):
                self._keep(programme.most(sign * (self._who.weights.T @ pull)))
            before, doubtful = doubtful.sum(), self._doubtful()
            if before - doubtful.sum() < SLOW:
                return

    def _is_found(self, programme: Programme, at: int, column: int) -> bool:
        pull = np.zeros((len(self._who.sizes), len(ORIGINS)))
        pull[:, column] = self._who.weights[[at], :].toarray()[0]
        for sign in (1.0, -1.0):
            if not self._is_doubtful(at, column):
                return False
            self._keep(programme.most(sign * pull))
        # Both ends are exact now.
        return self._is_doubtful(at, column) and bool(_up(self._low[at, column]) < FEW)

    def _keep(self, solution: Numbers) -> None:
        values = self._who.weights @ solution
        np.minimum(self._low, values, out=self._low)
        np.maximum(self._high, values, out=self._high)

    def _doubtful(self) -> NDArray[np.bool_]:
        """Of which no solutions were met that are far enough apart."""
        enough = np.minimum(self._totals, NARROW)[:, None]
        found: NDArray[np.bool_] = _down(self._high) - _up(self._low) < enough
        return found

    def _is_doubtful(self, at: int, column: int) -> bool:
        width = _down(self._high[at, column]) - _up(self._low[at, column])
        return bool(width < min(self._totals[at], NARROW))


def _up(number: Numbers) -> Numbers:
    """Counts are whole."""
    return np.ceil(number - _EXACT)


def _down(number: Numbers) -> Numbers:
    return np.floor(number + _EXACT)


def guarded(showing: Showing, who: Insider, progress: Callable[[float], None]) -> Showing:
    """The same, with every slice hidden that would give something away. Raises GateFailed."""
    attack, rounds = Attack(who), 0
    while True:
        found = attack.found(Programme(who, showing))
        rounds += 1
        progress(1 - 0.5**rounds)
        if not found:
            return showing
        slices = (to_hide(showing, who, form) for form in found)
        showing = showing.without(frozenset().union(*slices))


def to_hide(showing: Showing, who: Insider, form: Form) -> frozenset[Slice]:
    """The first of these sets of slices that shows anything."""
    for candidate in _candidates(who, form):
        if any(map(showing.shows_any, candidate)):
            return candidate
    raise GateFailed("something was found out where nothing is shown")


def _candidates(who: Insider, form: Form) -> Iterator[frozenset[Slice]]:
    """Its own slice, then that of what it is a part of; the same in all of its table; in all tables
    of two; and at last herkomst by itself. Of who is in two groups, those of both."""
    groups = {one.group for one in who.forms}
    same = {one for one in groups if one.table in {own.table for own in form.groups}}
    crossed = {one for one in groups if one.table != ORIGIN}
    for reach in (form.groups, same, crossed, groups):
        for measure in (form.part, *wholes(form.part)):
            yield frozenset(Slice(group, measure) for group in reach)
