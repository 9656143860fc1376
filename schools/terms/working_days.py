"""The days on which a school works: no weekend, no Dutch public holiday, no break of its own.

Days only, never moments: a term that passes a change to or from summer time is as long as any.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Self
from uuid import UUID

import holidays

from schools.registry.models import School
from schools.terms.models import Break

ONE_DAY = timedelta(days=1)
SATURDAY = 5
# A calendar of breaks alone never ends a term: after so many days in a row the breaks are ignored.
LONGEST_WAIT = 400  # calendar days, more than any year has


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The holidays of the Netherlands, as the package `holidays` knows them by default."""
    return frozenset(holidays.country_holidays("NL", years=year))


@dataclass(frozen=True)
class Calendar:
    """The calendar of one school, as it is now."""

    breaks: tuple[tuple[date, date], ...] = ()

    @classmethod
    def of(cls, school: School) -> Self:
        return cls.closed_on(Break.objects.of(school).values_list("first_day", "last_day"))

    @classmethod
    def of_schools(cls) -> dict[UUID, Self]:
        """Of every school that has breaks, by its id, in one query."""
        breaks = defaultdict[UUID, list[tuple[date, date]]](list)
        rows = Break.objects.values_list("school_id", "first_day", "last_day")
        for school_id, first, last in rows:
            breaks[school_id].append((first, last))
        return {school_id: cls.closed_on(found) for school_id, found in breaks.items()}

    @classmethod
    def closed_on(cls, breaks: Iterable[tuple[date, date]]) -> Self:
        return cls(tuple(breaks))

    def is_working(self, day: date) -> bool:
        if day.weekday() >= SATURDAY or day in public_holidays(day.year):
            return False
        return not any(first <= day <= last for first, last in self.breaks)

    def shift(self, day: date, working_days: int) -> date:
        """The working day so many working days after `day`, or before it when negative.

        Zero gives the day itself, or the first working day after it.
        """
        if not working_days:
            return day if self.is_working(day) else self._next(day, ONE_DAY)
        step = ONE_DAY if working_days > 0 else -ONE_DAY
        for _ in range(abs(working_days)):
            day = self._next(day, step)
        return day

    def _next(self, day: date, step: timedelta) -> date:
        for waited in range(1, LONGEST_WAIT):
            if self.is_working(day + waited * step):
                return day + waited * step
        return day + step

    def between(self, first: date, last: date) -> int:
        """Working days after `first`, up to and including `last`; negative when it lies before.

        The opposite of `shift`: what `shift(day, n)` gives lies n working days from `day`.
        """
        if last < first:
            return -self._count(last, first - ONE_DAY)
        return self._count(first + ONE_DAY, last)

    def _count(self, first: date, last: date) -> int:
        days = (last - first).days + 1
        return sum(self.is_working(first + number * ONE_DAY) for number in range(days))
