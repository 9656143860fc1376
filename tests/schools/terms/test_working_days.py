"""Working days of a school: holidays, breaks, and the laws that a term leans on."""

import os
import subprocess
import sys
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from schools.terms.models import Break
from schools.terms.working_days import Calendar, public_holidays
from stagebaken.web.days import AMSTERDAM
from tests.cast import duinkerk, make_school, zeewaarde

PLAIN = Calendar()
days = st.dates(date(2026, 1, 1), date(2030, 12, 31))
terms = st.integers(-70, 70).filter(bool)
breaks = st.lists(st.tuples(days, st.integers(0, 50)), max_size=6).map(
    lambda some: Calendar.closed_on((first, first + timedelta(days=more)) for first, more in some)
)

# Days that fall on a weekday, from the Algemene termijnenwet and the calendars of these years.
HOLIDAYS = [
    "2026-01-01", "2026-04-06", "2026-04-27", "2026-05-14", "2026-05-25", "2026-12-25",
    "2027-01-01", "2027-03-29", "2027-04-27", "2027-05-06", "2027-05-17",
    "2028-04-17", "2028-04-27", "2028-05-25", "2028-06-05", "2028-12-25", "2028-12-26",
    "2029-01-01", "2029-04-02", "2029-04-27", "2029-05-10", "2029-05-21", "2029-12-25",
    "2030-01-01", "2030-04-22", "2030-05-30", "2030-06-10", "2030-12-25", "2030-12-26",
]  # fmt: skip


@pytest.mark.parametrize("day", HOLIDAYS)
def test_nobody_works_on_a_dutch_holiday(day: str) -> None:
    assert not PLAIN.is_working(date.fromisoformat(day))


@pytest.mark.parametrize("year", range(2026, 2031))
def test_a_year_has_as_many_working_days_as_its_weekdays_without_holidays(year: int) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    weekdays = sum(
        (first + timedelta(days=n)).weekday() < 5 for n in range((last - first).days + 1)
    )
    free = sum(day.weekday() < 5 for day in public_holidays(year))
    assert PLAIN.between(first - timedelta(days=1), last) == weekdays - free
    assert 6 <= free <= 10


def test_the_king_keeps_his_birthday_on_saturday_when_the_27th_is_a_sunday() -> None:
    assert PLAIN.is_working(date(2031, 4, 28))
    assert date(2031, 4, 26) in public_holidays(2031)


def test_a_report_of_friday_before_easter_counts_from_tuesday() -> None:
    assert PLAIN.shift(date(2026, 4, 2), 1) == date(2026, 4, 7)  # Good Friday and Easter Monday


@pytest.mark.django_db
def test_a_break_of_the_own_school_counts_and_anothers_does_not() -> None:
    ours, other = zeewaarde(), duinkerk()
    Break.objects.create(
        school=ours, name="Herfst", first_day=date(2026, 10, 12), last_day=date(2026, 10, 16)
    )
    friday = date(2026, 10, 9)
    assert Calendar.of(ours).shift(friday, 1) == date(2026, 10, 19)
    with CaptureQueriesContext(connection) as captured:
        assert Calendar.of(other).shift(friday, 1) == date(2026, 10, 12)
    assert len(captured) == 1


@pytest.mark.django_db
def test_the_calendars_of_all_schools_take_one_query() -> None:
    schools = [zeewaarde(), duinkerk()]
    for school in schools:
        for first in (date(2026, 10, 12), date(2026, 12, 21)):
            last = first + timedelta(days=4 if school == schools[0] else 11)
            Break.objects.create(school=school, name="Vrij", first_day=first, last_day=last)
    make_school("duin", "Zonder vrije dagen")
    with CaptureQueriesContext(connection) as captured:
        found = Calendar.of_schools()
    assert len(captured) == 1
    assert found == {school.pk: Calendar.of(school) for school in schools}


@given(calendar=breaks, day=days, term=terms)
def test_going_so_many_days_is_so_many_days_away(calendar: Calendar, day: date, term: int) -> None:
    there = calendar.shift(day, term)
    assert calendar.is_working(there)
    assert (there > day) == (term > 0)
    if term > 0 or calendar.is_working(day):
        assert calendar.between(day, there) == term


@given(calendar=breaks, day=days, less=st.integers(0, 60), more=st.integers(0, 10))
def test_a_longer_term_never_ends_sooner(
    calendar: Calendar, day: date, less: int, more: int
) -> None:
    assert calendar.shift(day, less) <= calendar.shift(day, less + more)


@given(calendar=breaks, day=days, later=st.integers(0, 30), term=st.integers(0, 60))
def test_a_later_start_never_ends_sooner(
    calendar: Calendar, day: date, later: int, term: int
) -> None:
    assert calendar.shift(day, term) <= calendar.shift(day + timedelta(days=later), term)


@given(calendar=breaks, one=days, two=days, three=days)
def test_days_between_add_up(calendar: Calendar, one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))
    assert calendar.between(first, middle) + calendar.between(middle, last) == calendar.between(
        first, last
    )


@given(day=days, term=st.integers(1, 60), more=st.tuples(days, st.integers(0, 20)))
def test_a_break_only_lengthens(day: date, term: int, more: tuple[date, int]) -> None:
    first, length = more
    closed = Calendar.closed_on([(first, first + timedelta(days=length))])
    assert closed.shift(day, term) >= PLAIN.shift(day, term)


def test_a_calendar_that_is_always_closed_still_answers() -> None:
    closed = Calendar.closed_on([(date(2000, 1, 1), date(2100, 1, 1))])
    assert closed.shift(date(2026, 5, 1), 3) == date(2026, 5, 4)


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25), date(2030, 3, 31)])
def test_summer_time_changes_no_term(sunday: date) -> None:
    """The clock changes on this Sunday: a term over it is as long as one a week later."""
    thursday = sunday - timedelta(days=3)
    offsets = {AMSTERDAM.utcoffset(_noon(sunday + timedelta(days=shift))) for shift in (-1, 0)}
    assert len(offsets) == 2
    week = timedelta(days=7)
    if PLAIN.between(thursday, thursday + 2 * week) == 10:
        assert PLAIN.shift(thursday, 4) + week == PLAIN.shift(thursday + week, 4)


def _noon(day: date):  # type: ignore[no-untyped-def]
    from datetime import datetime

    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
def test_the_zone_of_the_server_changes_no_term(zone: str) -> None:
    code = (
        "import django; django.setup(); from datetime import date;"
        "from schools.terms.working_days import Calendar;"
        "print(Calendar().shift(date(2026, 4, 2), 5))"
    )
    environment = os.environ | {
        "TZ": zone,
        "DJANGO_SETTINGS_MODULE": "stagebaken.settings.test",
        "PYTHONPATH": ".:platform",
    }
    answer = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "2026-04-13"
