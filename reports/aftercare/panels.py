"""The questions on the reporter's page; the answers on the page of the case."""

from typing import Any

from reports.aftercare.actions import answered, moment_of
from reports.aftercare.vocabulary import QUESTIONS, Answer, Moment
from reports.casework.opening import OpenCase
from reports.dossiers import panels
from reports.dossiers.panels import Panel
from reports.reporter.opening import OwnDossier
from stagebaken.accounts.models import User


def of_reporter(own: OwnDossier) -> dict[str, Any] | None:
    moment = moment_of(own.case)
    if moment is None:
        return None
    done = {one.moment for one in answered(own.dossier, own.keys)}
    return {"is_done": moment in done, "is_over": moment is Moment.CLOSED}


def of_case(opened: OpenCase, _user: User) -> dict[str, Any] | None:
    given = answered(opened.case.dossier, opened.keys)
    if not given:
        return None
    lines = [
        (one.moment.label, one.day, [
            (QUESTIONS[name], Answer(answer).label)
            for name, answer in one.answers.items()
            if name in QUESTIONS and answer in Answer.values
        ])
        for one in given
    ]  # fmt: skip
    return {"moments": lines}


def register() -> None:
    panels.REPORTER.add(Panel("aftercare", "steps", 30, "aftercare/_own.html", of_reporter))
    panels.CASE.add(Panel("aftercare", "side", 60, "aftercare/_case.html", of_case))
