"""One frozen cohort: a row per student and placement period (statistics.md §1).

Columns and not objects: a country has hundreds of thousands of rows. Nothing in here names or
orders students; what is unknown is NaN, or the label `UNKNOWN`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

UNKNOWN: Final = "Onbekend"
APPLYING: Final = "sollicitatie"
DIRECT: Final = "direct"
BOL: Final = "BOL"
CAP: Final = 20  # applications of one student that count in R: one long search may not be all
LABELS: Final = (
    "year",
    "school",
    "region",
    "level",
    "leerweg",
    "sector",
    "gender",
    "herkomst",
    "herkomst_land",
    "born_nl",
    "route",
)
NUMBERS: Final = (
    "n_applications",
    "n_invited",
    "placed",
    "days",
    "left_school",
    "early_term",
    "responded",
    "discrim",
    "satisfaction",
)

Mask = NDArray[np.bool_]
Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Coded:
    """A label per student: which of `names` it is. Names are in order."""

    names: tuple[str, ...]
    codes: NDArray[np.int64]

    def equals(self, name: str) -> Mask:
        found = self.names.index(name) if name in self.names else -1
        return np.equal(self.codes, found)

    def select(self, mask: Mask) -> "Coded":
        return Coded(self.names, self.codes[mask])

    @property
    def used(self) -> tuple[str, ...]:
        """The names that some student has."""
        return tuple(self.names[code] for code in np.unique(self.codes))


@dataclass(frozen=True, eq=False)
class Cohort:
    labels: Mapping[str, Coded]
    numbers: Mapping[str, Values]

    def __len__(self) -> int:
        return len(self.numbers["placed"])

    def __getitem__(self, column: str) -> Values:
        return self.numbers[column]

    def select(self, mask: Mask) -> "Cohort":
        return Cohort(
            {name: column.select(mask) for name, column in self.labels.items()},
            {name: column[mask] for name, column in self.numbers.items()},
        )

    def groups(self, column: str) -> dict[str, "Cohort"]:
        coded = self.labels[column]
        return {name: self.select(coded.equals(name)) for name in coded.used}

    @property
    def is_applicant(self) -> Mask:
        """Who searched by applying. A direct placement left in here would hide the gap."""
        return np.logical_and(self.labels["route"].equals(APPLYING), self["n_applications"] >= 1)

    @property
    def is_direct(self) -> Mask:
        return self.labels["route"].equals(DIRECT)

    @property
    def is_placed(self) -> Mask:
        return np.equal(self["placed"], 1)

    @property
    def fate(self) -> NDArray[np.int64]:
        """What ended the search: 1 a placement, 2 leaving school without one, 0 the cut-off."""
        left = (self["left_school"] == 1) & ~self.is_placed
        return np.where(self.is_placed, 1, np.where(left, 2, 0)).astype(np.int64)


def known(*columns: Values) -> Mask:
    """Who has a value in all of them. Attack: one NaN turns a mean, a test and a fit into NaN."""
    found: Mask = np.logical_and.reduce([~np.isnan(column) for column in columns])
    return found


def applicants_with(cohort: Cohort, *columns: str) -> Cohort:
    """Applicants of whom these columns are known."""
    return cohort.select(cohort.is_applicant & known(*(cohort[name] for name in columns)))
