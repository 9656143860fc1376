"""What was done with a report, from the rooms that did it: only what the reporter may read."""

from typing import Any

from placements.replacement.wanted import lines
from reports.aftercare import actions as aftercare
from reports.aftercare.vocabulary import QUESTIONS, Answer
from reports.consents import actions as consents
from reports.consents.actions import OpenConsent
from reports.handover.models import Handover
from reports.hearings.models import Hearing
from reports.hearings.pages import standing
from reports.ladder.models import DangerException, ExceptionState
from reports.replacing import matter as matters
from reports.replacing import proposals
from reports.replacing.actions import request_of
from reports.replacing.matter import Stage
from reports.replacing.panels import ANSWERS
from reports.replacing.proposals import OpenProposal, Said
from reports.reporter.opening import OwnDossier
from reports.retention.models import Hold


def done(own: OwnDossier) -> dict[str, Any]:
    """The parts of a copy, by the name that each has in the file for computers."""
    asked = {one.id: one for one in consents.opened(own.dossier, own.keys)}
    return {
        "hearings": [
            _hearing(one, asked[one.consent_id])
            for one in Hearing.objects.filter(dossier=own.dossier).order_by("asked_on", "pk")
        ],
        "sbb": [
            _handover(one)
            for one in Handover.objects.filter(dossier=own.dossier).prefetch_related("replies")
        ],
        "exceptions": [
            _exception(own, one, asked[one.consent_id])
            # What still waits for a second member is not decided: nobody was told anything.
            for one in DangerException.objects.filter(dossier=own.dossier).exclude(
                state=ExceptionState.PROPOSED
            )
        ],
        "replacement": _replacement(own),
        "aftercare": [_check_in(one) for one in aftercare.answered(own.dossier, own.keys)],
        "holds": [_hold(own, one) for one in Hold.objects.filter(dossier=own.dossier)],
    }


def _hearing(hearing: Hearing, question: OpenConsent) -> dict[str, Any]:
    state = standing(hearing)["state"]
    return {
        "receiver": question.request.receiver,
        "question": question.request.document,
        "asked_on": _day(hearing.asked_on),
        "due": _day(hearing.due_on),
        "answered_on": _day(hearing.answered_on),
        "state": str(state),
        "state_text": str(state.label),
        "in_messages": hearing.is_filed,
    }


def _handover(handover: Handover) -> dict[str, Any]:
    return {
        "handed_on": _day(handover.handed_on),
        "due": _day(handover.due_on),
        "expected": _day(handover.expected_on),
        "replies": [
            {
                "kind": reply.kind,
                "kind_text": reply.get_kind_display(),
                "received_on": _day(reply.received_on),
                "in_messages": reply.is_filed,
            }
            for reply in handover.replies.all()
        ],
    }


def _exception(
    own: OwnDossier, exception: DangerException, question: OpenConsent
) -> dict[str, Any]:
    return {
        "receiver": question.request.receiver,
        "proposed_on": _day(exception.proposed_on),
        "state": exception.state,
        "state_text": exception.get_state_display(),
        "reason": own.keys.read(exception, "reason"),
    }


def _replacement(own: OwnDossier) -> dict[str, Any] | None:
    known = matters.read(own.dossier, own.keys)
    places = proposals.opened(own.dossier, own.keys)
    if known.stage == Stage.NONE and not places:
        return None
    request = request_of(known)
    return {
        "state": known.stage,
        "state_text": str(Stage(known.stage).label),
        "wanted": known.wanted.facts(),
        "wanted_text": lines(known.wanted) if known.near else [],
        "sha256": known.agreed,
        "closes_on_withdrawal": known.closes,
        "not_needed_according_to": known.rested_by,
        "company_may_train_nobody": known.is_lost,
        "opened_on": known.opened_on,
        "code": request.code if request else "",
        "request_text": request.get_state_display() if request else "",
        "history": [
            {"day": day, "state": stage, "text": str(Stage(stage).label)}
            for stage, day in known.history
        ],
        "places": [_place(one) for one in places],
    }


def _place(one: OpenProposal) -> dict[str, Any]:
    body = one.body
    return {
        "company_id": body.company_id,
        "name": body.name,
        "place": body.place,
        "proposed_on": body.day,
        "answer": body.answer,
        "answer_text": str(ANSWERS[Said(body.answer)]),
    }


def _check_in(given: aftercare.Answered) -> dict[str, Any]:
    return {
        "moment": str(given.moment),
        "moment_text": str(given.moment.label),
        "day": _day(given.day),
        "answers": [
            {
                "question": name,
                "question_text": str(QUESTIONS.get(name, name)),
                "answer": answer,
                "answer_text": str(Answer(answer).label) if answer in Answer.values else answer,
            }
            for name, answer in given.answers.items()
        ],
    }


def _hold(own: OwnDossier, hold: Hold) -> dict[str, Any]:
    said = own.keys.read(hold, "reason")
    return {
        "from": _day(hold.set_on),
        "until": _day(hold.until),
        "lifted_on": _day(hold.lifted_on),
        "by": said["author"],
        "reason": said["text"],
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
