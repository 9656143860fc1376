"""Release the figures of a school year. Nobody asks for it: the calendar does (R2)."""

import contextlib
from datetime import date
from itertools import islice

from django.conf import settings
from django.db import transaction

from reports.registration.actions import school_year
from reports.yearly import publishing
from reports.yearly.models import BLOCK_YEARS, Kind, PublishedCell, YearlyRelease
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb

BATCH = 1000  # rows in memory at once


class TooEarly(ValueError):
    """Reports of this school year are still coming in, or being handled."""


class Superseded(ValueError):
    """The final figures are out: provisional ones beside them would only narrow them down."""


def due_on(year: int, kind: Kind) -> date:
    """The first day on which figures of a school year may be released."""
    if kind is Kind.PROVISIONAL:
        return date(year + 1, *settings.YEARLY_PROVISIONAL_ON)
    return date(year + 2, *settings.YEARLY_FINAL_ON)


@transaction.atomic
def release(*, year: int, kind: Kind, day: date) -> tuple[YearlyRelease, bool]:
    """Publish a school year once, all schools together. False when it was out already.

    What is released stays as it is, whatever is registered afterwards (statistics.md §3, rule 7).
    Raises TooEarly, Superseded.
    """
    if day < due_on(year, kind):
        raise TooEarly
    out = set(YearlyRelease.objects.filter(year=year).values_list("kind", flat=True))
    if kind is Kind.PROVISIONAL and out == {Kind.FINAL}:
        raise Superseded
    # Two that start at once: the second waits here, and finds the release of the first.
    made, is_new = YearlyRelease.objects.get_or_create(
        year=year, kind=kind, defaults={"released_on": day}
    )
    if is_new:
        _publish(made)
    return made, is_new


def _publish(made: YearlyRelease) -> None:
    for years in (1, BLOCK_YEARS) if made.ends_block else (1,):
        cells = publishing.figures(made, years)
        while batch := list(islice(cells, BATCH)):
            PublishedCell.objects.bulk_create(batch)
    record(
        verb=Verb.FIGURES_RELEASED,
        actor=None,
        scope=Scope.SYSTEM,
        subject=made.pk,
        detail={"year": made.year, "kind": made.kind},
    )


def release_due(*, day: date) -> list[YearlyRelease]:
    """Release what is due on this day and not out yet; of earlier years nothing, if it was missed.

    An installation that was off for a month makes up for it; one that is new has no past.
    """
    made = []
    for year, kind in latest(day):
        with contextlib.suppress(Superseded):
            done, is_new = release(year=year, kind=kind, day=day)
            made += [done] if is_new else []
    return made


def latest(day: date) -> list[tuple[int, Kind]]:
    """The last school year of which each kind is due."""
    years = range(school_year(day), school_year(day) - 4, -1)
    return [
        (next(year for year in years if due_on(year, kind) <= day), kind)
        for kind in (Kind.FINAL, Kind.PROVISIONAL)
    ]
