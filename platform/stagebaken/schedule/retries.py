"""Tasks that try again: django-tasks runs each task once.

A task's arguments lie in the database in clear, so they are ids and nothing else.
"""

import datetime as dt
import functools
import logging
import sys
from collections.abc import Callable
from typing import Any, ParamSpec, cast

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskContext
from django_tasks_db.models import DBTaskResult

from stagebaken.web.logs import place

logger = logging.getLogger(__name__)
P = ParamSpec("P")

LONGEST_WAIT = dt.timedelta(hours=6)


def retrying(
    *, attempts: int = 6, wait: dt.timedelta = dt.timedelta(minutes=1)
) -> Callable[[Callable[P, None]], Any]:
    """Make a function a task that runs again after a failure, each time after twice the wait.

    The function must be idempotent. Only the last failure is marked as one.
    """

    def decorate(function: Callable[P, None]) -> Any:
        @functools.wraps(function)
        def run(context: TaskContext, *args: Any, attempt: int = 1, **kwargs: Any) -> None:
            try:
                function(*args, **kwargs)
            except Exception:
                if attempt >= attempts:
                    raise
                logger.exception("a task failed and will run again")
                again = context.task_result.task.using(run_after=later(wait, attempt))
                again.enqueue(*args, attempt=attempt + 1, **kwargs)

        del run.__wrapped__  # django-tasks looks for `context` in the signature of `run` itself
        return task(takes_context=True)(cast(Any, run))

    return decorate


def later(wait: dt.timedelta, attempt: int) -> dt.datetime:
    pause = wait.total_seconds() * 2 ** (attempt - 1)
    return timezone.now() + min(dt.timedelta(seconds=pause), LONGEST_WAIT)


def keep_place_only(instance: DBTaskResult[..., Any], **_: Any) -> None:
    """Store where a task failed, not the traceback: its messages can quote what was sealed."""
    if instance.traceback:
        error = sys.exception()
        instance.traceback = place(error) if error else ""
