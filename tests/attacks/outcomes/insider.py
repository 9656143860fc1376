"""Somebody who knows all of every student but the herkomst, and reads all tables together.

Students of whom the same is known are one class. How many of a class are of each group is a
variable of a linear programme; every figure of every release that is laid beside it is a
constraint. A bound of the programme, made whole, is what such a person can know for certain.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tests.attacks.outcomes import counting
from tests.attacks.outcomes.counting import FLOORED, TABLES, TOTAL, VARIABLES, WHOLE, Place
from tests.attacks.outcomes.published import SPECIFIED, Line, Rules, by_herkomst
from tests.attacks.outcomes.schools import GROUPS, UNKNOWN, Row

Vector = NDArray[np.float64]
DRAWN = GROUPS[:3]  # variables; the unknown are the rest of a class
ALIKE = "students alike"  # of whom all that is known is the same
CUT = 40  # students: a larger difference of two sets has somebody of the group anyway


@dataclass(frozen=True)
class Seen:
    """One release, and the rows that it was made of (herkomst aside, all of it known)."""

    rows: Sequence[Row]
    lines: Sequence[Line]
    rules: Rules = SPECIFIED
    key: str = ""  # releases with one key have one figure for one set


@dataclass(frozen=True)
class Target:
    """A set of students that is known; the question is how many of them are of a group."""

    what: str
    herkomst: str
    members: Vector  # how many of each class
    size: int
    is_cell: bool = True  # of a table or a cross of two variables; else a class by itself


@dataclass(frozen=True)
class Constraint:
    herkomst: str
    weights: Vector
    low: float
    high: float


@dataclass
class Insider:
    releases: Sequence[Seen]
    _sets: dict[tuple[int, str, Place], Vector] = field(default_factory=dict)

    @cached_property
    def students(self) -> dict[str, list[Row | None]]:
        """By student: the row in each release, or None where there is none."""
        found: dict[str, list[Row | None]] = {}
        for at, seen in enumerate(self.releases):
            for row in seen.rows:
                found.setdefault(row["student_id"], [None] * len(self.releases))[at] = row
        return found

    @cached_property
    def measures(self) -> tuple[str, ...]:
        used = {line.measure for seen in self.releases for line in seen.lines}
        return tuple(name for name in counting.MEASURES if name in used)

    @cached_property
    def classes(self) -> dict[tuple[object, ...], tuple[list[Row | None], int]]:
        """Everybody of whom the same is known: one of them, and how many they are."""
        found: dict[tuple[object, ...], tuple[list[Row | None], int]] = {}
        for rows in self.students.values():
            known = tuple(self._known(row) for row in rows)
            one, number = found.get(known, (rows, 0))
            found[known] = one, number + 1
        return found

    def _known(self, row: Row | None) -> tuple[object, ...] | None:
        if row is None:
            return None
        counts = (counting.weight(measure, row) for measure in self.measures)
        return (*(row[name] for name in VARIABLES), *counts)

    @cached_property
    def sizes(self) -> Vector:
        return np.array([number for _, number in self.classes.values()], dtype=float)

    def weights(self, release: int, measure: str, place: Place) -> Vector:
        """What one student of each class adds to a cell."""
        key = release, measure, place
        if key not in self._sets:
            rows = [rows[release] for rows, _ in self.classes.values()]
            self._sets[key] = np.array(
                [
                    counting.weight(measure, row) if row and counting.is_in(place, row) else 0
                    for row in rows
                ],
                dtype=float,
            )
        return self._sets[key]

    def constraints(self) -> Iterator[Constraint]:
        for at, seen in enumerate(self.releases):
            yield from self._shown(at, seen)
            yield from self._hidden(at, seen)
            yield from self._summed(at, seen)
            yield from self._not_all(at, seen)
        yield from self._different()

    def _shown(self, at: int, seen: Seen) -> Iterator[Constraint]:
        for line in by_herkomst(seen.lines):
            if line.value is None:
                continue
            width = (line.base - 1) * _roundings(seen, line)
            low, high = max(0, line.value - width), line.value + width
            if seen.rules.is_floored_on_truth:
                low = max(low, seen.rules.shown_from)
            yield Constraint(line.herkomst, self._of(at, line), low, high)

    def _hidden(self, at: int, seen: Seen) -> Iterator[Constraint]:
        """Hidden beside a neighbour that is shown: by the floor, for the gate hides all of them."""
        shown = {line.slice for line in by_herkomst(seen.lines) if line.value is not None}
        for line in by_herkomst(seen.lines):
            is_small = line.value is None and line.slice in shown and line.measure in FLOORED
            if is_small and line.herkomst != UNKNOWN:
                yield Constraint(line.herkomst, self._of(at, line), 0, seen.rules.shown_from - 1)

    def _summed(self, at: int, seen: Seen) -> Iterator[Constraint]:
        """A total that is a sum gives the one part of it that is not shown."""
        variable = seen.rules.summed_over
        for total in by_herkomst(seen.lines):
            if not variable or total.table != "herkomst" or total.value is None:
                continue
            parts = _parts(seen, total)
            missing = [line for line in parts if line.value is None]
            if len(missing) == 1:
                value = total.value - sum(line.value or 0 for line in parts)
                low, high = max(0, value - total.base + 1), value + total.base - 1
                yield Constraint(total.herkomst, self._of(at, missing[0]), low, high)

    def _not_all(self, at: int, seen: Seen) -> Iterator[Constraint]:
        """Another figure than the whole set has: so not all of it is of the group."""
        wholes = {(line.measure, line.place): line.value
                  for line in seen.lines if line.herkomst == TOTAL}  # fmt: skip
        for line in by_herkomst(seen.lines) if seen.rules.same_set_same_figure else ():
            whole, weights = wholes.get((line.measure, line.place)), self._of(at, line)
            if None not in (whole, line.value) and whole != line.value and weights.any():
                yield Constraint(line.herkomst, weights, 0, weights @ self.sizes - 1)

    def _different(self) -> Iterator[Constraint]:
        """One set has one figure. So behind two figures are two sets, and somebody between them."""
        shown: dict[tuple[str, str, str, int], dict[bytes, tuple[Vector, int]]] = {}
        for at, seen in enumerate(self.releases):
            key = seen.key or str(at)
            for line in by_herkomst(seen.lines) if seen.rules.same_set_same_figure else ():
                if line.value is not None:
                    where = key, line.measure, line.herkomst, line.base
                    weights = self._of(at, line)
                    same = shown.setdefault(where, {})
                    _, value = same.setdefault(weights.tobytes(), (weights, line.value))
                    assert value == line.value, f"one set, two figures: {line}"
        for (_, _, herkomst, _), cells in shown.items():
            yield from self._between(herkomst, list(cells.values()))

    def _between(self, herkomst: str, cells: list[tuple[Vector, int]]) -> Iterator[Constraint]:
        for (one, value), (other, another) in combinations(cells, 2):
            apart = (one != other).astype(float)
            if value != another and apart @ self.sizes <= CUT:
                yield Constraint(herkomst, apart, 1, math.inf)

    def _of(self, at: int, line: Line) -> Vector:
        return self.weights(at, line.measure, line.place)

    def matrix(self) -> tuple[sparse.csc_array, Vector, Vector]:
        """All constraints over one variable per class and group of DRAWN, classes first."""
        found = list(self.constraints())
        rows = [self.row(one.herkomst, one.weights) for one in found]
        # Of the unknown nothing is published, so `row` needs no constant here.
        members = sparse.kron(sparse.eye_array(len(self.sizes)), np.ones((1, len(DRAWN))))
        matrix = sparse.csc_array(sparse.vstack([*rows, members]))
        low = np.concatenate([[one.low for one in found], np.zeros(len(self.sizes))])
        high = np.concatenate([[one.high for one in found], self.sizes])
        return matrix, low, high

    def row(self, herkomst: str, weights: Vector) -> sparse.csr_array:
        """The coefficients of a set in one group; for the unknown those of what is subtracted."""
        if herkomst == UNKNOWN:
            return sparse.csr_array(np.repeat(-weights, len(DRAWN))[None, :])
        row = np.zeros((len(weights), len(DRAWN)))
        row[:, DRAWN.index(herkomst)] = weights
        return sparse.csr_array(row.reshape(1, -1))

    def targets(self) -> list[Target]:
        """Every herkomst cell of every table, of crosses with two variables, and every class."""
        found: dict[bytes, tuple[str, Vector]] = {}
        for what, members in self._questions():
            if members.any():
                found.setdefault(members.tobytes(), (what, members))
        return [
            Target(what, group, members, int(members @ self.sizes), not what.startswith(ALIKE))
            for what, members in found.values()
            for group in GROUPS
        ]

    def _questions(self) -> Iterator[tuple[str, Vector]]:
        counts = [name for name in self.measures if name != "apps20"]
        for at, seen in enumerate(self.releases):
            for names in [*TABLES.values(), *combinations(VARIABLES, 2)]:
                for place in counting.places(seen.rows, names) if names else [(TOTAL,) * 4]:
                    for measure in counts:
                        yield from self._cell(at, measure, place)
        for at in range(len(self.sizes)):
            yield f"{ALIKE} {at}", np.eye(1, len(self.sizes), at)[0]

    def _cell(self, at: int, measure: str, place: Place) -> Iterator[tuple[str, Vector]]:
        """Who is counted in it, and who might have been."""
        inside = self.weights(at, measure, place)
        yield f"{measure} {'/'.join(place)} in {at}", inside
        whole = WHOLE.get(measure)
        if whole in self.measures:
            yield (
                f"not {measure} {'/'.join(place)} in {at}",
                (self.weights(at, whole, place) - inside),
            )


def _parts(seen: Seen, total: Line) -> list[Line]:
    """The published lines that a total is the sum of, where it is one."""
    table = f"herkomst_{seen.rules.summed_over}"
    whole = table, total.measure, total.herkomst
    return [line for line in seen.lines if (line.table, line.measure, line.herkomst) == whole]


def _roundings(seen: Seen, line: Line) -> int:
    """How many times what is in a line was rounded."""
    if not seen.rules.is_rounded:
        return 0
    return (line.table == "herkomst" and len(_parts(seen, line))) or 1
