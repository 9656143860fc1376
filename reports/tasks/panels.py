"""The team's tasks on the page of a case, and a promise of theirs on the reporter's."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from reports.casework.models import Status
from reports.casework.opening import OpenCase
from reports.dossiers import panels
from reports.dossiers.panels import Panel
from reports.reporter import planned
from reports.reporter.opening import OwnDossier
from reports.tasks.actions import OpenTask, opened
from reports.tasks.models import Task
from reports.tasks.vocabulary import Kind
from stagebaken.accounts.models import User
from stagebaken.ui.templatetags.ui import day_month
from stagebaken.vault import keyring
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today


def of_case(opened_case: OpenCase, _user: User) -> dict[str, Any] | None:
    if opened_case.keys.staff is None:
        return None  # let in later: as with notes, once a colleague opened the case
    case = opened_case.case
    tasks = opened(case, opened_case.keys)
    return {
        "new": reverse("tasks:new", args=[case.pk]),
        "to_do": [_row(case.pk, one) for one in tasks if not one.is_done],
        "done": [_row(case.pk, one) for one in tasks if one.is_done],
    }


def _row(case_id: Any, task: OpenTask) -> dict[str, Any]:
    return {
        "task": task,
        "page": reverse("tasks:task", args=[case_id, task.id]),
        "tick": reverse("tasks:done", args=[case_id, task.id]),
    }


def of_reporter(own: OwnDossier) -> dict[str, Any] | None:
    """A talk that was promised and let lapse, where nobody else of the team could be told."""
    talk = Task.objects.filter(
        dossier=own.dossier, kind=Kind.TALK, done_on=None, escalated_on__isnull=False
    ).first()
    if talk is None or keyring.readers(own.dossier)[1:]:
        return None
    return {"day": talk.due_on}


def planned_talk(dossier: Dossier) -> str:
    """The talk that was agreed and was not held yet, for the road in the dossier."""
    talk = Task.objects.filter(dossier=dossier, kind=Kind.TALK, done_on=None).first()
    if talk is None:
        return ""
    said = _("Gesprek op %s") if talk.due_on >= today() else _("Het gesprek zou op %s zijn")
    return said % day_month(talk.due_on)


def register() -> None:
    planned.join(Status.INTAKE, planned_talk)
    panels.CASE.add(Panel("tasks", "main", 40, "tasks/_case.html", of_case))
    panels.REPORTER.add(Panel("tasks", "steps", 10, "tasks/_own.html", of_reporter))
