"""A report, the reporter's yes to one question, and the company that is asked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reports.casework.models import Case
from reports.consents import actions as consents
from reports.consents.models import Consent
from reports.consents.vocabulary import State, Step
from reports.hearings import actions, answering, codes
from reports.hearings.models import Hearing
from reports.intake.actions import FiledReport
from schools.registry.models import School
from stagebaken.vault import receipts
from stagebaken.web.days import today
from tests.cast import PASSPHRASE, Member, make_recovery, make_team, zeewaarde
from tests.reports.filing import file, own
from tests.stagebaken.accounts.signing_in import sign_in

RECEIVER = "Autobedrijf Windwijzer"
QUESTION = "Een student hoorde een opmerking over een naam.\r\nWat is er volgens u gezegd? ñ€ \n"
ANSWER = "Die opmerking was een grap <b>van ons</b>.\n\nDat spijt ons."
DUE = timedelta(days=14)
DOOR, PAGE, SEND = "/leerbedrijf/hoor/", "/leerbedrijf/hoor/vraag/", "/leerbedrijf/hoor/antwoord/"


@dataclass
class Scene:
    """One school, its team, and a report whose reporter is asked things."""

    school: School
    team: list[Member]
    filed: FiledReport
    codes: dict[Any, str] = field(default_factory=dict)  # by hearing

    @property
    def case(self) -> Case:
        return Case.objects.select_related("school", "dossier").get(dossier=self.filed.dossier)

    @property
    def mehmet(self) -> Member:
        return self.team[0]

    def consent(self, text: str = QUESTION, answer: State | None = State.YES) -> Consent:
        """Ask the reporter, and let them answer."""
        mine = own(self.filed)
        request = consents.Request(step=Step.HEAR, receiver=RECEIVER, document=text)
        asked, _ = consents.ask(dossier=mine.dossier, keys=mine.keys, request=request, day=today())
        if answer:
            consents.answer(
                dossier=mine.dossier, keys=mine.keys, consent_id=asked.pk, answer=answer,
                digest=request.digest, day=today(),
            )  # fmt: skip
        return asked

    def start(self, consent: Consent | None = None, code: str = "") -> Hearing:
        code = code or receipts.new_receipt()
        started = actions.start(
            member=self.mehmet.unlocked,
            case=self.case,
            consent_id=(consent or self.consent()).pk,
            code=codes.derive(code),
            due_on=today() + DUE,
        )
        self.codes[started.hearing.pk] = code
        return started.hearing

    def answer(self, hearing: Hearing, text: str = ANSWER) -> Hearing:
        answering.send(code=codes.derive(self.codes[hearing.pk]), text=text)
        return fresh(hearing)

    def company(self, hearing: Hearing) -> Client:
        """The browser of whoever got this hearing's code."""
        client = Client()
        answer = client.post(DOOR, {"code": receipts.grouped(self.codes[hearing.pk])})
        assert answer.status_code == 302, answer.content.decode()
        return client

    def desk(self, member: Member) -> Client:
        """A browser of the team, with the vault open."""
        client = Client()
        sign_in(client, member.user)
        opened = client.post("/zaken/kluis/openen/", {"passphrase": PASSPHRASE})
        assert opened.status_code == 302
        return client

    def url(self, hearing: Hearing, name: str = "hearing") -> str:
        return reverse(f"hearings:{name}", args=[self.case.pk, hearing.pk])

    def reporter_reads(self) -> str:
        """The dossier's page as its reporter sees it."""
        client = Client()
        client.post("/dossier/", {"code": RECEIPT})
        return page(client.get("/dossier/inhoud/"))


RECEIPT = "0" * 25
Made = Callable[..., Scene]


def fresh(hearing: Hearing) -> Hearing:
    return Hearing.objects.get(pk=hearing.pk)


def page(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, (answer.status_code, answer.content.decode()[:3000])
    return str(answer.content.decode())


@pytest.fixture
def scene(db: None) -> Scene:
    school = zeewaarde()
    make_recovery(school)
    team = make_team(school)
    return Scene(school, team, file(school, receipt=RECEIPT))
