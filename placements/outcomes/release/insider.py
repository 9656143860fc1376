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
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, identity, vstack

from placements.outcomes.cohort import UNKNOWN, Cohort
from placements.outcomes.reading import HERKOMST
from placements.outcomes.release.cells import GateFailed
from placements.outcomes.release.measures import MEASURES, Amounts
from placements.outcomes.release.places import VARIABLES, Group, every_group
from placements.outcomes.release.showing import Showing
from placements.protection.floors import SHOWN_FROM

Numbers = NDArray[np.float64]
KNOWN: Final = tuple(name for name in HERKOMST if name != UNKNOWN)  # the rest is the unknown
ORIGINS: Final = (*KNOWN, UNKNOWN)
MOST_HIDDEN: Final = SHOWN_FROM - 1
FEW_APART: Final = 40  # students: in a larger difference somebody of a herkomst is no news


class Form(NamedTuple):
    """What is worked out: a measure in a group; or how many of a measure are not in its part.

    With `other` it is about those in both groups. No table says that; several together may.
    """

    group: Group
    measure: str
    without: str | None = None
    other: Group | None = None

    @property
    def part(self) -> str:
        """The measure that gives it away."""
        return self.without or self.measure

    @property
    def groups(self) -> frozenset[Group]:
        return frozenset({self.group, self.other or self.group})


class Condition(NamedTuple):
    """Of this herkomst, the weighed number of each kind lies between these."""

    origin: str
    weights: Numbers
    low: float
    high: float


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
    inside = {group: _is_in(cohort, kinds, group) for group in every_group(cohort)}
    for group, other in _pairs(tuple(inside)):
        for form in _forms(group, amounts, other):
            each = columns[form.measure] - (columns[form.without] if form.without else 0)
            row = inside[group] * inside[other or group] * each
            if other is None or row.any():
                forms.append(form)
                weights.append(row)
    return Insider(forms, csr_array(np.array(weights, dtype=float)), sizes.astype(float))


def _pairs(groups: Sequence[Group]) -> Iterator[tuple[Group, Group | None]]:
    """Every group, and every two of different variables. All have the one of herkomst alone."""
    yield from ((group, None) for group in groups)
    for one, other in combinations(groups[1:], 2):
        if one.table != other.table:
            yield one, other


def _is_in(cohort: Cohort, kinds: Amounts, group: Group) -> NDArray[np.bool_]:
    name = group.whole.variable
    if name is None:
        return np.ones(len(kinds), dtype=np.bool_)
    names = cohort.labels[name].names
    code = names.index(group.label) if group.label in names else -1
    found: NDArray[np.bool_] = kinds[:, VARIABLES.index(name)] == code
    return found


def _forms(group: Group, measures: Mapping[str, Amounts], other: Group | None) -> Iterator[Form]:
    yield from (Form(group, name, other=other) for name in measures)
    for name in measures:
        whole = MEASURES[name].whole
        # Applications are no part of applicants: there are more of them.
        if whole and MEASURES[name].base == MEASURES[whole].base:
            yield Form(group, whole, name, other)


class Programme:
    """What a publication adds to it. Unknown: of each kind, how many of each known herkomst."""

    def __init__(self, who: Insider, showing: Showing) -> None:
        self._sizes = who.sizes
        said = list(conditions(who, showing))
        everybody = hstack([identity(len(who.sizes))] * len(KNOWN), format="csr")
        rows = [everybody, *(_row(one) for one in said)]
        low = [*np.full(len(who.sizes), -np.inf), *(one.low for one in said)]
        high = [*who.sizes, *(one.high for one in said)]
        self._said = LinearConstraint(vstack(rows, format="csr"), low, high)
        self._bounds = Bounds(0.0, np.tile(who.sizes, len(KNOWN)))

    def most(self, pull: Numbers) -> Numbers:
        """A solution: students of each kind (rows) and herkomst (columns), such that their sum,
        weighed by `pull`, is at its most. Raises GateFailed."""
        # Of unknown herkomst is who is of none of the others.
        aim = (pull[:, :-1] - pull[:, -1:]).T.ravel()
        answer = milp(-aim, constraints=self._said, bounds=self._bounds)
        if answer.status != 0 or answer.x is None:
            raise GateFailed(f"the programme gave no answer ({answer.status})")
        some = answer.x.reshape(len(KNOWN), -1).T
        return np.column_stack([some, self._sizes - some.sum(axis=1)])


def _row(one: Condition) -> csr_array:
    weights, nothing = csr_array(one.weights[None, :]), csr_array((1, len(one.weights)))
    return hstack([weights if name == one.origin else nothing for name in KNOWN], format="csr")


def conditions(who: Insider, showing: Showing) -> Iterator[Condition]:
    cells: dict[tuple[str, str], list[tuple[Numbers, int]]] = {}
    for form, weights, total in zip(who.forms, who.weights.toarray(), who.totals, strict=True):
        if form.without is None and form.other is None:
            for origin in KNOWN:
                yield from _of_cell(showing, form, origin, Condition(origin, weights, 0, total))
                value = showing.value(form.group.of(origin), form.measure)
                if value is not None:
                    cells.setdefault((origin, form.measure), []).append((weights, value))
    for (origin, _), some in cells.items():
        yield from _of_pairs(origin, some, who.sizes)


def _of_cell(showing: Showing, form: Form, origin: str, free: Condition) -> Iterator[Condition]:
    place, whole = form.group.of(origin), showing.value(form.group.whole, form.measure)
    value, base = showing.value(place, form.measure), MEASURES[form.measure].base
    if value is not None:
        # The same students have the same figure: with another one they are not all of them.
        most = free.high if whole in (None, value) else free.high - 1
        yield free._replace(low=value - base + 1, high=min(value + base - 1, most))
    elif showing.is_too_few(place, form.measure):
        yield free._replace(high=MOST_HIDDEN)


def _of_pairs(
    origin: str, cells: Sequence[tuple[Numbers, int]], sizes: Numbers
) -> Iterator[Condition]:
    """Two figures of a measure: so somebody is in the one and not in the other."""
    for (one, value), (other, another) in combinations(cells, 2):
        apart = (one != other).astype(float)
        if value != another and apart @ sizes <= FEW_APART:
            yield Condition(origin, apart, 1, np.inf)
