"""How a hearing shows itself on the page of a case and on the reporter's dossier."""

from typing import Any

from django.urls import reverse

from reports.casework.opening import OpenCase
from reports.consents import actions as consents
from reports.consents.actions import OpenConsent
from reports.dossiers.panels import CASE, REPORTER, Panel
from reports.hearings.models import Hearing
from reports.hearings.pages import standing
from reports.hearings.vocabulary import State
from reports.reporter.opening import OwnDossier
from stagebaken.accounts.models import User
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier


def register() -> None:
    CASE.add(Panel("hearings.now", "now", 15, "hearings/_now.html", waiting))
    CASE.add(Panel("hearings", "main", 20, "hearings/_case.html", of_case))
    REPORTER.add(Panel("hearings", "main", 30, "hearings/_reporter.html", of_reporter))


def waiting(opened: OpenCase, _user: User) -> dict[str, Any] | None:
    """The questions that ask for a hand: an answer came, or the term is over."""
    found = [one for one in _of_team(opened) if one["is_waiting"]]
    return {"hearings": found} if found else None


def of_case(opened: OpenCase, _user: User) -> dict[str, Any] | None:
    found = [one for one in _of_team(opened) if not one["is_waiting"]]
    return {"hearings": found} if found else None


def _of_team(opened: OpenCase) -> list[dict[str, Any]]:
    return [
        one
        | {
            "url": reverse("hearings:hearing", args=[opened.case.pk, one["id"]]),
            "is_waiting": one["state"] == State.LAPSED
            or (one["state"] == State.ANSWERED and not (one["is_filed"] or one["is_lost"])),
        }
        for one in _shown(opened.case.dossier, opened.keys)
    ]


def of_reporter(own: OwnDossier) -> dict[str, Any] | None:
    shown = _shown(own.dossier, own.keys)
    return {"hearings": shown} if shown else None


def _shown(dossier: Dossier, keys: DossierKeys) -> list[dict[str, Any]]:
    """Every hearing of this dossier, the newest first."""
    rows = list(Hearing.objects.filter(dossier=dossier))
    if not rows:
        return []
    asked: dict[Any, tuple[int, OpenConsent]] = {
        question.id: (place, question)
        for place, question in enumerate(consents.opened(dossier, keys))
    }
    rows.sort(key=lambda hearing: asked[hearing.consent_id][0], reverse=True)
    return [_one(hearing, asked[hearing.consent_id][1]) for hearing in rows]


def _one(hearing: Hearing, question: OpenConsent) -> dict[str, Any]:
    return standing(hearing) | {
        "id": hearing.pk,
        "receiver": question.request.receiver,
        "question": question.request.document,
    }
