"""Announce deadlines before they lapse and when they did. Time mails no reporter, moves no case.

Near: whoever took the case up hears it, or all readers. Nearer: the other readers. Where there is
one reader, the reporter reads it in the dossier. Past: all readers, and the dossier says it.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, OuterRef

from reports.casework.models import Announcement, Case, CaseQuerySet, Stage
from reports.notices import actions as notices
from schools.terms.working_days import Calendar
from stagebaken.vault import keyring
from stagebaken.vault.models import Audience, Dossier, Recipient

# A deadline is never further from its last working day than a summer and its weekends.
HORIZON = timedelta(days=90)
CHUNK = 500  # cases read at once


def watch(day: date) -> int:
    """Announce all that is due on this day, each stage of a deadline once; return how many."""
    calendars = Calendar.of_schools()
    until = _last_near_day(day, [Calendar(), *calendars.values()])
    return sum(
        announce(case, stage, day)
        for stage in (Stage.LAPSED, Stage.ESCALATED, Stage.REMINDED)
        for case in _unannounced(stage, day, until).iterator(chunk_size=CHUNK)
        if stage in stages(case.due_on, calendars.get(case.school_id, Calendar()), day)
    )


def _last_near_day(day: date, calendars: Iterable[Calendar]) -> date:
    """Behind it no school has a deadline to tell of yet: those cases are not read at all."""
    most = max(settings.REMIND_WORKING_DAYS, settings.ESCALATE_WORKING_DAYS)
    return max(days.shift(day, most + 1) for days in calendars) - timedelta(days=1)


def _unannounced(stage: Stage, day: date, until: date) -> CaseQuerySet:
    """Running cases in which this was not told of the deadline that runs now."""
    told = Announcement.objects.filter(case=OuterRef("pk"), due_on=OuterRef("due_on"))
    waiting = Case.objects.running().exclude(Exists(told.filter(stage=stage)))
    if stage == Stage.LAPSED:
        return waiting.filter(due_on__lt=day)
    near = waiting.filter(due_on__range=(day, until))
    if stage == Stage.REMINDED:
        return near
    # The reporter was told instead. Whoever may read since then is a second holder after all.
    wraps = keyring.readable().filter(dossier=OuterRef("dossier_id"), audience=Audience.SHARED)
    several = wraps.values("dossier").annotate(readers=Count("pk")).filter(readers__gt=1)
    return near.filter(~Exists(told.filter(stage=Stage.ALONE)) | Exists(several))


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
