"""The ladder on the page of a case, and on the reporter's."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language

from reports.casework.models import Case
from reports.casework.opening import OpenCase
from reports.casework.pages import language_name
from reports.consents import staying
from reports.consents.actions import OpenConsent, opened
from reports.consents.vocabulary import ANSWERS, State, Step
from reports.dossiers import panels
from reports.dossiers.panels import Panel
from reports.ladder.actions import ENDED
from reports.ladder.danger import LASTS
from reports.ladder.drafts import LADDER, steps_of
from reports.ladder.models import DangerException, ExceptionState
from reports.reporter.opening import OwnDossier
from stagebaken.accounts.models import User
from stagebaken.web.days import today

Line = tuple[OpenConsent, Promise, str]


def granted(opened_case: OpenCase, _user: User) -> dict[str, Any] | None:
    """What the reporter said yes to, to be done now. For SBB that room asks it itself."""
    asked = opened(opened_case.case.dossier, opened_case.keys)
    found = [one for one in asked if one.is_granted and one.step is not Step.SBB]
    return {"questions": _lines(opened_case.case, found)} if found else None


def proposed(opened_case: OpenCase, user: User) -> dict[str, Any] | None:
    """What a colleague proposed because of acute danger: a second member decides, today."""
    case = opened_case.case
    recent = DangerException.objects.filter(
        dossier=case.dossier, state=ExceptionState.PROPOSED, proposed_on__gte=today() - LASTS
    )
    found = [
        (one, reverse("ladder:question", args=[case.pk, one.consent_id]))
        for one in recent.select_related("proposed_by")
    ]
    return {"proposals": found, "user": user} if found else None


def of_case(opened_case: OpenCase, _user: User) -> dict[str, Any] | None:
    """The questions that stand open, those that are over, and the steps that can be asked now."""
    case = opened_case.case
    asked = opened(case.dossier, opened_case.keys)
    waiting = {one.step for one in asked if one.is_waiting}
    steps = [] if case.status in ENDED else steps_of(case.school)
    if not (asked or steps):
        return None
    return {
        "questions": _lines(case, [one for one in asked if one.is_open and not one.is_granted]),
        "over": _lines(case, [one for one in asked if not one.is_open]),
        "steps": [
            (LADDER[step], reverse("ladder:ask", args=[case.pk, step]))
            for step in steps
            if step not in waiting
        ],
    }


def _lines(case: Case, questions: list[OpenConsent]) -> list[Line]:
    return [
        (one, LADDER[one.step].title, reverse("ladder:question", args=[case.pk, one.id]))
        for one in questions
    ]


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
        "written_in": _other_than_this_page(question.request.language),
        "state": State(question.state).label,
        "is_open": question.is_open,
    }


def _other_than_this_page(code: str) -> str:
    """The name of the language in which the school wrote, where the reporter now reads another."""
    is_other = code in dict(settings.LANGUAGES) and code != get_language()
    return language_name(code) if is_other else ""


def register() -> None:
    panels.CASE.add(Panel("ladder.danger", "now", 1, "ladder/_danger.html", proposed))
    panels.CASE.add(Panel("ladder.granted", "now", 20, "ladder/_granted.html", granted))
    panels.CASE.add(Panel("ladder", "steps", 20, "ladder/_case.html", of_case))
    panels.REPORTER.add(Panel("ladder", "steps", 20, "ladder/_own.html", of_reporter))
