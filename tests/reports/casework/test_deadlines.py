"""The two clocks: a term that may stand still, and an outer limit that never does (R7)."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reports.casework.deadlines import Clock
from schools.registry.models import ACKNOWLEDGE_LIMIT, FEEDBACK_LEAST, FEEDBACK_LIMIT, School
from schools.terms.working_days import Calendar
from stagebaken.web.days import add_months

days = st.dates(date(2026, 1, 1), date(2030, 12, 31))
calendars = st.lists(st.tuples(days, st.integers(0, 50)), max_size=5).map(
    lambda some: Calendar.closed_on((first, first + timedelta(days=more)) for first, more in some)
)
schools = st.builds(
    School,
    acknowledge_days=st.integers(1, ACKNOWLEDGE_LIMIT),
    feedback_days=st.integers(FEEDBACK_LEAST, FEEDBACK_LIMIT),
)
pauses = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8)


@given(school=schools, calendar=calendars, day=days)
def test_no_deadline_passes_seven_days_or_three_months(
    school: School, calendar: Calendar, day: date
) -> None:
    acknowledge = Clock.acknowledge(school, calendar, day)
    feedback = Clock.feedback(school, calendar, day)
    assert acknowledge.due_on
    assert feedback.due_on
    assert acknowledge.due_on <= day + timedelta(days=7)
    assert feedback.due_on <= add_months(day, 3)
    assert (add_months(day, 3) - day).days in range(89, 93)


@given(school=schools, calendar=calendars, day=days, pauses=pauses)
def test_standing_still_loses_no_day_and_moves_no_outer_limit(
    school: School, calendar: Calendar, day: date, pauses: list[tuple[int, int]]
) -> None:
    """However often it stands still: what was left when it stopped is left when it goes on."""
    clock = Clock.feedback(school, calendar, day)
    limit, term = clock.limit_on, clock.term_on
    for run, stand in pauses:
        day += timedelta(days=run)
        stopped = clock.paused(calendar, day)
        assert stopped.due_on == limit
        day += timedelta(days=stand)
        clock = stopped.resumed(calendar, day)
        assert clock.limit_on == limit
        assert clock.due_on is not None
        assert limit is not None
        assert clock.due_on <= limit
        assert clock.term_on is not None
        assert term is not None
        assert clock.term_on >= term
        if stopped.paused_days:
            assert calendar.between(day, clock.term_on) == stopped.paused_days
        term = clock.term_on


@given(school=schools, calendar=calendars, day=days, wait=st.integers(0, 200))
def test_standing_still_for_no_working_day_changes_nothing(
    school: School, calendar: Calendar, day: date, wait: int
) -> None:
    clock = Clock.feedback(school, calendar, day)
    later = day + timedelta(days=wait)
    assert clock.paused(calendar, later).resumed(calendar, later) == clock


@given(school=schools, calendar=calendars, day=days)
def test_stopping_or_starting_twice_is_doing_it_once(
    school: School, calendar: Calendar, day: date
) -> None:
    clock = Clock.feedback(school, calendar, day)
    stopped = clock.paused(calendar, day)
    assert clock.resumed(calendar, day) == clock
    assert stopped.paused(calendar, day + timedelta(days=9)) == stopped


@given(school=schools, calendar=calendars, day=days, late=st.integers(1, 40))
def test_what_was_late_stays_late(school: School, calendar: Calendar, day: date, late: int) -> None:
    """Attack: a school that missed its term asks something, and has missed nothing any more."""
    clock = Clock.feedback(school, calendar, day)
    assert clock.term_on
    missed = calendar.shift(clock.term_on, late)
    back = missed + timedelta(days=20)
    again = clock.paused(calendar, missed).resumed(calendar, back)
    assert again.term_on
    assert again.term_on < back


def test_nothing_promised_has_no_deadline() -> None:
    calendar, day = Calendar(), date(2026, 11, 23)
    assert Clock().due_on is None
    assert Clock().paused(calendar, day) == Clock().resumed(calendar, day) == Clock()
