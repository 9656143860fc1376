"""What is there to count of a school year, and what is missing. Nothing of origin is read."""

from collections.abc import Iterable
from dataclasses import dataclass

from placements.cohorts import selection, writing
from placements.cohorts.models import FrozenCohort, Kind
from placements.cohorts.tracing import traces
from placements.cohorts.years import bounds
from schools.registry.models import School
from schools.students.models import Student


@dataclass(frozen=True)
class Completeness:
    """Numbers of students, as the records are today: what a coordinator can still put right."""

    students: int  # who looked for a place in this school year
    without_period: int  # at school in this year, and in no placement period of it
    without_outcome: int  # nothing is written down of the search: counted nowhere as (un)placed
    without_count: int  # applied elsewhere, and nobody wrote down how often
    waiting: int  # with a place on which not everybody agreed yet: counts as not placed
    without_level: int
    without_leerweg: int
    without_sector: int
    has_region: bool  # of the school; without it no figure of a region counts these students


def completeness(school: School, year: int) -> Completeness:
    """In a fixed number of queries. Raises KeyChanged."""
    periods = selection.periods_of_year(school, year)
    present = _present(school, year)
    searchers = list(selection.chosen(present, periods))
    known = traces(selection.candidates(school, periods))
    cohort = FrozenCohort(school=school, year=year, kind=Kind.COLLECTED)
    rows = list(writing.written(cohort, searchers, known, writing.collected(school, year)))
    in_wait = [known.is_waiting(one) for one in searchers]
    return Completeness(
        students=len(searchers),
        without_period=len(present) - len(searchers),
        without_outcome=_number(row.is_placed is None for row in rows),
        without_count=_number(row.elsewhere is None for row in rows),
        waiting=_number(
            row.is_placed is not True and is_waiting
            for row, is_waiting in zip(rows, in_wait, strict=True)
        ),
        without_level=_number(not row.level for row in rows),
        without_leerweg=_number(not row.leerweg for row in rows),
        without_sector=_number(not row.sector for row in rows),
        has_region=bool(school.province),
    )


def _present(school: School, year: int) -> list[Student]:
    """Who was at school on some day of the year."""
    first, last = bounds(year)
    known = Student.objects.of(school).filter(started_on__lte=last).order_by("pk")
    return [one for one in known if one.left_on is None or one.left_on >= first]


def _number(these: Iterable[bool]) -> int:
    return sum(these)
