"""Each job runs once for each of its moments, whatever restarts in between."""

import datetime as dt
import io
from typing import Any

import pytest
from django.conf import settings as product
from django.core.management import CommandError, call_command
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from stagebaken.schedule.actions import enqueue_if_due, make_round
from stagebaken.schedule.jobs import Job, NotATimetable, timetable_check
from stagebaken.schedule.models import Pulse, ScheduleMark
from stagebaken.web.days import AMSTERDAM

pytestmark = pytest.mark.django_db

WORKS = "tests.stagebaken.schedule.lessons.works"
ROUNDS = Job(WORKS, "08:00 15:00")
WHENS = ["08:00 15:00", "03:40", "every 15 minutes", "every 60 minutes", "every 1440 minutes"]


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def enqueued() -> int:
    return DBTaskResult.objects.count()


@pytest.mark.parametrize(
    ("when", "now", "slot"),
    [
        ("08:00 15:00", "2026-11-27 08:00", "2026-11-27 08:00"),
        ("08:00 15:00", "2026-11-27 14:59", "2026-11-27 08:00"),
        ("08:00 15:00", "2026-11-27 23:00", "2026-11-27 15:00"),
        ("08:00 15:00", "2026-11-27 07:59", "2026-11-26 15:00"),
        ("monthly 04:10", "2026-11-27 10:59", "2026-11-01 04:10"),
        ("monthly 04:10", "2027-01-01 04:09", "2026-12-01 04:10"),
        ("every 60 minutes", "2026-11-27 10:59", "2026-11-27 09:00"),  # in UTC
        ("every 15 minutes", "2026-07-27 10:31", "2026-07-27 08:30"),
    ],
)
def test_a_job_knows_its_last_moment(when: str, now: str, slot: str) -> None:
    assert Job(WORKS, when).slot(at(now)) == slot


@given(
    when=st.sampled_from(WHENS),
    first=st.integers(1_577_836_800, 1_893_456_000).map(
        lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC)  # the years 2020 to 2030
    ),
    later=st.timedeltas(dt.timedelta(0), dt.timedelta(days=3)),
)
def test_moments_only_go_forward(when: str, first: dt.datetime, later: dt.timedelta) -> None:
    job = Job(WORKS, when)
    assert job.slot(first) <= job.slot(first + later)
    if later >= dt.timedelta(days=1, hours=1):
        assert job.slot(first) < job.slot(first + later)


def test_a_new_job_waits_for_its_next_moment() -> None:
    assert not enqueue_if_due(job=ROUNDS, now=at("2026-11-27 07:00"))
    assert not enqueue_if_due(job=ROUNDS, now=at("2026-11-27 07:59"))
    assert enqueue_if_due(job=ROUNDS, now=at("2026-11-27 08:00"))
    assert enqueued() == 1


def test_a_job_runs_once_for_a_moment_however_often_the_scheduler_looks() -> None:
    enqueue_if_due(job=ROUNDS, now=at("2026-11-27 07:00"))
    for minute in range(30):
        enqueue_if_due(job=ROUNDS, now=at(f"2026-11-27 08:{minute:02}"))
    assert enqueued() == 1


def test_a_moment_that_was_slept_through_is_made_up_for_once() -> None:
    enqueue_if_due(job=ROUNDS, now=at("2026-11-25 07:00"))
    assert enqueue_if_due(job=ROUNDS, now=at("2026-11-27 11:00"))
    assert not enqueue_if_due(job=ROUNDS, now=at("2026-11-27 11:01"))
    assert enqueued() == 1


def test_a_clock_that_is_put_back_runs_nothing_twice() -> None:
    enqueue_if_due(job=ROUNDS, now=at("2026-11-27 07:00"))
    enqueue_if_due(job=ROUNDS, now=at("2026-11-27 15:01"))
    assert not enqueue_if_due(job=ROUNDS, now=at("2026-11-27 09:00"))
    assert enqueued() == 1


def test_a_queue_that_nobody_works_does_not_fill_up() -> None:
    for day in range(20, 28):
        enqueue_if_due(job=ROUNDS, now=at(f"2026-11-{day} 09:00"))
    assert enqueued() == 1


def test_a_round_beats_and_survives_a_job_that_is_broken(settings: Any) -> None:
    settings.SCHEDULE = [("no.such.task", "08:00"), (WORKS, "08:00")]
    make_round(at("2026-11-27 07:00"))
    make_round(at("2026-11-27 08:00"))
    assert Pulse.objects.count() == 1
    assert enqueued() == 1


@pytest.mark.parametrize(
    ("name", "when", "text"),
    [
        ("no.such.task", "08:00", "No module named"),
        ("tests.stagebaken.schedule.lessons.calls", "08:00", "is not a task"),
        (WORKS, "8 o'clock", "says neither"),
        (WORKS, "25:00", "says neither"),
        (WORKS, "every 7 minutes", "do not fit"),
    ],
)
def test_a_misspelt_job_is_found_before_its_first_night(
    name: str, when: str, text: str, settings: Any
) -> None:
    settings.SCHEDULE = [(WORKS, "08:00"), (name, when)]
    (error,) = timetable_check(app_configs=None)
    assert error.id == "stagebaken.E002"
    assert text in error.msg


def test_the_products_own_timetable_is_right() -> None:
    assert product.SCHEDULE
    assert timetable_check(app_configs=None) == []
    assert len(set(product.SCHEDULE)) == len(product.SCHEDULE)


def test_a_task_is_needed_for_a_job() -> None:
    with pytest.raises(NotATimetable):
        _ = Job("tests.stagebaken.schedule.lessons.calls", "08:00").task


def test_the_command_shows_the_timetable() -> None:
    out = io.StringIO()
    call_command("scheduler", "--list", stdout=out)
    for name, when in product.SCHEDULE:
        assert name in out.getvalue()
        assert when in out.getvalue()


def test_the_command_makes_one_round(settings: Any) -> None:
    settings.SCHEDULE = [(WORKS, "every 15 minutes")]
    call_command("scheduler", "--once")
    assert ScheduleMark.objects.get().name == WORKS
    assert import_string(WORKS).module_path == WORKS


def test_the_command_refuses_a_useless_interval() -> None:
    with pytest.raises(CommandError) as caught:
        call_command("scheduler", "--interval", "0")
    assert caught.value.returncode == 2


@given(
    first=st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1)),  # noqa: DTZ001
    later=st.timedeltas(dt.timedelta(0), dt.timedelta(days=70)),
)
def test_a_monthly_moment_comes_once_a_month(first: dt.datetime, later: dt.timedelta) -> None:
    job = Job(WORKS, "monthly 04:10")
    start, end = first.replace(tzinfo=AMSTERDAM), (first + later).replace(tzinfo=AMSTERDAM)
    assert job.slot(start) <= job.slot(end)
    if later >= dt.timedelta(days=32):
        assert job.slot(start) < job.slot(end)
    assert job.slot(start)[8:] == "01 04:10"
