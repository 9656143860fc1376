"""Terms of a case: the school's own, never beyond the outer limits of R7."""

import calendar
from datetime import date, timedelta

from django.conf import settings

from schools.registry.models import School


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def acknowledge_limit(received_on: date) -> date:
    """The outer limit: 7 calendar days after receipt (R7)."""
    return received_on + timedelta(days=settings.ACKNOWLEDGE_LIMIT_DAYS)


def feedback_limit(acknowledged_on: date) -> date:
    """The outer limit: 3 calendar months after acknowledgement (R7)."""
    return add_months(acknowledged_on, settings.FEEDBACK_LIMIT_MONTHS)


def acknowledge_due(school: School, received_on: date) -> date:
    own = received_on + timedelta(days=school.acknowledge_days)
    return min(own, acknowledge_limit(received_on))


def feedback_due(school: School, acknowledged_on: date) -> date:
    own = acknowledged_on + timedelta(days=school.feedback_days)
    return min(own, feedback_limit(acknowledged_on))
