"""The search for another placement on the page of a case, and on the reporter's."""

from typing import Any

from placements.replacement.models import Answer, ReplacementRequest
from placements.replacement.wanted import lines
from reports.casework.opening import OpenCase
from reports.dossiers import panels
from reports.dossiers.panels import Panel
from reports.replacing import matter as matters
from reports.replacing import proposals
from reports.replacing.actions import request_of
from reports.replacing.matter import Matter, Stage
from reports.replacing.need import FINISHED, is_needed
from reports.replacing.proposals import OpenProposal, Said
from reports.reporter.actions import OwnDossier
from stagebaken.accounts.models import User
from stagebaken.web.days import today

ANSWERS = {
    Said.NOTHING: Answer.ASKED.label,
    Said.WANTED: Answer.WANTED.label,
    Said.UNWANTED: Answer.UNWANTED.label,
}


def of_case(opened: OpenCase, _user: User) -> dict[str, Any] | None:
    """A task where the case ends or threatens a placement; else a way to begin all the same."""
    case = opened.case
    known = matters.read(case.dossier, opened.keys)
    if case.status in FINISHED and known.stage == Stage.NONE:
        return None
    request = request_of(known)
    needed = is_needed(case, opened.account, opened.decisions.wish)
    return _shared(known, request) | {
        "case": case,
        "is_task": needed and known.stage == Stage.NONE,
        "proposals": _told(proposals.opened(case.dossier, opened.keys)),
        "may_ask": case.status not in FINISHED and not (request and request.is_running),
        "may_rest": Stage.NOT_NEEDED in matters.TRANSITIONS[Stage(known.stage)],
        "suggested": _suggested(request),
    }


def of_reporter(own: OwnDossier) -> dict[str, Any] | None:
    if own.case is None:
        return None
    known = matters.read(own.dossier, own.keys)
    request = request_of(known)
    is_over = own.case.status in FINISHED
    if is_over and known.stage in (Stage.NONE, Stage.NOT_NEEDED):
        return None
    return _shared(known, request) | {
        "case": own.case,
        "is_needed": is_needed(own.case, own.account, own.decisions.wish),
        "proposals": _told(proposals.opened(own.dossier, own.keys)),
        "may_ask": not is_over and not (request and request.is_running),
        "is_over": is_over,
    }


def _shared(known: Matter, request: ReplacementRequest | None) -> dict[str, Any]:
    return {
        "matter": known,
        "stage": Stage(known.stage),
        "lines": lines(known.wanted) if known.near else [],
        "request_row": request,
        "days": request.days_open(today()) if request else 0,
    }


def _told(found: list[OpenProposal]) -> list[tuple[OpenProposal, Any]]:
    return [(one, ANSWERS[Said(one.body.answer)]) for one in found]


def _suggested(request: ReplacementRequest | None) -> int:
    """Companies that the coordinators put on the list and nobody proposed yet."""
    if request is None or not request.is_running:
        return 0
    return sum(one.answer == Answer.UNASKED for one in request.suggestions.all())


def register() -> None:
    panels.CASE.add(Panel("replacing", "steps", 30, "replacing/_case.html", of_case))
    panels.REPORTER.add(Panel("replacing", "steps", 30, "replacing/_own.html", of_reporter))
