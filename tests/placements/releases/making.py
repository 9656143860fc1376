"""Fictional students, and releases of them."""

import functools
from collections.abc import Callable, Collection, Sequence
from datetime import date
from unittest.mock import patch

from placements.outcomes.cohort import Cohort
from placements.outcomes.release.cells import Cell, Published
from placements.outcomes.release.counting import rounded
from placements.outcomes.release.measures import ALL, MEASURES, amounts, with_wholes
from placements.outcomes.release.places import every_place
from placements.outcomes.release.shares import shares, spreads
from placements.outcomes.release.showing import Showing
from placements.outcomes.synthetic.world import World, generate
from placements.protection.rounding import Release as Rounding
from placements.releases.actions import publish_school
from placements.releases.models import Kind, Release
from schools.registry.models import School

YEAR = 2025
DAY = date(2026, 10, 1)


@functools.cache
def world(students: int, seed: int = 7) -> World:
    return generate(seed=seed, students=students)


def students(number: int) -> tuple[Cohort, list[str]]:
    one = world(number)
    return one.cohort(), list(one.units())


def ungated(
    cohort: Cohort,
    units: Sequence[str],
    *,
    release: Rounding,
    measures: Collection[str] = ALL,
    progress: Callable[[float], None] = lambda _: None,
) -> Published:
    """As `publish` without the attack, which takes minutes: pages are not about what it hides."""
    names = with_wholes(measures)
    each = amounts(cohort, names)
    places = tuple(every_place(cohort))
    showing = Showing(rounded(cohort, units, each, places, release))
    progress(0.5)
    cells = [
        Cell(place.table, name, **place.names(), value=showing.value(place, name),
             base=MEASURES[name].base)
        for name in names if name in ALL for place in places
    ]  # fmt: skip
    progress(1.0)
    return Published(tuple(cells), tuple(shares(showing, places, names, spreads(cohort, each))))


def released(
    school: School,
    number: int = 900,
    *,
    year: int = YEAR,
    kind: Kind = Kind.PROVISIONAL,
    day: date = DAY,
) -> Release:
    cohort, units = students(number)
    with patch("placements.releases.actions.publish", ungated):
        return publish_school(
            school=school, year=year, kind=kind, cohort=cohort, units=units, day=day
        )
