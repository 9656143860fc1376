"""When figures come out: by the calendar, for all schools on the same day (ADR 62)."""

from datetime import date
from typing import Final

from django.conf import settings

from placements.cohorts.years import year_of
from placements.releases.models import BLOCK_YEARS, Kind

ALL_YEARS: Final = 4  # school years in which every kind was due once
BY_CALENDAR: Final = (Kind.FINAL, Kind.PROVISIONAL)


def due_on(year: int, kind: Kind) -> date:
    """The first day on which figures of a school year, or of the block it ends, come out."""
    if kind is Kind.PROVISIONAL:
        return date(year + 1, *settings.OUTCOMES_PROVISIONAL_ON)
    return date(year + 2, *settings.OUTCOMES_FINAL_ON)


def latest(day: date) -> list[tuple[int, Kind]]:
    """The last school year of which each of the two is due. What was missed before stays out."""
    years = range(year_of(day), year_of(day) - ALL_YEARS, -1)
    return [
        (next(year for year in years if due_on(year, kind) <= day), kind) for kind in BY_CALENDAR
    ]


def coming(day: date) -> tuple[int, Kind, date]:
    """What comes out next: of which school year, of which kind, and when."""
    years = range(year_of(day) - ALL_YEARS, year_of(day) + 1)
    dates = [(due_on(year, kind), year, kind) for year in years for kind in BY_CALENDAR]
    on, year, kind = min(one for one in dates if one[0] > day)
    return year, kind, on


def ends_block(year: int) -> bool:
    """Blocks do not overlap: from two that did, the year that differs could be worked out."""
    return (year - settings.OUTCOMES_FIRST_BLOCK) % BLOCK_YEARS == BLOCK_YEARS - 1
