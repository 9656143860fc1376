"""Tasks try again, survive a killed worker, and store nothing of what they worked on."""

import datetime as dt
import threading
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from stagebaken.schedule import retries, tasks
from stagebaken.schedule.actions import reap
from stagebaken.schedule.management.commands import db_worker, scheduler
from tests.stagebaken.schedule import lessons
from tests.stagebaken.schedule.lessons import CANARY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start with nothing called, and leave this process its own way of ending."""
    lessons.calls.clear()
    monkeypatch.setattr(db_worker, "say_where_only", lambda: None)


def work() -> None:
    """Let a worker do all that is ready, with the options of the product."""
    call_command("db_worker", batch=True, startup_delay=False, interval=0)


def states() -> list[str]:
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


def test_a_task_runs_with_the_ids_it_was_given() -> None:
    lessons.works.enqueue("a", "b")
    work()
    assert lessons.calls == [("a", "b")]
    assert states() == ["SUCCESSFUL"]


def test_a_task_that_fails_runs_again_after_ever_longer_waits() -> None:
    lessons.fails.enqueue("a")
    before = timezone.now()
    work()
    assert lessons.calls == [("a",)]
    again = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    assert again.args_kwargs == {"args": ["a"], "kwargs": {"attempt": 2}}
    assert before + dt.timedelta(seconds=59) < again.run_after
    DBTaskResult.objects.update(run_after=before)
    work()
    again = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    assert before + dt.timedelta(seconds=119) < again.run_after
    DBTaskResult.objects.filter(pk=again.pk).update(run_after=before)
    work()
    assert len(lessons.calls) == 3
    assert sorted(states()) == ["FAILED", "SUCCESSFUL", "SUCCESSFUL"]


def test_waits_double_up_to_six_hours() -> None:
    now = timezone.now()
    minute = dt.timedelta(minutes=1)
    waits = [retries.later(minute, attempt) - now for attempt in (1, 2, 3, 20)]
    assert [round(wait / minute) for wait in waits] == [1, 2, 4, 360]


def test_a_task_that_failed_leaves_a_place_and_no_message() -> None:
    lessons.fails.using().enqueue("a", attempt=3)
    work()
    (row,) = DBTaskResult.objects.values()
    assert row["status"] == "FAILED"
    assert row["exception_class_path"] == "builtins.ConnectionError"
    assert row["traceback"].startswith("ConnectionError tests/stagebaken/schedule/lessons.py:")
    assert CANARY not in str(row)


def strand(minutes: int, workers: int) -> Any:
    """Leave a task as a worker leaves it that is killed while running it."""
    lessons.works.enqueue("a")
    started = timezone.now() - dt.timedelta(minutes=minutes)
    names = [str(number) for number in range(workers)]
    DBTaskResult.objects.update(status="RUNNING", started_at=started, worker_ids=names)
    return DBTaskResult.objects.get()


def test_a_task_of_a_killed_worker_is_done_by_another(settings: Any) -> None:
    strand(settings.TASK_LIMIT_MINUTES + 1, workers=1)
    assert reap(now=timezone.now()) == 1
    work()
    assert lessons.calls == [("a",)]
    assert states() == ["SUCCESSFUL"]


def test_a_task_that_kills_its_workers_is_given_up(settings: Any) -> None:
    strand(settings.TASK_LIMIT_MINUTES + 1, workers=settings.TASK_TRIES)
    assert reap(now=timezone.now()) == 1
    assert states() == ["FAILED"]
    assert lessons.calls == []


def test_a_task_that_is_still_running_is_left_alone(settings: Any) -> None:
    strand(settings.TASK_LIMIT_MINUTES - 1, workers=1)
    assert reap(now=timezone.now()) == 0
    assert states() == ["RUNNING"]


def test_a_task_that_ended_while_it_was_being_reaped_stays_ended(settings: Any) -> None:
    seen = strand(settings.TASK_LIMIT_MINUTES + 1, workers=1)
    seen.set_successful(None)
    assert reap(now=timezone.now()) == 0
    assert states() == ["SUCCESSFUL"]


def test_finished_tasks_and_ended_sessions_are_forgotten() -> None:
    lessons.works.enqueue("a")
    work()
    long_ago = timezone.now() - dt.timedelta(days=2)
    DBTaskResult.objects.update(finished_at=long_ago)
    Session.objects.create(session_key="x", session_data="y", expire_date=long_ago)
    tasks.prune_results.enqueue()
    tasks.clear_sessions.enqueue()
    work()
    assert not DBTaskResult.objects.filter(task_path__endswith="works").exists()
    assert not Session.objects.exists()


def test_the_clock_survives_a_round_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = []
    stop = threading.Event()

    def fail(now: dt.datetime) -> None:
        rounds.append(now)
        if len(rounds) == 3:
            stop.set()
        raise ConnectionError(CANARY)

    monkeypatch.setattr(scheduler, "make_round", fail)
    monkeypatch.setattr(scheduler, "say_where_only", lambda: None)
    monkeypatch.setattr("threading.Event", lambda: stop)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    scheduler.run_until_stopped(0.001)
    assert len(rounds) == 3
