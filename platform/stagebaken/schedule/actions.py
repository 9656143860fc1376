"""What the scheduler does on each round: put due jobs in the queue, save stranded tasks."""

import datetime as dt
import logging
from typing import Any

from django.conf import settings
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from stagebaken.schedule import pulse
from stagebaken.schedule.jobs import Job, jobs
from stagebaken.schedule.models import ScheduleMark

logger = logging.getLogger(__name__)


def make_round(now: dt.datetime) -> None:
    """Do all that is due now. One job that fails keeps no other from running."""
    pulse.beat()
    for job in jobs():
        try:
            enqueue_if_due(job=job, now=now)
        except Exception:
            logger.exception("a job could not be put in the queue")
    reap(now=now)


def enqueue_if_due(*, job: Job, now: dt.datetime) -> bool:
    """Put a job in the queue once for each moment, whoever else schedules or restarts."""
    slot = job.slot(now)
    # Looked up without the write lock, because nearly always nothing is due.
    if ScheduleMark.objects.filter(name=job.name, slot__gte=slot).exists():
        return False
    with transaction.atomic():
        marks = ScheduleMark.objects.select_for_update()
        mark, is_new = marks.get_or_create(name=job.name, defaults={"slot": slot})
        # A new job waits for its next moment; the one before it was missed by nobody.
        if is_new or mark.slot >= slot:
            return False
        mark.slot = slot
        mark.save(update_fields=["slot"])
        # While no worker ran, the same job need not wait in the queue several times.
        if not DBTaskResult.objects.ready().filter(task_path=job.name).exists():
            job.task.enqueue()
    return True


def reap(*, now: dt.datetime) -> int:
    """Give tasks of a worker that was killed to another one, or give them up after some tries."""
    stranded_since = now - dt.timedelta(minutes=settings.TASK_LIMIT_MINUTES)
    stranded = DBTaskResult.objects.running().filter(started_at__lt=stranded_since)
    return sum(_reap_one(task, now) for task in stranded)


def _reap_one(task: DBTaskResult[..., Any], now: dt.datetime) -> int:
    tries = len(task.worker_ids)
    if tries < settings.TASK_TRIES:
        changes = {"status": TaskResultStatus.READY, "started_at": None, "run_after": now}
    else:
        changes = {"status": TaskResultStatus.FAILED, "finished_at": now}
    # Only if it is still as it was seen: the worker may have finished just now.
    unchanged = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
    return unchanged.update(**changes)
