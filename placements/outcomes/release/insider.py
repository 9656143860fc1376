"""What somebody can work out who knows everything of every student except herkomst.

The attack of rule 6: a linear programme over all published herkomst tables together. Students who
are alike in all that he knows are one kind; what he does not know is how many of each kind are of
each herkomst. That those of a part are among those of its whole needs no saying: kinds have both.

Attack: a published v says that the truth is above v minus the base and below v plus it. A cell that
is hidden for being too few says that it is 14 at most. The sign of it names no cause; but who finds
out by another way may not profit, so he is taken to know.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, identity, vstack

from placements.outcomes.cohort import UNKNOWN, Cohort
from placements.outcomes.reading import HERKOMST
from placements.outcomes.release.measures import MEASURES, Amounts
from placements.outcomes.release.places import VARIABLES, Group, Place, every_group
from placements.outcomes.release.showing import Showing
from placements.protection.floors import SHOWN_FROM

Numbers = NDArray[np.float64]
KNOWN: Final = tuple(name for name in HERKOMST if name != UNKNOWN)  # the rest is the unknown
ORIGINS: Final = (*KNOWN, UNKNOWN)
MOST_HIDDEN: Final = SHOWN_FROM - 1
End = Literal["least", "most"]


class GateFailed(RuntimeError):
    """The programme found no answer, so nothing is published."""


class Form(NamedTuple):
    """What is worked out: a measure in a group; or how many of a measure are not in its part."""

    group: Group
    measure: str
    without: str | None = None


@dataclass(frozen=True, eq=False)
class Insider:
    """What is known beforehand: kinds of students, and what a kind counts in each form."""

    forms: Sequence[Form]
    weights: csr_array  # forms × kinds
    sizes: Numbers  # students of each kind

    @property
    def totals(self) -> Numbers:
        """Of all herkomsten together, known exactly. Without the publication it is all he has."""
        found: Numbers = self.weights @ self.sizes
        return found


def insider(cohort: Cohort, amounts: Mapping[str, Amounts]) -> Insider:
    codes = [cohort.labels[name].codes for name in VARIABLES]
    known = np.column_stack([*codes, *amounts.values()])
    kinds, sizes = np.unique(known, axis=0, return_counts=True)
    columns = {name: kinds[:, len(VARIABLES) + at] for at, name in enumerate(amounts)}
    forms, weights = [], []
    for group in every_group(cohort):
        is_in = _is_in(cohort, kinds, group)
        for form in _forms(group, amounts):
            each = columns[form.measure]
            forms.append(form)
            weights.append(is_in * (each - columns[form.without] if form.without else each))
    return Insider(forms, csr_array(np.array(weights, dtype=float)), sizes.astype(float))


def _is_in(cohort: Cohort, kinds: Amounts, group: Group) -> NDArray[np.bool_]:
    name = group.whole.variable
    if name is None:
        return np.ones(len(kinds), dtype=np.bool_)
    names = cohort.labels[name].names
    code = names.index(group.label) if group.label in names else -1
    found: NDArray[np.bool_] = kinds[:, VARIABLES.index(name)] == code
    return found


def _forms(group: Group, measures: Mapping[str, Amounts]) -> Iterator[Form]:
    yield from (Form(group, name) for name in measures)
    for name in measures:
        whole = MEASURES[name].whole
        # Applications are no part of applicants: there are more of them.
        if whole and MEASURES[name].base == MEASURES[whole].base:
            yield Form(group, whole, without=name)


class Programme:
    """What a publication adds to it. Unknown: of each kind, how many of each known herkomst."""

    def __init__(self, who: Insider, showing: Showing) -> None:
        self._who = who
        kinds = len(who.sizes)
        rows: list[csr_array] = [hstack([identity(kinds)] * len(KNOWN), format="csr")]
        lows, highs = [np.full(kinds, -np.inf)], [who.sizes]
        for at, (form, total) in enumerate(zip(who.forms, who.totals, strict=True)):
            for place, (low, high) in _told(showing, form, total):
                rows.append(self._row(at, place.herkomst))
                lows.append(np.array([low]))
                highs.append(np.array([high]))
        self._told = LinearConstraint(
            vstack(rows, format="csr"), np.concatenate(lows), np.concatenate(highs)
        )
        self._bounds = Bounds(0.0, np.tile(who.sizes, len(KNOWN)))

    def _row(self, form: int, origin: str) -> csr_array:
        return self._spread(self._who.weights[[form], :], origin)

    def _spread(self, weights: csr_array, origin: str) -> csr_array:
        """What a form counts, over all unknowns. The unknown herkomst is what the others leave."""
        nothing = csr_array(weights.shape)
        if origin == UNKNOWN:
            return hstack([-weights] * len(KNOWN), format="csr")
        return hstack([weights if one == origin else nothing for one in KNOWN], format="csr")

    def solve(self, weights: Numbers, origin: str, end: End) -> Numbers:
        """Students of each kind (rows) and herkomst (columns), where the weighed count of that
        herkomst is at its least or most. Raises GateFailed."""
        aim = self._spread(csr_array(weights[None, :]), origin).toarray()[0]
        answer = milp(aim if end == "least" else -aim, constraints=self._told, bounds=self._bounds)
        if answer.status != 0 or answer.x is None:
            raise GateFailed(f"the programme gave no answer ({answer.status})")
        some = answer.x.reshape(len(KNOWN), -1).T
        return np.column_stack([some, self._who.sizes - some.sum(axis=1)])


def _told(
    showing: Showing, form: Form, total: float
) -> Iterator[tuple[Place, tuple[float, float]]]:
    """What is said of each cell of a form: between which counts it lies."""
    if form.without is not None:
        return
    base, whole = MEASURES[form.measure].base, showing.value(form.group.whole, form.measure)
    for origin in KNOWN:
        place = form.group.of(origin)
        value = showing.value(place, form.measure)
        if value is not None:
            # The same students have the same figure: with another one they are not all.
            most = total if whole in (None, value) else total - 1
            yield place, (value - base + 1, min(value + base - 1, most))
        elif showing.is_too_few(place, form.measure):
            yield place, (-np.inf, MOST_HIDDEN)
