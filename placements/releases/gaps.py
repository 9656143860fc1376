"""The gap of a region or of the country, from the students of many schools in memory (ADR 63)."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from placements.outcomes.cohort import Cohort
from placements.outcomes.gap.samples import DRAWS
from placements.protection import keys
from placements.releases import gap_figures
from placements.releases.gap_counts import GROUPS, compared

Progress = Callable[[float], None]  # told how far it is, from 0 to 1
IS_SAID: Final = "first_try_diff"  # the one figure that every comparison that is said has


class TooLittle(ValueError):
    """Nothing may be said of these students: there are too few, or they are of too few schools."""


def figures(
    cohort: Cohort,
    units: Sequence[str],
    *,
    release: str,
    draws: int = DRAWS,
    progress: Progress = lambda part: None,
) -> dict[str, dict[str, Any]]:
    """Per group what is stored of it, held against the reference. Raises TooLittle.

    `units`: a name per student, in the order of the cohort. `release` names the key of rounding
    and seeds the draws of the bootstrap.
    """
    found = {}
    drawn = keys.release(release)
    for done, name in enumerate(GROUPS):
        progress(done / len(GROUPS))
        some = compared(cohort, units, release=drawn, name=name)
        found[name] = gap_figures.figures(some, release=release, draws=draws)
    if all(one[IS_SAID]["value"] is None for one in found.values()):
        raise TooLittle
    progress(1.0)
    return found


def of_region(cohort: Cohort, units: Sequence[str], region: str) -> tuple[Cohort, list[str]]:
    """The students of one region, and their names."""
    mask = cohort.labels["region"].equals(region)
    return cohort.select(mask), [unit for unit, mine in zip(units, mask, strict=True) if mine]
