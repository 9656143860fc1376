"""What a copy holds: all that the reporter may read, and nothing of the team's own."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language

from reports.attachments import storage
from reports.attachments.storage import StoredFile
from reports.consents import actions as consents
from reports.consents.actions import OpenConsent
from reports.dossiers.actions import Said
from reports.export.done import done
from reports.reporter.api import as_act, is_told, status_code
from reports.reporter.history import OWN_ACTS, THEIR_ACTS, events_of, readers
from reports.reporter.opening import OwnDossier
from reports.reporter.pages import facts, message, status_text
from stagebaken.audit.models import Event
from stagebaken.web.days import today

FORMAT = "stagebaken.dossier"
VERSION = 1  # raised when a key changes its meaning or goes; new keys may come without


def contents(own: OwnDossier) -> dict[str, Any]:
    """The whole copy in types that JSON knows: codes for machines, texts for people."""
    files = storage.listing(dossier=own.dossier, keys=own.keys)
    events = events_of(own)
    return {
        "format": FORMAT,
        "version": VERSION,
        "language": get_language(),
        "made_on": today().isoformat(),
        "status": _status(own),
        "report": own.account.as_json(),
        "facts": [[str(label), str(value)] for label, value in facts(own)],
        "messages": [_said(said, files) for said in own.conversation],
        "decisions": _decisions(own, events),
        "consents": [_consent(one) for one in consents.opened(own.dossier, own.keys)],
        **done(own),
        "files": [_file(file) for file in files],
        "timeline": [_act(event) for event in reversed(events) if is_told(event)],
    }


def _status(own: OwnDossier) -> dict[str, Any]:
    case = own.case
    return {
        "code": status_code(case, own.decisions.wish),
        "text": status_text(own),
        "whose_turn": case.turn if case else None,
        "due": _day(case.due_on) if case else None,
        "received_on": _day(case.received_on) if case else None,
        "acknowledged_on": _day(case.acknowledged_on) if case else None,
        "school": case.school.name if case else None,
        "history": [
            {"day": _day(event.day), "status": event.status, "text": event.get_status_display()}
            for event in (case.events.all() if case else ())
        ],
    }


def _said(said: Said, files: Sequence[StoredFile]) -> dict[str, Any]:
    shown = message(said, files)
    return {
        "day": _day(said.day),
        "from": said.side,
        "kind": said.kind,
        "author": str(shown["author"]),
        "role": str(shown["role"]),
        "text": str(shown["text"]),
        "files": [str(file["name"]) for file in shown["files"]],
    }


def _decisions(own: OwnDossier, events: Sequence[Event]) -> dict[str, Any]:
    decided, names = own.decisions, readers(own, events)
    return {
        "wish": str(decided.wish),
        "outsiders": decided.outsiders,
        "known_as": decided.known_as,
        "known_contact": decided.known_contact,
        "counted": decided.counted,
        "has_address": own.report.address is not None,
        "readers": names.can,
        "excluded": names.excluded,
    }


def _consent(one: OpenConsent) -> dict[str, Any]:
    asked = one.request
    return {
        "step": str(one.step),
        "step_text": str(one.step.label),
        "state": str(one.state),
        "state_text": str(one.state.label),
        "asked_on": _day(one.asked_on),
        "ended_on": _day(one.ended_on),
        "asked_by": asked.author,
        "receiver": asked.receiver,
        "document": asked.document,
        "sha256": asked.digest,
        "may_follow": asked.may_follow,
        "may_guess": asked.may_guess,
        "text_version": asked.text_version,
        "answers": [
            {"day": given.day, "answer": str(given.answer), "sha256": given.digest}
            for given in one.answers
        ],
    }


def _file(file: StoredFile) -> dict[str, Any]:
    return {"name": str(file.label), "bytes": file.size, "by": str(file.by)}


def _act(event: Event) -> dict[str, Any]:
    """By which role and on which day; a copy names no member whom the page does not name."""
    known = OWN_ACTS if event.actor_role == "reporter" else THEIR_ACTS
    act = as_act(event)
    return act | {"day": _day(event.day), "text": str(known[event.verb][1])}


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
