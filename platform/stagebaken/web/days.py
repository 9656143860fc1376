"""Days, because a time of day would say when an anonymous reporter sat at a keyboard (P3)."""

import datetime as dt
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def today() -> dt.date:
    """Return the day in Amsterdam, whatever time zone the visitor or the server is in."""
    return dt.datetime.now(AMSTERDAM).date()


def midnight(day: dt.date) -> float:
    """Return the start of a day as a file time: the only time of day that a file may carry."""
    return dt.datetime.combine(day, dt.time(), AMSTERDAM).timestamp()
