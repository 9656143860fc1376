"""Bring a case somewhere in a test, in one line, with whatever the table demands."""

from datetime import timedelta
from typing import Any

from reports.casework import actions
from reports.casework.models import Case, Status
from reports.casework.transitions import Need, Who, rule
from reports.consents import actions as consents
from reports.consents.vocabulary import State, Step
from reports.intake.actions import FiledReport
from stagebaken.web.days import today
from tests.cast import Member
from tests.reports.filing import own


def fresh(case: Case) -> Case:
    return Case.objects.select_related("school", "dossier").get(pk=case.pk)


def given(case: Case, to: Status) -> dict[str, Any]:
    """What the table demands of a member for this step, and no more."""
    needs = rule(case.status, to, who=Who.MEMBER, sector=case.school.sector).needs
    every = {
        Need.WORDS: ("words", "We deden dit."),
        Need.NOTE: ("note", "Omdat het zo is."),
        Need.DAY: ("day", today() + timedelta(days=14)),
        Need.OUTCOME: ("outcome", "settled"),
        Need.NO_PLACE: ("no_place", "Er is nog een plek."),
    }
    return dict(every[need] for need in needs)


def step(member: Member, filed: FiledReport, to: Status) -> Case:
    case = fresh(filed.dossier.case)
    return actions.move(member=member.unlocked, case=case, to=to, **given(case, to))


def walk(member: Member, filed: FiledReport, *path: Status) -> Case:
    for to in path:
        case = step(member, filed, to)
    return case


def say_yes(filed: FiledReport, ask: Step) -> Any:
    """The team asks a step and the reporter says yes; return the question."""
    mine = own(filed)
    request = consents.Request(step=ask, receiver="Garage De Vonk", document="Wat er weggaat.")
    asked, _new = consents.ask(dossier=mine.dossier, keys=mine.keys, request=request, day=today())
    consents.answer(
        dossier=mine.dossier,
        keys=mine.keys,
        consent_id=asked.pk,
        answer=State.YES,
        digest=request.digest,
        day=today(),
    )
    return asked


def carry_out(filed: FiledReport, ask: Step) -> None:
    """The reporter said yes, and it was done."""
    asked = say_yes(filed, ask)
    mine = own(filed)
    consents.carry_out(
        dossier=mine.dossier, keys=mine.keys, consent_id=asked.pk, step=ask, day=today()
    )
