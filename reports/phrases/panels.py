"""A way to the examples, above the field in which a member writes the reporter."""

from typing import Any

from django.urls import reverse

from reports.casework.opening import OpenCase
from reports.dossiers import panels
from reports.dossiers.panels import Panel
from stagebaken.accounts.models import User


def of_case(opened: OpenCase, _user: User) -> dict[str, Any]:
    return {"action": reverse("phrases:begin", args=[opened.case.pk])}


def register() -> None:
    panels.CASE.add(Panel("phrases", "reply", 10, "phrases/_case.html", of_case))
