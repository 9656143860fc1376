"""What a day does: it says that no answer came, and it ends what is old."""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from placements.applications import rates, steps, tasks
from placements.applications.models import Application
from placements.applications.transitions import CLOSED, State, Who
from stagebaken.schedule.retries import retrying
from stagebaken.web.days import today


@retrying()
def pass_day() -> None:
    """Shortly after midnight. Running it again changes nothing more."""
    say_no_answer(today())
    forget(today())
    rates.renew(today())


def say_no_answer(day: date) -> int:
    """One transaction each: one that cannot be moved keeps no other from its answer."""
    overdue = Application.objects.overdue(day).order_by("pk").values_list("pk", flat=True)
    return sum(_say_no_answer(pk, day) for pk in list(overdue))


@transaction.atomic
def _say_no_answer(pk: UUID, day: date) -> bool:
    rows = Application.objects.select_for_update(of=("self",)).overdue(day)
    application = rows.filter(pk=pk).first()
    if application is None:  # answered or withdrawn a moment ago
        return False
    steps.move(application, State.NO_ANSWER, Who.TIME)
    tasks.mail_student.enqueue(str(application.pk))
    return True


@transaction.atomic
def forget(day: date) -> int:
    """Delete what closed long ago, and what nobody touched for as long."""
    before = day - timedelta(days=settings.APPLICATION_KEEP_DAYS)
    closed = Application.objects.filter(state__in=CLOSED, closed_on__lt=before)
    silent = Application.objects.running().filter(
        sent_on__lt=before - timedelta(days=settings.APPLICATION_KEEP_DAYS)
    )
    count = 0
    for old in (closed, silent):
        count += old.count()
        old.delete()
    return count
