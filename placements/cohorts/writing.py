"""Rows of a cohort out of searches, and how they are put away: shuffled, under fresh ids."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Final
from uuid import UUID, uuid4

from placements.cohorts import sectors
from placements.cohorts.counting import Earlier, counted
from placements.cohorts.models import FrozenCohort, FrozenStudent, Kind, Leerweg, Level
from placements.cohorts.pseudonyms import KeyChanged, key_id, pseudonym
from placements.cohorts.selection import Searcher
from placements.cohorts.tracing import Traces
from schools.registry.models import School
from schools.registry.programmes import Pathway
from schools.students.models import Student

BATCH: Final = 500  # rows in one statement
BLOCK: Final = 3  # school years that may be released together
LEVELS: Final = dict(enumerate(Level.values, start=1))
LEERWEGEN: Final = {Pathway.BOL.value: Leerweg.BOL.value, Pathway.BBL.value: Leerweg.BBL.value}
Rows = Mapping[UUID, FrozenStudent]


def collected(school: School, year: int) -> dict[UUID, FrozenStudent]:
    """What was written down before, by pseudonym. Raises KeyChanged."""
    rows = FrozenStudent.objects.of(school, year, Kind.COLLECTED).select_related("cohort")
    found = {row.pseudonym: row for row in rows}
    for row in found.values():
        require_key(row.cohort)
    return found


def require_key(cohort: FrozenCohort) -> None:
    if cohort.key_id != key_id():
        raise KeyChanged("RELEASE_KEY is not the one of before: start again with that one.")


def written(
    cohort: FrozenCohort, searchers: Iterable[Searcher], known: Traces, before: Rows
) -> Iterator[FrozenStudent]:
    """A row of each of these searchers. Not saved."""
    school, year = cohort.school, cohort.year
    sector_of = sectors.reader()
    last_counted = _last_counted(school, year)
    for one in searchers:
        name = pseudonym(school, one.student.pk, year)
        trail = replace(known.trail(one), earlier=_earlier(before.get(name)))
        student = one.student
        yield FrozenStudent(
            id=uuid4(),
            cohort=cohort,
            pseudonym=name,
            level=LEVELS.get(student.level or 0, ""),
            leerweg=LEERWEGEN.get(student.pathway, ""),
            sector=sector_of(student.crebo, student.programme),
            region=school.province,
            counted_ago=_ago(last_counted, student, school, year),
            **asdict(counted(trail)),
        )


def put(rows: Iterable[FrozenStudent]) -> None:
    """Attack: in the order of the list of students, a place would tell whose a row is."""
    kept = list(rows)
    secrets.SystemRandom().shuffle(kept)
    FrozenStudent.objects.bulk_create(kept, batch_size=BATCH)


def _earlier(row: FrozenStudent | None) -> Earlier:
    if row is None:
        return Earlier()
    return Earlier(row.applied, row.invited, row.is_placed is not None)


def _last_counted(school: School, year: int) -> set[tuple[int, UUID]]:
    """Pseudonyms of the years before with which this one may be put together."""
    years = range(year - BLOCK + 1, year)
    rows = FrozenStudent.objects.filter(cohort__school=school, cohort__year__in=years)
    return set(rows.order_by().values_list("cohort__year", "pseudonym"))


def _ago(known: set[tuple[int, UUID]], student: Student, school: School, year: int) -> int | None:
    for ago in range(1, BLOCK):
        if (year - ago, pseudonym(school, student.pk, year - ago)) in known:
            return ago
    return None
