"""Write searches down while they are known, for the cohorts that are frozen months later.

Applications are deleted a year after they ended, and records some months after a student left.
Cohorts that were made of what is there in the end would miss who searched long ago, and who left
the school without a place.
"""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.db import transaction
from django.db.models import Exists, OuterRef

from placements.cohorts import selection, writing
from placements.cohorts.models import CountedPeriod, FrozenCohort, FrozenStudent, Kind
from placements.cohorts.pseudonyms import key_id
from placements.cohorts.selection import Searcher
from placements.cohorts.tracing import Traces, traces
from placements.cohorts.years import bounds, year_of
from schools.registry.models import School
from schools.students.models import PlacementPeriod, Student


def collect_due(*, day: date) -> int:
    """Write down the searches of periods that ended, each once; say of how many periods."""
    done = CountedPeriod.objects.filter(period=OuterRef("pk"), counted_on__gt=OuterRef("cut_off"))
    ended = PlacementPeriod.objects.filter(cut_off__lt=day, cut_off__gte=_earliest(day))
    due = ended.exclude(Exists(done)).select_related("school").order_by("school", "cut_off", "pk")
    groups = groupby(due, key=lambda one: (one.school, year_of(one.cut_off)))
    return sum(_collect(school, year, list(some), day) for (school, year), some in groups)


def _earliest(day: date) -> date:
    """Of years before that, the final cohort is frozen, or never was asked for."""
    return bounds(year_of(day) - 1)[0]


@transaction.atomic
def _collect(school: School, year: int, ended: list[PlacementPeriod], day: date) -> int:
    for period in ended:
        CountedPeriod.objects.update_or_create(period=period, defaults={"counted_on": day})
    periods = selection.periods_of_year(school, year)
    students = selection.candidates(school, periods)
    now = {period.pk for period in ended}
    chosen = selection.chosen(selection.locked(students), periods)
    searchers = [one for one in chosen if one.period.pk in now]
    if is_final(school, year):  # asked under the lock: a final cohort may just have been frozen
        return 0
    _write(school, year, searchers, traces(students), day)
    return len(ended)


def keep_leaver(student: Student, *, day: date) -> None:
    """The record ends by its term: what came of the search stays, and leads to nobody."""
    known = traces(Student.objects.filter(pk=student.pk))
    for year in _years(student, day):
        periods = selection.periods_of_year(student.school, year)
        _write(student.school, year, selection.chosen([student], periods), known, day)


def _years(student: Student, day: date) -> list[int]:
    """School years whose final cohort is still to come, and in which there was a search."""
    if student.cohort is None:
        return []
    rows = PlacementPeriod.objects.filter(school=student.school_id, cohort=student.cohort)
    ends = rows.filter(cut_off__gte=_earliest(day)).order_by().values_list("cut_off", flat=True)
    return [year for year in sorted(set(map(year_of, ends))) if not is_final(student.school, year)]


def is_final(school: School, year: int) -> bool:
    return FrozenCohort.objects.filter(school=school, year=year, kind=Kind.FINAL).exists()


def _write(
    school: School, year: int, searchers: Iterable[Searcher], known: Traces, day: date
) -> None:
    """What was collected of them before makes room; the rest stays."""
    cohort, _ = FrozenCohort.objects.get_or_create(
        school=school,
        year=year,
        kind=Kind.COLLECTED,
        defaults={"frozen_on": day, "key_id": key_id()},
    )
    writing.require_key(cohort)
    before = writing.collected(school, year)
    rows = list(writing.written(cohort, searchers, known, before))
    names = [row.pseudonym for row in rows]
    for start in range(0, len(names), writing.BATCH):
        some = names[start : start + writing.BATCH]
        FrozenStudent.objects.filter(cohort=cohort, pseudonym__in=some).delete()
    writing.put(rows)
