"""A team at work and a reporter's browser, both in one dossier."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reports.casework.models import Case
from reports.consents.models import Consent
from reports.consents.vocabulary import Step
from reports.intake.actions import FiledReport
from schools.registry.models import School
from stagebaken.vault import receipts
from tests.cast import PASSPHRASE, Member, make_team, zeewaarde
from tests.reports.casework.conftest import Desk
from tests.reports.filing import file
from tests.stagebaken.accounts.signing_in import sign_in

RECEIPT = receipts.normalise("0" * 25)
TEXT = "Herkennen jullie dit? Wij noemen geen naam."
ASKED = {
    "receiver": "discriminatie.nl",
    "document": TEXT,
    "may_follow": "Zij beslissen zelf.",
    "may_guess": "yes",
}


@pytest.fixture
def school() -> School:
    return zeewaarde()


@pytest.fixture
def team(school: School) -> list[Member]:
    return make_team(school)


@pytest.fixture
def filed(school: School, team: list[Member]) -> FiledReport:
    return file(school, receipt=RECEIPT)


@pytest.fixture
def case(filed: FiledReport) -> Case:
    return filed.dossier.case


def desk(member: Member) -> Desk:
    made = Desk(member, Client())
    sign_in(made.client, member.user)
    made.open_vault()
    return made


@pytest.fixture
def desks(team: list[Member]) -> Callable[[int], Desk]:
    return lambda index: desk(team[index])


@dataclass
class Ladder:
    """What one member does on the ladder of one case."""

    desk: Desk
    case: Case

    def ask(self, step: Step = Step.BODY, **changes: Any) -> Any:
        address = reverse("ladder:ask", args=[self.case.pk, step])
        return self.desk.client.post(address, ASKED | changes)

    def asked(self, step: Step = Step.BODY, **changes: Any) -> Consent:
        assert self.ask(step, **changes).status_code == 302
        return Consent.objects.latest("position")

    def get(self, name: str, consent: Consent) -> Any:
        return self.desk.client.get(reverse(f"ladder:{name}", args=[self.case.pk, consent.pk]))

    def post(self, name: str, consent: Consent, **data: Any) -> Any:
        address = reverse(f"ladder:{name}", args=[self.case.pk, consent.pk])
        return self.desk.client.post(address, data)

    def carry_out(self, consent: Consent, passphrase: str = PASSPHRASE) -> Any:
        return self.post("carry-out", consent, passphrase=passphrase)

    def document(self, consent: Consent) -> Any:
        return self.post("document", consent, passphrase=PASSPHRASE)

    def page(self) -> str:
        answer = self.desk.get(self.case)
        assert answer.status_code == 200
        return str(answer.content.decode())


@pytest.fixture
def ladder(desks: Callable[[int], Desk], case: Case) -> Ladder:
    return Ladder(desks(0), case)


@pytest.fixture
def second(ladder: Ladder, desks: Callable[[int], Desk], case: Case) -> Ladder:
    return Ladder(desks(1), case)


@dataclass
class Reporter:
    """The reporter's browser."""

    client: Client

    def dossier(self) -> str:
        return str(self.client.get("/dossier/inhoud/").content.decode())

    def page(self, consent: Consent) -> Any:
        return self.client.get(reverse("own-ladder:question", args=[consent.pk]))

    def answer(self, consent: Consent, answer: str, digest: str | None = None) -> Any:
        """Answer as the page has it: with the digest of what it shows."""
        page = self.page(consent).content.decode()
        shown = re.search(r'name="digest" value="([0-9a-f]+)"', page)
        given = digest if digest is not None else (shown.group(1) if shown else "")
        address = reverse("own-ladder:question", args=[consent.pk])
        return self.client.post(address, {"answer": answer, "digest": given})


@pytest.fixture
def reporter(filed: FiledReport) -> Reporter:
    client = Client()
    client.post("/dossier/", {"code": receipts.grouped(RECEIPT)})
    return Reporter(client)
