"""Two clocks of a case: the school's own term in working days, and the outer limit of R7.

The term stands still while it is the reporter's turn, and goes on with the days that were left.
The outer limit never stands still. What counts is the earlier of the two. After an outcome there
is one day, of planning aftercare or of the aftercare itself; work that begins anew has both again.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from django.conf import settings

from schools.registry.models import School
from schools.terms.working_days import Calendar
from stagebaken.web.days import add_months


def acknowledge_limit(received_on: date) -> date:
    """The outer limit: 7 calendar days after receipt (R7)."""
    return received_on + timedelta(days=settings.ACKNOWLEDGE_LIMIT_DAYS)


def feedback_limit(acknowledged_on: date) -> date:
    """The outer limit: 3 calendar months after acknowledgement (R7)."""
    return add_months(acknowledged_on, settings.FEEDBACK_LIMIT_MONTHS)


@dataclass(frozen=True)
class Clock:
    """Where the two stand. Nothing set: nothing is promised any more."""

    term_on: date | None = None
    limit_on: date | None = None
    paused_days: int | None = None  # working days left, while the term stands still

    @classmethod
    def acknowledge(cls, school: School, days: Calendar, received_on: date) -> Self:
        """Confirm that the report arrived."""
        term = days.shift(received_on, school.acknowledge_days)
        return cls(term, acknowledge_limit(received_on))

    @classmethod
    def feedback(cls, school: School, days: Calendar, started_on: date) -> Self:
        """Give an answer with substance."""
        return cls(days.shift(started_on, school.feedback_days), feedback_limit(started_on))

    @classmethod
    def planning(cls, told_on: date) -> Self:
        """Plan the aftercare, or close."""
        return cls(term_on=told_on + timedelta(days=settings.AFTERCARE_DAYS))

    @property
    def due_on(self) -> date | None:
        """The deadline that runs now."""
        return min((day for day in (self.term_on, self.limit_on) if day), default=None)

    def paused(self, days: Calendar, day: date) -> "Clock":
        """A day without an outer limit behind it goes on: standing still, it would never come."""
        if self.term_on is None or self.limit_on is None:
            return self
        return replace(self, term_on=None, paused_days=days.between(day, self.term_on))

    def resumed(self, days: Calendar, day: date) -> "Clock":
        if self.paused_days is None:
            return self
        return replace(self, term_on=days.shift(day, self.paused_days), paused_days=None)


def acknowledge_due(school: School, received_on: date) -> date:
    return _due(Clock.acknowledge(school, Calendar.of(school), received_on))


def feedback_due(school: School, acknowledged_on: date) -> date:
    return _due(Clock.feedback(school, Calendar.of(school), acknowledged_on))


def _due(clock: Clock) -> date:
    if clock.due_on is None:
        raise ValueError("This clock has no deadline.")
    return clock.due_on
