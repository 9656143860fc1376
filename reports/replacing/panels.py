"""The search for another placement on the page of a case, and on the reporter's."""

from typing import Any

from placements.replacement.models import Answer, ReplacementRequest
from placements.replacement.wanted import lines
from reports.casework.opening import OpenCase
from reports.dossiers import panels
from reports.dossiers.actions import Side
from reports.dossiers.panels import Panel
from reports.replacing import matter as matters
from reports.replacing import proposals
from reports.replacing.actions import request_of
from reports.replacing.matter import Matter, Stage
from reports.replacing.need import FINISHED, is_needed, must_be_asked
from reports.replacing.proposals import OpenProposal, Said
from reports.reporter.opening import OwnDossier
from stagebaken.accounts.models import User
from stagebaken.web.days import today

ANSWERS = {
    Said.NOTHING: Answer.ASKED.label,
    Said.WANTED: Answer.WANTED.label,
    Said.UNWANTED: Answer.UNWANTED.label,
}


def waiting(opened: OpenCase, user: User) -> dict[str, Any] | None:
    """The search where it asks for a hand now: it was never asked, or the reporter said yes."""
    found = of_case(opened, user)
    return found if found and _asks(found) else None


def resting(opened: OpenCase, user: User) -> dict[str, Any] | None:
    found = of_case(opened, user)
    return found if found and not _asks(found) else None


def _asks(found: dict[str, Any]) -> bool:
    return bool(found["is_task"] or found["matter"].is_agreed)


def of_case(opened: OpenCase, _user: User) -> dict[str, Any] | None:
    """A task where the case ends or threatens a placement; else a way to begin all the same."""
    case = opened.case
    known = matters.read(case.dossier, opened.keys)
    if case.status in FINISHED and known.stage == Stage.NONE:
        return None
    request = request_of(known)
    needed = must_be_asked(case, opened.account, opened.decisions.wish, known)
    return _shared(known, request) | {
        "case": case,
        "is_task": needed and known.stage == Stage.NONE,
        "proposals": _told(proposals.opened(case.dossier, opened.keys)),
        "may_ask": case.status not in FINISHED and not (request and request.is_running),
        "may_rest": Stage.NOT_NEEDED in matters.TRANSITIONS[Stage(known.stage)],
        "suggested": _suggested(request),
        "said_so": _said_so(known),
    }


def of_reporter(own: OwnDossier) -> dict[str, Any] | None:
    if own.case is None:
        return None
    known = matters.read(own.dossier, own.keys)
    request = request_of(known)
    is_over = own.case.status in FINISHED
    if is_over and (known.stage == Stage.NONE or _said_so(known)):
        return None
    return _shared(known, request) | {
        "case": own.case,
        "is_needed": is_needed(own.case, own.account, own.decisions.wish, known),
        "proposals": _told(proposals.opened(own.dossier, own.keys)),
        "may_ask": not is_over and not (request and request.is_running),
        "is_over": is_over,
        # A place was found, or the search ended: an answer to a proposal would do nothing.
        "is_settled": request is not None and not request.is_running,
        "said_so": _said_so(known),
    }


def _said_so(known: Matter) -> bool:
    """The reporter, and not the team, said that no other place is needed."""
    return known.stage == Stage.NOT_NEEDED and known.rested_by == Side.REPORTER


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
    panels.CASE.add(Panel("replacing.now", "now", 30, "replacing/_case.html", waiting))
    panels.CASE.add(Panel("replacing", "steps", 30, "replacing/_case.html", resting))
    panels.REPORTER.add(Panel("replacing", "steps", 30, "replacing/_own.html", of_reporter))
