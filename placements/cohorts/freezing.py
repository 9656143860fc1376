"""Freeze the cohort of a school year: once when it is provisional, and once when it is final."""

from copy import copy
from datetime import date
from uuid import uuid4

from django.db import transaction

from placements.cohorts import forgetting, selection, writing
from placements.cohorts.models import FrozenCohort, FrozenStudent, Kind
from placements.cohorts.pseudonyms import key_id
from placements.cohorts.tracing import traces
from placements.cohorts.years import bounds
from schools.registry.models import School
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb


class TooLate(ValueError):
    """The final cohort is frozen: what came before it can no longer be."""


class NotOver(ValueError):
    """The school year still runs: some searches have not ended."""


@transaction.atomic
def freeze(*, school: School, year: int, kind: Kind, day: date) -> FrozenCohort:
    """Write down who is counted, and what came of each search, as known on this day.

    A second time it changes nothing and gives what is frozen. A search that was collected before,
    of somebody whose record has ended since, is in it too. Raises TooLate, NotOver, KeyChanged.
    """
    if day <= bounds(year)[1]:
        raise NotOver
    of_year = FrozenCohort.objects.filter(school=school, year=year)
    if kind is not Kind.FINAL and of_year.filter(kind=Kind.FINAL).exists():
        raise TooLate
    cohort, is_new = of_year.get_or_create(
        school=school, year=year, kind=kind, defaults={"frozen_on": day, "key_id": key_id()}
    )
    if not is_new:
        return cohort
    writing.put(_rows(cohort))
    if kind is Kind.FINAL:
        forgetting.empty(of_year.exclude(pk=cohort.pk), day)
    record(
        verb=Verb.COHORT_FROZEN,
        actor=None,
        scope=Scope.SYSTEM,
        subject=cohort.pk,
        detail={"year": year, "kind": kind.value},
    )
    return cohort


def _rows(cohort: FrozenCohort) -> list[FrozenStudent]:
    periods = selection.periods_of_year(cohort.school, cohort.year)
    students = selection.candidates(cohort.school, periods)
    # Locked until the rows are there: an erasure that comes in between waits, and finds them.
    searchers = list(selection.chosen(selection.locked(students), periods))
    before = writing.collected(cohort.school, cohort.year)
    rows = list(writing.written(cohort, searchers, traces(students), before))
    counted = {row.pseudonym for row in rows}
    return rows + [_copied(row, cohort) for name, row in before.items() if name not in counted]


def _copied(row: FrozenStudent, cohort: FrozenCohort) -> FrozenStudent:
    """Of somebody whose record ended, or who follows another programme by now."""
    made = copy(row)
    made.pk, made.cohort = uuid4(), cohort
    made._state.adding = True  # noqa: SLF001 - Django's own way to copy a row
    return made
