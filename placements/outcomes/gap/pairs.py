"""Two groups of a cohort, set beside each other within sector, level and region."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from placements.outcomes import floors
from placements.outcomes.cohort import Cohort, Mask, known

FACTORS: Final = ("sector", "level", "region")  # richting, niveau en regio: all that adjusts

Codes = NDArray[np.int64]


class NoGroup(ValueError):
    """There is no such group, or it is compared with itself. The message is one line."""


@dataclass(frozen=True, eq=False)
class Pair:
    """Students of both groups; `cohort_size` are all students of the file."""

    people: Cohort
    is_group: Mask
    cohort_size: int

    def narrowed(self, people: Mask) -> "Pair":
        return Pair(self.people.select(people), self.is_group[people], self.cohort_size)

    @property
    def applicants(self) -> "Pair":
        """Who applied, and of whom is known whether they were placed."""
        return self.narrowed(self.people.is_applicant & known(self.people["placed"]))

    @property
    def searching(self) -> "Pair":
        """Of whom is known whether they were placed, and until when they searched."""
        return self.narrowed(known(self.people["placed"], self.people["days"]))

    @property
    def sizes(self) -> tuple[int, int]:
        """How many of the reference, and how many of the group."""
        group = int(np.count_nonzero(self.is_group))
        return len(self.people) - group, group

    @property
    def allows_model(self) -> bool:
        return floors.allows_model(*self.sizes, cohort=self.cohort_size)

    @property
    def factors(self) -> Codes:
        """Per student the code of each factor. Who has an unknown one is in a category of it:
        left out, the students of whom least is known would disappear."""
        return np.column_stack([self.people.labels[name].codes for name in FACTORS])

    @cached_property
    def strata(self) -> Codes:
        """Per student the number of the own combination of factors."""
        _, numbers = np.unique(self.factors, axis=0, return_inverse=True)
        return np.asarray(numbers, dtype=np.int64).reshape(-1)

    @cached_property
    def no_support_share(self) -> float | None:
        """Of the group, how many are where nobody of the reference is: nobody to compare with."""
        if not self.sizes[1]:
            return None
        reference = np.bincount(self.strata, weights=~self.is_group)
        return float(np.mean(reference[self.strata[self.is_group]] == 0))

    @property
    def is_supported(self) -> bool:
        """Whether an adjusted figure may be given at all."""
        share = self.no_support_share
        return share is not None and share <= 1 - floors.SUPPORT_FROM + 1e-12


def pair(cohort: Cohort, column: str, *, reference: str, group: str) -> Pair:
    """The two groups of a column. Raises NoGroup."""
    there = cohort.labels[column].used
    for name in (reference, group):
        if name not in there:
            raise NoGroup(f"{column} has no {name!r}; it has {', '.join(there)}")
    if reference == group:
        raise NoGroup("the group and its reference are one")
    is_group = cohort.labels[column].equals(group)
    both = is_group | cohort.labels[column].equals(reference)
    return Pair(cohort.select(both), is_group[both], len(cohort))


def first_tries(some: Pair) -> Mask:
    """Who was placed with one application, of applicants."""
    return some.people.is_placed & np.equal(some.people["n_applications"], 1)
