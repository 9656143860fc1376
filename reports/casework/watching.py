"""Announce deadlines before they lapse and when they did. Time mails no reporter, moves no case.

Near: whoever took the case up hears it, or all readers. Nearer: the other readers. Where there is
one reader, the reporter reads it in the dossier. Past: all readers, and the dossier says it.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from django.conf import settings
from django.db import transaction

from reports.casework.models import Announcement, Case, Stage
from reports.notices import actions as notices
from schools.terms.working_days import Calendar
from stagebaken.vault import keyring
from stagebaken.vault.models import Dossier, Recipient

# A deadline is never further from its last working day than a summer and its weekends.
HORIZON = timedelta(days=90)
CHUNK = 500  # cases read at once


def watch(day: date) -> int:
    """Announce all that is due on this day, each stage of a deadline once; return how many."""
    calendar_of = cache(Calendar.of)
    near = Case.objects.running().filter(due_on__lte=day + HORIZON)
    near = near.select_related("school").prefetch_related("announcements").order_by("pk")
    return sum(
        announce(case, stage, day)
        for case in near.iterator(chunk_size=CHUNK)
        for stage in stages(case.due_on, calendar_of(case.school), day)
        if not is_announced(case, stage)
    )


def is_announced(case: Case, stage: Stage) -> bool:
    return any((one.due_on, one.stage) == (case.due_on, stage) for one in case.announcements.all())


def stages(due_on: date | None, days: Calendar, day: date) -> list[Stage]:
    """The stages that a deadline has come to."""
    if due_on is None:
        return []
    if due_on < day:
        return [Stage.LAPSED]
    left = days.between(day, due_on)
    near = [(settings.REMIND_WORKING_DAYS, Stage.REMINDED)]
    near.append((settings.ESCALATE_WORKING_DAYS, Stage.ESCALATED))
    return [stage for most, stage in near if left <= most]


@transaction.atomic
def announce(case: Case, stage: Stage, day: date) -> bool:
    """Tell the readers. False when it was announced, or when the deadline moved meanwhile."""
    Dossier.objects.select_for_update().filter(pk=case.dossier_id).first()
    now = Case.objects.running().filter(pk=case.pk).first()
    if now is None or now.due_on is None or now.due_on != case.due_on:
        return False
    readers = list(keyring.readers(now.dossier))
    if stage == Stage.ESCALATED and not readers[1:]:
        stage = Stage.ALONE  # there is no second holder
    _row, is_new = Announcement.objects.get_or_create(
        case=now, due_on=now.due_on, stage=stage, defaults={"day": day}
    )
    if is_new:
        for recipient in told(now, readers, stage):
            notices.tell(recipient=recipient, dossier=now.dossier)
    return is_new


def told(case: Case, readers: Iterable[Recipient], stage: Stage) -> list[Recipient]:
    """Who hears of it: the one who took it up first, then the others."""
    mine = [one for one in readers if one.user_id == case.assignee_id]
    others = [one for one in readers if one.user_id != case.assignee_id]
    if stage == Stage.REMINDED:
        return mine or others
    return others if stage == Stage.ESCALATED and mine else [*mine, *others]
