"""The term in which a company answers."""

from datetime import date, timedelta

from django.conf import settings

from schools.registry.models import School


def proposed(school: School, day: date) -> date:
    """The last day that is proposed: ten of the school's working days from this one."""
    return day + timedelta(days=settings.HEARING_WORKING_DAYS)


def longest(day: date) -> date:
    return day + timedelta(days=settings.HEARING_LONGEST_DAYS)


def is_fit(due_on: date, day: date) -> bool:
    """A term ends after this day, and not later than the longest."""
    return day < due_on <= longest(day)
