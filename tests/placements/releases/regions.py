"""Cohorts of many schools for the tests, with a name per student."""

import functools
from collections.abc import Iterable
from typing import Any

from placements.outcomes.cohort import Cohort
from placements.protection.rounding import Release
from placements.releases import gap_figures
from placements.releases.gap_counts import Compared, compared
from tests.placements.outcomes.cohorts import Row, cohort, random_rows

KEY = bytes(range(32))


@functools.cache
def country() -> Cohort:
    """Twelve schools in three regions."""
    return cohort(random_rows(2400, seed=11))


def names(of: Cohort) -> list[str]:
    return [f"student-{at}" for at in range(len(of))]


def comparison(of: Cohort, name: str = "Buiten-Europa", release: str = "one") -> Compared:
    return compared(of, names(of), release=Release(release, key=KEY), name=name)


@functools.cache
def told(name: str = "Buiten-Europa") -> dict[str, Any]:
    return gap_figures.figures(comparison(country(), name), release="one", draws=200)


def in_schools(rows: Iterable[Row], number: int) -> list[Row]:
    """The same students, over so many schools."""
    return [row | {"school": f"{at % number:02}BB"} for at, row in enumerate(rows)]
