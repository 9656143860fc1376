"""From a cohort in memory to what may leave: rounded, attacked, and hidden where that succeeds.

The one way out. Rounded counts and shares leave, and one exact number that is rounded up (rule 2).
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import compress

from placements.outcomes.cohort import Cohort
from placements.outcomes.release.cells import Cell, Published
from placements.outcomes.release.counting import rounded
from placements.outcomes.release.gate import guarded
from placements.outcomes.release.insider import insider
from placements.outcomes.release.measures import ALL, MEASURES, amounts, with_wholes
from placements.outcomes.release.places import Place, every_place
from placements.outcomes.release.shares import shares, spreads
from placements.outcomes.release.showing import Showing
from placements.protection.rounding import Release


def publish(
    cohort: Cohort,
    units: Sequence[str],
    *,
    release: Release,
    measures: Collection[str] = ALL,
    progress: Callable[[float], None] = lambda _: None,
) -> Published:
    """The tables of one school and year, or block of years.

    `units` names each student, in the cohort's order. A measure brings what it is a part of.
    `progress` hears how far it is, from 0 to 1. Raises UnusableLabel, and GateFailed.
    """
    names = with_wholes(measures)
    each = amounts(cohort, names)
    places = tuple(every_place(cohort))
    drawn = Showing(rounded(cohort, units, each, places, release))
    showing = guarded(drawn, insider(cohort, each), progress)
    progress(1.0)
    return Published(
        tuple(_cell(showing, place, name) for name in names if name in ALL for place in places),
        tuple(shares(showing, places, names, spreads(cohort, each))),
    )


def by_school_year(
    cohort: Cohort, units: Sequence[str]
) -> Iterator[tuple[str, str, Cohort, list[str]]]:
    """Each school and year of a file, in order: tables and a gate of its own."""
    for school in cohort.labels["school"].used:
        for year in cohort.labels["year"].used:
            here = cohort.labels["school"].equals(school) & cohort.labels["year"].equals(year)
            if here.any():
                yield school, year, cohort.select(here), list(compress(units, here))


def _cell(showing: Showing, place: Place, measure: str) -> Cell:
    return Cell(
        place.table,
        measure,
        **place.names(),
        value=showing.value(place, measure),
        base=MEASURES[measure].base,
    )
