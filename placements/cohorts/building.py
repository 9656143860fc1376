"""A `Cohort` for the protector: frozen rows, with what the origin register knows beside them."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple
from uuid import UUID

import numpy as np
from django.utils.translation import override

from placements.cohorts.joining import Asked, Known, join
from placements.cohorts.models import FrozenCohort, FrozenStudent, Kind
from placements.cohorts.pseudonyms import pseudonym
from placements.cohorts.writing import require_key
from placements.companies.models import SectorChamber
from placements.outcomes.cohort import LABELS, NUMBERS, UNKNOWN, Coded, Cohort, Values
from schools.registry.models import School
from schools.registry.provinces import Province
from schools.students.models import Student

_NAN: Final = float("nan")
_REGIONS: Final = dict(Province.choices)


class NotFrozen(LookupError):
    """There is no such cohort, or its rows are gone."""


class _Row(NamedTuple):
    school: School
    year: int
    student: FrozenStudent
    known: Known | None


def build(
    *, school: School, year: int, kind: Kind, release_name: str, years: int = 1
) -> tuple[Cohort, list[str]]:
    """The students of a school, and a name of each in the same order: a pseudonym.

    `years` school years together, of which `year` is the last: then each student counts once, in
    the first of them. Call it outside a transaction: that origin was read is committed first.
    Raises NotFrozen, and KeyChanged of this room or of the register.
    """
    return build_together(
        schools=[school], year=year, kind=kind, release_name=release_name, years=years
    )


def build_together(
    *, schools: Iterable[School], year: int, kind: Kind, release_name: str, years: int = 1
) -> tuple[Cohort, list[str]]:
    """The same of several schools: a region, or the country."""
    rows = [
        row for school in schools for row in _of_school(school, year, kind, years, release_name)
    ]
    return _cohort(rows), [row.student.pseudonym.hex for row in rows]


def _of_school(school: School, year: int, kind: Kind, years: int, release_name: str) -> list[_Row]:
    first = year - years + 1
    frozen = {
        cohort.pk: cohort
        for cohort in FrozenCohort.objects.filter(
            school=school, kind=kind, year__range=(first, year), emptied_on__isnull=True
        )
    }
    if len(frozen) != years:
        raise NotFrozen
    for cohort in frozen.values():
        require_key(cohort)
    # In the order of random ids: another one would be of the students' own.
    found = FrozenStudent.objects.filter(cohort__in=list(frozen)).order_by("pk")
    dated = [(row, frozen[row.cohort_id].year) for row in found]
    rows = [(row, of) for row, of in dated if of - (row.counted_ago or of) < first]
    numbers = _numbers(school, range(first, year + 1))
    asked = [_asked(row, of, numbers) for row, of in rows]
    known = join(school=school, asked=asked, release=release_name)
    return [_Row(school, of, row, one) for (row, of), one in zip(rows, known, strict=True)]


def _numbers(school: School, years: Sequence[int]) -> dict[UUID, str]:
    """The own number behind each pseudonym, of whoever still has a record."""
    students = list(Student.objects.of(school).order_by().values_list("pk", "number"))
    return {pseudonym(school, pk, year): number for year in years for pk, number in students}


def _asked(row: FrozenStudent, year: int, numbers: dict[UUID, str]) -> Asked:
    about = row.answers_year
    return Asked(numbers.get(row.pseudonym), year if about is None else about, about is not None)


def _cohort(rows: Sequence[_Row]) -> Cohort:
    with override("nl"):
        sectors = {code: str(name) for code, name in SectorChamber.choices}
    labels = [_labels(row, sectors) for row in rows]
    numbers = [_numbers_of(row) for row in rows]
    return Cohort(
        {name: _coded([one[name] for one in labels]) for name in LABELS},
        {name: _values([one[name] for one in numbers]) for name in NUMBERS},
    )


def _labels(row: _Row, sectors: dict[str, str]) -> dict[str, str]:
    student, known = row.student, row.known
    born_nl = known.born_nl if known else None
    found = {
        "year": str(row.year),
        "school": row.school.code,
        "region": _REGIONS.get(student.region, ""),
        "level": student.level,
        "leerweg": student.leerweg,
        "sector": sectors.get(student.sector, ""),
        "gender": known.gender if known else "",
        "herkomst": known.herkomst if known else "",
        "herkomst_land": known.herkomst_land if known else "",
        "born_nl": "" if born_nl is None else str(int(born_nl)),
        "route": student.way,
    }
    return {name: label or UNKNOWN for name, label in found.items()}


def _numbers_of(row: _Row) -> dict[str, float]:
    student, known = row.student, row.known
    outside = student.elsewhere
    return {
        "n_applications": _NAN if outside is None else student.applied + outside,
        # Of applications outside the product nobody wrote down what came of them.
        "n_invited": _NAN if outside != 0 else student.invited,
        "placed": _number(student.is_placed),
        "days": _number(student.days),
        "left_school": float(student.has_left),
        "early_term": _number(student.is_early),
        "responded": _number(known.responded if known else None),
        "discrim": _number(known.discrim if known else None),
        "satisfaction": _number(known.satisfaction if known else None),
    }


def _number(value: int | None) -> float:
    return _NAN if value is None else float(value)


def _coded(labels: Sequence[str]) -> Coded:
    """In the order of the names: the order of rows tells nothing."""
    names = sorted(set(labels))
    place = {name: at for at, name in enumerate(names)}
    return Coded(tuple(names), np.array([place[one] for one in labels], dtype=np.int64))


def _values(numbers: Sequence[float]) -> Values:
    return np.array(numbers, dtype=np.float64)
