"""The team's tasks on the page of a case."""

from typing import Any

from django.urls import reverse

from reports.casework.opening import OpenCase
from reports.dossiers import panels
from reports.dossiers.panels import Panel
from reports.tasks.actions import OpenTask, opened
from stagebaken.accounts.models import User


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


def register() -> None:
    panels.CASE.add(Panel("tasks", "main", 40, "tasks/_case.html", of_case))
