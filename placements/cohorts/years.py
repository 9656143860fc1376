"""School years, called by the calendar year in which they start."""

from datetime import date, timedelta

from schools.students.entries import SCHOOL_YEAR_MONTH


def bounds(year: int) -> tuple[date, date]:
    """The first and the last day."""
    next_first = date(year + 1, SCHOOL_YEAR_MONTH, 1)
    return date(year, SCHOOL_YEAR_MONTH, 1), next_first - timedelta(days=1)


def year_of(day: date) -> int:
    return day.year if day.month >= SCHOOL_YEAR_MONTH else day.year - 1
