"""When it ends, on the page of a case and on the reporter's."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.casework.opening import OpenCase
from reports.dossiers import panels
from reports.dossiers.panels import Panel
from reports.reporter.opening import OwnDossier
from reports.retention.actions import announced
from reports.retention.terms import end_of, standing_hold
from stagebaken.accounts.models import User
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today


@dataclass(frozen=True)
class OpenHold:
    """A hold as opened."""

    until: date
    text: str
    author: str


def standing(dossier: Dossier, keys: DossierKeys) -> OpenHold | None:
    """The hold that stands today, with its reason."""
    hold = standing_hold(dossier, today())
    if hold is None:
        return None
    return OpenHold(until=hold.until, **keys.read(hold, "reason"))


def _panel(dossier: Dossier, keys: DossierKeys) -> dict[str, Any] | None:
    end, hold = end_of(dossier, today()), standing(dossier, keys)
    if end is None and hold is None:
        return None
    return {"end": end, "hold": hold, "is_near": announced(dossier, today()) is not None}


def of_case(opened: OpenCase, _user: User) -> dict[str, Any] | None:
    values = _panel(opened.case.dossier, opened.keys) or {"end": None, "hold": None}
    return values | {"case": opened.case}


def warned_case(opened: OpenCase, user: User) -> dict[str, Any] | None:
    """What the mail about news was for: it stands where a member looks first."""
    values = of_case(opened, user)
    return values if values and values.get("is_near") else None


def of_reporter(own: OwnDossier) -> dict[str, Any] | None:
    values = _panel(own.dossier, own.keys)
    return values and values | {"is_logbook": own.case is None}


def warned_reporter(own: OwnDossier) -> dict[str, Any] | None:
    """The warning comes before the conversation: nobody scrolls to the foot of a closed case."""
    values = of_reporter(own)
    return values if values and values["is_near"] else None


def quiet_reporter(own: OwnDossier) -> dict[str, Any] | None:
    values = of_reporter(own)
    return None if values and values["is_near"] else values


def register() -> None:
    panels.CASE.add(Panel("retention", "side", 90, "retention/_case.html", of_case))
    panels.CASE.add(Panel("retention.now", "now", 40, "retention/_now.html", warned_case))
    panels.REPORTER.add(Panel("retention", "side", 95, "retention/_own.html", quiet_reporter))
    panels.REPORTER.add(Panel("retention.now", "steps", 5, "retention/_own.html", warned_reporter))
