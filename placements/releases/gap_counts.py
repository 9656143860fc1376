"""Two groups of many schools, counted as it is published, and whether they may be compared at all.

Whether anything is said hangs on published counts alone, and on what is left to whoever subtracts
an own school: without any one school the rest must itself be large enough to be published.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from placements.outcomes import floors
from placements.outcomes.cohort import Cohort, Mask, Values, known
from placements.outcomes.gap.pairs import Pair
from placements.protection.rounding import BASE, Release, Tally
from placements.releases.catalogue import REFERENCE

SCHOOLS_FROM: Final = 5  # with students of the group: whoever subtracts one, sees four together
# Published counts from which the true one is surely on or above the floor of a model.
STUDENTS_FROM: Final = floors.REGION_FROM + BASE
GROUP_FROM: Final = floors.GROUP_FROM + BASE
GROUPS: Final = ("Buiten-Europa", "Europa")  # each held against the reference

Keys = NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class Compared:
    """The students of many schools, with the key of each in one release, and two groups of them."""

    cohort: Cohort
    keys: Keys
    release: Release
    name: str  # of the group that is held against the reference

    @property
    def group(self) -> Mask:
        return self.cohort.labels["herkomst"].equals(self.name)

    @property
    def reference(self) -> Mask:
        return self.cohort.labels["herkomst"].equals(REFERENCE)

    @property
    def applicants(self) -> Mask:
        """As `Pair.applicants`, of both groups and everybody else."""
        return np.logical_and(self.cohort.is_applicant, known(self.cohort["placed"]))

    @property
    def searching(self) -> Mask:
        """As `Pair.searching`, of both groups and everybody else."""
        return known(self.cohort["placed"], self.cohort["days"])

    @property
    def pair(self) -> Pair:
        both = np.logical_or(self.group, self.reference)
        return Pair(self.cohort.select(both), self.group[both], len(self.cohort))

    def count(self, measure: str, people: Mask) -> int:
        """How many these are, as it is published."""
        return self.summed(measure, people, people.astype(np.float64), base=BASE)

    def summed(self, measure: str, people: Mask, amounts: Values, *, base: int) -> int:
        """A sum over these people, as it is published."""
        tally = Tally.of(int(amounts[people].sum()), int(self.keys[people].sum()))
        return self.release.rounded(measure, tally, base=base)

    def may_say(self, people: Mask) -> bool:
        """Whether both groups among these people may be compared in public."""
        schools = self.cohort.labels["school"]
        own = [schools.equals(name) for name in schools.used]
        taking_part = [one for one in own if self.count("n", people & self.group & one)]
        everybody = np.ones(len(self.cohort), dtype=np.bool_)
        return len(taking_part) >= SCHOOLS_FROM and all(
            self._is_large(people, rest) for rest in (everybody, *(~one for one in own))
        )

    def _is_large(self, people: Mask, rest: Mask) -> bool:
        groups = (people & rest & side for side in (self.group, self.reference))
        return self.count("n", rest) >= STUDENTS_FROM and all(
            self.count("n", one) >= GROUP_FROM for one in groups
        )


def compared(cohort: Cohort, units: Sequence[str], *, release: Release, name: str) -> Compared:
    """`units`: a name per student, in the order of the cohort; it is the unit of rounding."""
    keys = np.fromiter((release.unit(unit) for unit in units), dtype=np.uint64, count=len(cohort))
    return Compared(cohort, keys, release, name)
