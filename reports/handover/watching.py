"""Announce SBB's dates before they lapse and when they did, each once. Time mails no reporter.

Near, nearer and past: all of SBB's members who can open the copy, since nobody takes one up alone.
Past, and the school has heard nothing: the readers of the case, and the dossier says it. Which
day that is for the school stands on its own side: SBB's leads to no dossier in clear (P1).
"""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from reports.casework.models import Case, Stage
from reports.casework.watching import CHUNK, HORIZON, stages
from reports.handover.models import Handover, Investigation, InvestigationAnnouncement
from reports.notices import actions as notices
from schools.terms.working_days import Calendar
from stagebaken.vault.models import Dossier


def watch(day: date) -> int:
    """Announce all that is due on this day; return how many. Twice is once."""
    return watch_sbb(day) + watch_schools(day)


def watch_sbb(day: date) -> int:
    """First responses, days on which the school hears more, and last days of agreements."""
    days = Calendar()  # working days of the Netherlands: SBB has no school's breaks
    found = Investigation.objects.with_a_date().prefetch_related("announcements").order_by("pk")
    return sum(
        announce(one, stage, day)
        for one in found.iterator(chunk_size=CHUNK)
        if one.next_on is not None and one.next_on <= day + HORIZON
        for stage in stages(one.next_on, days, day)
        if not _is_announced(one, stage)
    )


def _is_announced(one: Investigation, stage: Stage) -> bool:
    return any((it.due_on, it.stage) == (one.next_on, stage) for it in one.announcements.all())


@transaction.atomic
def announce(seen: Investigation, stage: Stage, day: date) -> bool:
    """News for SBB's members. False when they had it, or when the date moved meanwhile."""
    Dossier.objects.select_for_update().filter(pk=seen.dossier_id).first()
    found = Investigation.objects.with_a_date().select_related("dossier").filter(pk=seen.pk).first()
    if found is None or found.next_on is None or found.next_on != seen.next_on:
        return False
    _row, is_new = InvestigationAnnouncement.objects.get_or_create(
        investigation=found, due_on=found.next_on, stage=stage, defaults={"day": day}
    )
    if is_new:
        notices.tell_team(dossier=found.dossier)
    return is_new


def watch_schools(day: date) -> int:
    """The school waits for SBB past the term: whoever reads the case hears it."""
    late = list(_overdue(day).values_list("dossier_id", "pk"))
    return sum(tell_school(dossier_id, handover_id, day) for dossier_id, handover_id in late)


def _overdue(day: date) -> QuerySet[Handover]:
    running = Case.objects.running().values("dossier")
    return Handover.objects.filter(awaited_on__lt=day, late_told_on=None, dossier__in=running)


@transaction.atomic
def tell_school(dossier_id: UUID, handover_id: UUID, day: date) -> bool:
    """False where SBB wrote, or the case was closed or withdrawn, meanwhile."""
    dossier = Dossier.objects.select_for_update().filter(pk=dossier_id).first()
    handover = _overdue(day).filter(pk=handover_id).first()
    if dossier is None or handover is None:
        return False
    handover.late_told_on = day
    handover.save(update_fields=["late_told_on"])
    notices.tell_team(dossier=dossier)
    return True
