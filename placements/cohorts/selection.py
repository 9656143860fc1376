"""Who looked for a place in a school year, and in which placement period."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from placements.cohorts.years import bounds
from schools.registry.models import School
from schools.students.models import PlacementPeriod, Student, StudentQuerySet


@dataclass(frozen=True)
class Searcher:
    """One student of the selection, and the one search that counts in this year."""

    student: Student
    period: PlacementPeriod


def periods_of_year(school: School, year: int) -> list[PlacementPeriod]:
    """Those whose search ended in the school year: by the first release all of them are over."""
    rows = PlacementPeriod.objects.filter(school=school, cut_off__range=bounds(year))
    return sorted(rows, key=_order)


def _order(period: PlacementPeriod) -> tuple[date, bool, date, UUID]:
    """The earliest search first; of two on a day, the one that is for the own programme."""
    is_for_all = not (period.crebo or period.programme)
    return period.search_start, is_for_all, period.cut_off, period.pk


def candidates(school: School, periods: Iterable[PlacementPeriod]) -> StudentQuerySet:
    """All that may be in one of these periods; `chosen` says who is."""
    cohorts = {period.cohort for period in periods}
    return Student.objects.of(school).filter(cohort__in=cohorts).order_by("pk")


def chosen(students: Iterable[Student], periods: Iterable[PlacementPeriod]) -> Iterator[Searcher]:
    """Each student at most once: with two searches in a year the first one counts."""
    of_cohort = defaultdict(list)
    for period in periods:
        of_cohort[period.cohort].append(period)
    for student in students:
        own = (one for one in of_cohort[student.cohort or 0] if _is_in(student, one))
        first = next(own, None)
        if first is not None:
            yield Searcher(student, first)


def _is_in(student: Student, period: PlacementPeriod) -> bool:
    """Whether it was for this programme, at a time when the student was there."""
    if period.crebo:
        is_for = student.crebo == period.crebo
    else:
        is_for = not period.programme or student.programme == period.programme
    gone = student.left_on is not None and student.left_on < period.search_start
    return is_for and not gone and student.started_on <= period.cut_off


def locked(students: StudentQuerySet) -> StudentQuerySet:
    """For whoever writes rows of them: what changes a student's searches locks the record first."""
    return students.select_for_update(of=("self",), no_key=True)
