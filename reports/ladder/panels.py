"""The ladder on the page of a case, and on the reporter's."""

from typing import Any

from django.urls import reverse

from reports.casework.opening import OpenCase
from reports.consents import staying
from reports.consents.actions import OpenConsent, opened
from reports.consents.vocabulary import ANSWERS, State
from reports.dossiers import panels
from reports.dossiers.panels import Panel
from reports.ladder.actions import ENDED
from reports.ladder.drafts import LADDER, steps_of
from reports.reporter.actions import OwnDossier
from stagebaken.accounts.models import User


def of_case(opened_case: OpenCase, _user: User) -> dict[str, Any] | None:
    """The questions asked, and the steps that can be asked now."""
    case = opened_case.case
    asked = opened(case.dossier, opened_case.keys)
    waiting = {one.step for one in asked if one.is_waiting}
    steps = [] if case.status in ENDED else steps_of(case.school)
    if not (asked or steps):
        return None
    return {
        "questions": [
            (one, LADDER[one.step].title, reverse("ladder:question", args=[case.pk, one.id]))
            for one in asked
        ],
        "steps": [
            (LADDER[step], reverse("ladder:ask", args=[case.pk, step]))
            for step in steps
            if step not in waiting
        ],
    }


def of_reporter(own: OwnDossier) -> dict[str, Any] | None:
    """What waits for an answer, whole; what was answered, in a line with its state."""
    if own.case is None:
        return None
    questions = opened(own.dossier, own.keys)
    if not questions:
        return None
    return {
        "waiting": [card(one) for one in questions if one.is_waiting],
        "answered": [card(one) for one in questions if not one.is_waiting],
    }


def card(question: OpenConsent) -> dict[str, Any]:
    """A question as the reporter sees it."""
    return {
        "question": question,
        "label": question.step.label,
        "lines": question.request.document.splitlines() or [""],
        "stays": staying.told(question.step, question.request.receiver),
        "action": reverse("own-ladder:question", args=[question.id]),
        "answers": list(ANSWERS.items()),
        "state": State(question.state).label,
        "is_open": question.is_open,
    }


def register() -> None:
    panels.CASE.add(Panel("ladder", "steps", 20, "ladder/_case.html", of_case))
    panels.REPORTER.add(Panel("ladder", "steps", 20, "ladder/_own.html", of_reporter))
