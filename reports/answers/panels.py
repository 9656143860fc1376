"""What came back from outside, on the page of a case."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.answers.actions import Answer, answerable, opened
from reports.casework.opening import OpenCase
from reports.consents.actions import OpenConsent
from reports.consents.vocabulary import Step
from reports.dossiers import panels
from reports.dossiers.panels import Panel
from reports.dossiers.vocabulary import Told
from stagebaken.accounts.models import User

# Who was asked, for the team; the labels of `Step` say 'your report' to the reporter.
SOURCES: dict[Step, Promise] = {
    Step.TALK: _("gesprek in algemene woorden"),
    Step.BODY: _("andere organisatie"),
    Step.WITNESS: _("getuige"),
}


def of_case(opened_case: OpenCase, _user: User) -> dict[str, Any] | None:
    """Each question that was carried out, with its answers. Nothing where none was."""
    case, keys = opened_case.case, opened_case.keys
    questions = answerable(case, keys)
    if keys.staff is None or not questions:
        return None
    answers = opened(case, keys)
    return {"questions": [_row(case.pk, one, answers) for one in questions]}


def _row(case_id: Any, question: OpenConsent, answers: list[Answer]) -> dict[str, Any]:
    return {
        "question": question,
        "kind": SOURCES[question.step],
        "enter": reverse("answers:enter", args=[case_id, question.id]),
        "answers": [
            {
                "answer": one,
                "is_whole": one.told == Told.WHOLE,
                "is_part": one.told == Told.PART,
                "tell": reverse("answers:tell", args=[case_id, one.id]),
            }
            for one in answers
            if one.consent == question.id
        ],
    }


def register() -> None:
    panels.CASE.add(Panel("answers", "main", 35, "answers/_case.html", of_case))
