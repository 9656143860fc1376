"""A day is Amsterdam's, and a file time is the start of one."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from stagebaken.web.days import AMSTERDAM, midnight, today


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_midnight_is_the_start_of_its_day(day: dt.date) -> None:
    moment = dt.datetime.fromtimestamp(midnight(day), AMSTERDAM)
    assert (moment.date(), moment.time()) == (day, dt.time())


def test_today_is_the_day_in_amsterdam_wherever_the_visitor_is() -> None:
    with timezone.override(ZoneInfo("Pacific/Kiritimati")):
        assert today() == dt.datetime.now(AMSTERDAM).date()
