"""The tables that there are, and the sets of students in them (statistics.md §3, rule 5)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from placements.outcomes.cohort import UNKNOWN, Cohort, Mask
from placements.outcomes.reading import HERKOMST, LEVELS, PATHWAYS
from placements.outcomes.release.cells import TOTAL

ORIGIN: Final = "herkomst"
VARIABLES: Final = ("gender", "level", "leerweg", "sector")
CROSSED_FROM: Final = 150  # published students, before herkomst is crossed with anything
_FIXED: Mapping[str, Sequence[str]] = {"level": LEVELS, "leerweg": PATHWAYS}


class UnusableLabel(ValueError):
    """A label that a table could not tell from its margin."""


class Place(NamedTuple):
    """Who is counted: of a herkomst, and with a label of the table's variable; or all."""

    table: str
    herkomst: str = TOTAL
    label: str = TOTAL

    @property
    def variable(self) -> str | None:
        """By which the table is split, beside herkomst."""
        name = self.table.removeprefix(f"{ORIGIN}_")
        return name if name in VARIABLES else None

    @property
    def is_by_origin(self) -> bool:
        return self.herkomst != TOTAL

    @property
    def is_crossed(self) -> bool:
        return self.is_by_origin and self.variable is not None

    @property
    def group(self) -> "Group":
        return Group(self.table, self.label)

    @property
    def may_be_shown(self) -> bool:
        """An unknown herkomst never is; it plays its part in the attack all the same."""
        return self.herkomst != UNKNOWN

    def names(self) -> dict[str, str]:
        """The labels of all five columns."""
        own = {self.variable: self.label} if self.variable else {}
        return {ORIGIN: self.herkomst} | {name: own.get(name, TOTAL) for name in VARIABLES}


EVERYBODY: Final = Place("total")


class Group(NamedTuple):
    """Students of every herkomst: all, or who has a label. A table by herkomst splits it."""

    table: str
    label: str

    def of(self, origin: str) -> Place:
        return Place(self.table, origin, self.label)

    @property
    def whole(self) -> Place:
        """The same students where herkomst is not asked."""
        name = self.of(TOTAL).variable
        return Place(name, label=self.label) if name else EVERYBODY


def crossed(variable: str) -> str:
    return f"{ORIGIN}_{variable}"


def labels(cohort: Cohort, variable: str) -> tuple[str, ...]:
    """All that there could be: those of the field, and those that somebody in the file has."""
    own = _FIXED.get(variable, ())
    found = (*own, *(name for name in cohort.labels[variable].names if name not in own))
    if TOTAL in found:
        raise UnusableLabel(f"{variable} may not be called {TOTAL}: that is a margin")
    return found


def every_group(cohort: Cohort) -> Iterator[Group]:
    yield Group(ORIGIN, TOTAL)
    for name in VARIABLES:
        yield from (Group(crossed(name), label) for label in labels(cohort, name))


def every_place(cohort: Cohort) -> Iterator[Place]:
    """Also of sets in which there is nobody: that a line is missing would tell."""
    groups = tuple(every_group(cohort))
    alone, *others = groups
    yield EVERYBODY
    yield from (alone.of(origin) for origin in HERKOMST)
    yield from (group.whole for group in others)
    yield from (group.of(origin) for group in others for origin in HERKOMST)


def members(cohort: Cohort, place: Place) -> Mask:
    found: Mask = np.ones(len(cohort), dtype=np.bool_)
    if place.is_by_origin:
        found = found & cohort.labels[ORIGIN].equals(place.herkomst)
    if place.variable:
        found = found & cohort.labels[place.variable].equals(place.label)
    return found
