"""Whether scheduler and task worker are alive."""

import datetime as dt

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from stagebaken.schedule.models import Pulse


def beat() -> None:
    Pulse.objects.update_or_create(id=1, defaults={"beaten_at": timezone.now()})


def is_working() -> bool:
    """True when the scheduler was alive minutes ago and no task waits long for a worker."""
    silent_since = timezone.now() - dt.timedelta(minutes=settings.READY_SCHEDULER_MINUTES)
    if not Pulse.objects.filter(beaten_at__gte=silent_since).exists():
        return False
    waiting_since = timezone.now() - dt.timedelta(minutes=settings.READY_TASK_MINUTES)
    at_once = Q(run_after=get_date_max(), enqueued_at__lt=waiting_since)
    overdue = at_once | Q(run_after__lt=waiting_since)
    return not DBTaskResult.objects.ready().filter(overdue).exists()
