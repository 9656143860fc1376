"""The timetable: which task runs when. It stands in settings.SCHEDULE, one line a job.

    ("reports.notices.tasks.staff_round", "08:00 15:00"),
    ("reports.intake.tasks.purge_drafts", "every 60 minutes"),
    ("reports.registration.tasks.shuffle_records", "monthly 04:10"),

"monthly" is the first day of every month; a moment that passed while the server was off is made
up for. Times of day are Amsterdam's. A job is a task (django-tasks) without arguments.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.utils.module_loading import import_string
from django_tasks.base import Task

from stagebaken.web.days import AMSTERDAM

_EVERY = re.compile(r"every ([1-9]\d{0,3}) minutes")
_MONTHLY = "monthly "
_DAY_MINUTES = 24 * 60
_SLOT = "%Y-%m-%d %H:%M"


class NotATimetable(ValueError):
    """A line of the timetable does not say when, or names no task."""


@dataclass(frozen=True)
class Job:
    name: str  # the dotted path of its task
    when: str

    @property
    def task(self) -> Any:
        task = import_string(self.name)
        if not isinstance(task, Task):
            raise NotATimetable(f"{self.name} is not a task.")
        return task

    def slot(self, now: dt.datetime) -> str:
        """Return the last moment, now or before, at which this job is due."""
        return _last_moment(self.when, now).strftime(_SLOT)


def jobs() -> list[Job]:
    return [Job(name, when) for name, when in settings.SCHEDULE]


def timetable_check(*, app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Find a misspelt job before its first night."""
    return [
        Error(f"{job.name}: {problem}", id="stagebaken.E002")
        for job in jobs()
        if (problem := _problem(job))
    ]


def _problem(job: Job) -> str:
    try:
        _ = job.task
        job.slot(dt.datetime.now(dt.UTC))
    except (ImportError, NotATimetable) as error:
        return str(error)
    return ""


def _last_moment(when: str, now: dt.datetime) -> dt.datetime:
    if every := _EVERY.fullmatch(when):
        return _last_step(int(every[1]), now.astimezone(dt.UTC))
    local = now.astimezone(AMSTERDAM)
    days, times = _days(local.date(), when), _times(when.removeprefix(_MONTHLY))
    moments = [dt.datetime.combine(day, time, AMSTERDAM) for day in days for time in times]
    return max(moment for moment in moments if moment <= local)


def _days(day: dt.date, when: str) -> tuple[dt.date, dt.date]:
    """The last two days, today among them, on which the times count."""
    if when.startswith(_MONTHLY):
        first = day.replace(day=1)
        return first, (first - dt.timedelta(days=1)).replace(day=1)
    return day, day - dt.timedelta(days=1)


def _last_step(minutes: int, now: dt.datetime) -> dt.datetime:
    if _DAY_MINUTES % minutes:
        raise NotATimetable(f"{minutes} minutes do not fit a whole number of times in a day.")
    passed = (now.hour * 60 + now.minute) // minutes * minutes
    return now.replace(hour=passed // 60, minute=passed % 60, second=0, microsecond=0)


def _times(when: str) -> list[dt.time]:
    try:
        return [dt.datetime.strptime(time, "%H:%M").time() for time in when.split(" ")]  # noqa: DTZ007
    except ValueError:
        problem = f"'{when}' says neither ['monthly'] times of day nor 'every N minutes'."
        raise NotATimetable(problem) from None
