"""The term in which a company answers."""

from datetime import date, timedelta

from django.conf import settings

from schools.registry.models import School
from schools.terms.working_days import Calendar


def proposed(school: School, day: date) -> date:
    """The last day that is proposed: so many of the school's working days from this one."""
    found = Calendar.of(school).shift(day, settings.HEARING_WORKING_DAYS)
    return min(found, longest(day))  # over a long holiday


def longest(day: date) -> date:
    return day + timedelta(days=settings.HEARING_LONGEST_DAYS)


def is_fit(due_on: date, day: date) -> bool:
    """A term ends after this day, and not later than the longest."""
    return day < due_on <= longest(day)
