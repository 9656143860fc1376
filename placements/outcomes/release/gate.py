"""The gate: what an insider would find out is hidden, until there is nothing to find (rule 6).

A cell is found out when the publication leaves an interval narrower than 4 for it, narrower than it
was without, and the count may be below 10. So is the rest of its whole: who of the applicants did
not succeed at once is as much of a secret as who did. A share that is surely 0 or 100 % is one of
the two being 0. Then the slice goes: of those students, how that measure splits into herkomsten.

It ends, and never shows again what it has hidden. A round hides at least one more of finitely many
slices, or is the last. Hiding takes conditions away, so that every solution stays one. And when all
slices are hidden, what is left says of cells that were too few that they are 14 at most, and
nothing of the unknown herkomst. All students of a group may then be of unknown herkomst, or up to
14 of them of the one in question and the others unknown: every interval is 14 wide or as wide as
without the publication, and no share is sure. So the gate lets that pass.
"""

from collections.abc import Callable, Iterator

import numpy as np

from placements.outcomes.release.insider import (
    ORIGINS,
    End,
    Form,
    GateFailed,
    Insider,
    Numbers,
    Programme,
)
from placements.outcomes.release.measures import wholes
from placements.outcomes.release.places import ORIGIN
from placements.outcomes.release.showing import Showing, Slice

NARROW = 4
ENDS: tuple[End, End] = ("most", "least")
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
        """Every form that is found out of some herkomst."""
        self._sweep(programme)
        doubtful = np.argwhere(self._doubtful())
        found = [at for at, column in doubtful if self._is_found(programme, at, column)]
        return [self._who.forms[at] for at in dict.fromkeys(found)]

    def _sweep(self, programme: Programme) -> None:
        """Settle many at once: as much of one herkomst as can be, in all that are in doubt."""
        doubtful = self._doubtful()
        while doubtful.any():
            for column, origin in enumerate(ORIGINS):
                weight = doubtful[:, column] / np.maximum(self._totals, 1)
                self._keep(programme.solve(weight @ self._who.weights, origin, "most"))
            before, doubtful = doubtful.sum(), self._doubtful()
            if doubtful.sum() > 0.8 * before:
                return

    def _is_found(self, programme: Programme, at: int, column: int) -> bool:
        for end in ENDS:
            if not self._doubtful()[at, column]:
                return False
            weights = self._who.weights[[at], :].toarray()[0]
            self._keep(programme.solve(weights, ORIGINS[column], end))
        # The ends are exact now: both programmes were solved.
        return bool(self._doubtful()[at, column] and _up(self._low[at, column]) < FEW)

    def _keep(self, solution: Numbers) -> None:
        values = self._who.weights @ solution
        np.minimum(self._low, values, out=self._low)
        np.maximum(self._high, values, out=self._high)

    def _doubtful(self) -> "np.ndarray[tuple[int, int], np.dtype[np.bool_]]":
        """Of which no solutions were met that are far enough apart."""
        enough = np.minimum(self._totals, NARROW)
        found = _down(self._high) - _up(self._low) < enough[:, None]
        return np.asarray(found)


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
    """Its own slice and then those of the same table; the same for what it is a part of; then all
    tables of two, and at last herkomst by itself."""
    part = form.without or form.measure
    own, groups = form.group, {one.group for one in who.forms}
    same = {one for one in groups if one.table == own.table}
    crossed = {one for one in groups if one.table != ORIGIN}
    for reach in (({own}, same), (crossed, groups)):
        for measure in (part, *wholes(part)):
            for some in reach:
                yield frozenset(Slice(group, measure) for group in some)
