"""A case with one question that was carried out, and what the team does with the answer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from reports.answers import actions
from reports.answers.actions import Answer
from reports.casework.opening import keys_for
from reports.consents.models import Consent
from reports.consents.vocabulary import Step
from reports.intake.actions import FiledReport
from reports.reporter.opening import OwnDossier
from stagebaken.audit.models import Verb
from stagebaken.web.days import today
from tests.cast import Member
from tests.reports.filing import own
from tests.reports.ladder.conftest import (
    Ladder,
    Reporter,
    case,
    desks,
    filed,
    ladder,
    reporter,
    school,
    team,
)

__all__ = ["case", "desks", "filed", "ladder", "reporter", "school", "team"]

WORDS = "Ik hoorde hem dat woord twee keer zeggen. ñ€"
PART = "De getuige hoorde het ook."


@dataclass
class Outside:
    """One carried-out question, and the forms around its answer."""

    ladder: Ladder
    consent: Consent
    filed: FiledReport

    @property
    def mine(self) -> OwnDossier:
        """The dossier as its reporter has it open."""
        return own(self.filed)

    def address(self) -> str:
        return reverse("answers:enter", args=[self.ladder.case.pk, self.consent.pk])

    def enter(self, told: str = "later", **changes: Any) -> Any:
        data = {"text": WORDS, "came_on": today().isoformat(), "told": told, "part": ""}
        return self.ladder.desk.client.post(self.address(), data | changes)

    def tell(self, answer: Answer, told: str = "whole", **changes: Any) -> Any:
        address = reverse("answers:tell", args=[self.ladder.case.pk, answer.id])
        return self.ladder.desk.client.post(address, {"told": told, "part": ""} | changes)

    def answers(self, member: Member | None = None) -> list[Answer]:
        reader, case = member or self.ladder.desk.member, self.ladder.case
        keys = keys_for(member=reader.unlocked, case=case, verb=Verb.OPENED)
        return actions.opened(case, keys)

    def write(self, came_on: date | None = None, **changes: Any) -> bool:
        return actions.enter(
            member=self.ladder.desk.member.unlocked,
            case=self.ladder.case,
            consent_id=self.consent.pk,
            came_on=came_on or today(),
            **({"text": WORDS} | changes),
        )


def carried_out(
    ladder: Ladder, reporter: Reporter, filed: FiledReport, step: Step = Step.WITNESS
) -> Outside:
    """Ask, let the reporter say yes, and carry it out."""
    consent = ladder.asked(step, receiver="Sanne, die erbij was")
    reporter.answer(consent, "yes")
    assert ladder.carry_out(consent).status_code == 302
    return Outside(ladder, consent, filed)


@pytest.fixture
def outside(ladder: Ladder, reporter: Reporter, filed: FiledReport) -> Outside:
    return carried_out(ladder, reporter, filed)
