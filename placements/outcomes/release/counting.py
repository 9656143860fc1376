"""Every cell's count and who is in it, rounded by the key of the release (rules 1 and 2)."""

from collections.abc import Mapping, Sequence

import numpy as np

from placements.outcomes.cohort import Cohort
from placements.outcomes.release.measures import MEASURES, Amounts
from placements.outcomes.release.places import Place, members
from placements.protection.rounding import Release, Tally

Rounded = Mapping[tuple[Place, str], int]


def rounded(
    cohort: Cohort,
    units: Sequence[str],
    amounts: Mapping[str, Amounts],
    places: Sequence[Place],
    release: Release,
) -> Rounded:
    """Each from its own count: never the sum of others."""
    keys = np.array([release.unit(name) for name in units], dtype=np.uint64)
    found = {}
    for place in places:
        here = members(cohort, place)
        for name, each in amounts.items():
            some = here & (each > 0)
            # The sum of unsigned numbers starts again at 2⁶⁴, as it should.
            tally = Tally.of(int(each[some].sum()), int(keys[some].sum(dtype=np.uint64)))
            found[place, name] = release.rounded(name, tally, base=MEASURES[name].base)
    return found
