"""Days, because a time of day would say when an anonymous reporter sat at a keyboard (P3)."""

import calendar
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_supposed: ContextVar[dt.date | None] = ContextVar("supposed_day", default=None)


def today() -> dt.date:
    """Return the day in Amsterdam, whatever time zone the visitor or the server is in."""
    return _supposed.get() or dt.datetime.now(AMSTERDAM).date()


@contextmanager
def suppose(day: dt.date) -> Iterator[None]:
    """Let it be this day within the block: a demo's history is made by the same actions."""
    token = _supposed.set(day)
    try:
        yield
    finally:
        _supposed.reset(token)


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day of a later (or earlier) month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def midnight(day: dt.date) -> float:
    """Return the start of a day as a file time: the only time of day that a file may carry."""
    return dt.datetime.combine(day, dt.time(), AMSTERDAM).timestamp()
