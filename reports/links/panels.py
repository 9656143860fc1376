"""Cases beside this one, on its page: for who may open them as well."""

from typing import Any

from reports.casework.opening import OpenCase
from reports.dossiers import panels
from reports.dossiers.panels import Panel
from reports.links.actions import forget_gone, linked
from stagebaken.accounts.models import User


def of_case(opened: OpenCase, user: User) -> dict[str, Any] | None:
    if opened.keys.staff is None:
        return None
    forget_gone(opened.case, opened.keys)
    return {"case": opened.case, "links": linked(opened.case, opened.keys, user)}


def register() -> None:
    panels.CASE.add(Panel("links", "side", 70, "links/_case.html", of_case))
