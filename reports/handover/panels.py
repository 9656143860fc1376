"""How a hand-over shows itself on the page of a case and on the reporter's dossier."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from reports.casework.models import Case, Status
from reports.casework.opening import OpenCase
from reports.consents.actions import standing
from reports.consents.staying import stays
from reports.consents.vocabulary import Step
from reports.dossiers import panels
from reports.dossiers.panels import Panel
from reports.handover.actions import AUTHOR, has_sbb
from reports.handover.models import Handover, Reply
from reports.reporter import planned
from reports.reporter.opening import OwnDossier
from stagebaken.accounts.models import User
from stagebaken.ui.templatetags.ui import day_month
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today


def waiting(opened: OpenCase, _user: User) -> dict[str, Any] | None:
    """What a member does next: carry out a yes, read what SBB wrote and pass it on."""
    case = opened.case
    if not has_sbb(case.school):
        return None
    yes = standing(case.dossier, opened.keys, Step.SBB)
    begin = reverse("handover:begin", args=[case.pk, yes.id]) if yes else ""
    replies = _replies(case, is_filed=False)
    return {"begin": begin, "replies": replies} if begin or replies else None


def of_case(opened: OpenCase, _user: User) -> dict[str, Any] | None:
    """What went to SBB, and what of its answers the reporter has."""
    handovers = _of(opened.case.dossier)
    replies = _replies(opened.case, is_filed=True)
    is_late = any(one.is_late(today()) for one in handovers)
    shown = {"handovers": handovers, "replies": replies, "is_late": is_late}
    return shown if handovers else None


def _replies(case: Case, *, is_filed: bool) -> list[tuple[Reply, str]]:
    return [
        (reply, reverse("handover:reply", args=[case.pk, reply.pk]))
        for handover in _of(case.dossier)
        for reply in handover.replies.all()
        if reply.is_filed == is_filed
    ]


def of_reporter(own: OwnDossier) -> dict[str, Any] | None:
    """That it is with SBB, until when SBB responds, and what of it came back."""
    handovers = _of(own.dossier)
    if not handovers:
        return None
    replies = [reply for one in handovers for reply in one.replies.all()]
    is_late = any(one.is_late(today()) for one in handovers)
    stay = stays(Step.SBB, AUTHOR)
    return {"handovers": handovers, "replies": replies, "stays": stay, "is_late": is_late}


def expected_day(dossier: Dossier) -> str:
    """For the road in the dossier: when SBB says more, as it told the school last."""
    days = [one.expected_on for one in _of(dossier) if one.expected_on]
    if not days:
        return ""
    day = min(days)
    if day < today():
        return _("SBB zou uiterlijk op %s iets zeggen") % day_month(day)
    return _("SBB verwacht uiterlijk op %s iets te zeggen") % day_month(day)


def _of(dossier: Dossier) -> list[Handover]:
    return list(Handover.objects.filter(dossier=dossier).prefetch_related("replies"))


def register() -> None:
    planned.join(Status.FORWARDED_SBB, expected_day)
    panels.CASE.add(Panel("sbb.now", "now", 10, "handover/_now.html", waiting))
    panels.CASE.add(Panel("sbb", "main", 30, "handover/_case.html", of_case))
    panels.REPORTER.add(Panel("sbb", "main", 60, "handover/_own.html", of_reporter))
