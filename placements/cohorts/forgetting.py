"""The end of rows: somebody asked, a later cohort came, or their term is over."""

from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from placements.cohorts.models import FrozenCohort, FrozenStudent
from placements.cohorts.pseudonyms import pseudonym
from schools.students.models import Student
from stagebaken.audit.destruction import Kind as Destroyed
from stagebaken.vault import erasure
from stagebaken.web.days import add_months

TABLES: Final = (FrozenStudent._meta.db_table,)  # noqa: SLF001 - Django's own name of it


def rows_of(student: Student) -> QuerySet[FrozenStudent]:
    """All rows of one student, in every cohort that still has rows."""
    kept = FrozenCohort.objects.filter(school=student.school_id, emptied_on__isnull=True)
    years = set(kept.order_by().values_list("year", flat=True))
    names = [pseudonym(student.school, student.pk, year) for year in years]
    return FrozenStudent.objects.filter(cohort__in=kept, pseudonym__in=names)


def forget(student: Student) -> None:
    """A record is erased because somebody asked: no later release counts the student."""
    rows = rows_of(student)
    ids: list[UUID] = list(rows.values_list("pk", flat=True))
    if ids:
        # Announced first, so that a backup that is put back does not bring them back (P6).
        erasure.announce(Destroyed.ERASE, ids, tables=TABLES)
        FrozenStudent.objects.filter(pk__in=ids).delete()


def empty(cohorts: QuerySet[FrozenCohort], day: date) -> int:
    """Delete all rows of these cohorts. That they were frozen stays known: no second time."""
    gone = FrozenStudent.objects.filter(cohort__in=cohorts).delete()[0]
    cohorts.filter(emptied_on__isnull=True).update(emptied_on=day)
    if gone:
        transaction.on_commit(partial(erasure.scrub, TABLES), robust=True)
    return gone


@transaction.atomic
def empty_old(*, day: date) -> int:
    """Rows that no release needs any more, three years together included."""
    before = add_months(day, -settings.COHORT_KEEP_MONTHS)
    return empty(FrozenCohort.objects.filter(frozen_on__lt=before), day)
