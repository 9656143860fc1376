"""A report that ended a placement, a team at work, a coordinator's list, a reporter's browser."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from placements.companies.models import TrainingCompany
from placements.replacement.models import ReplacementRequest
from reports.casework.models import Case
from reports.intake.actions import FiledReport
from reports.replacing import matter as matters
from reports.replacing.matter import Matter
from reports.reporter.opening import OwnDossier
from schools.registry.models import School
from stagebaken.vault import receipts
from stagebaken.web.days import suppose
from tests.cast import PASSPHRASE, Member, make_team, zeewaarde
from tests.placements.search.conftest import TODAY, bakery, garage
from tests.reports.casework.conftest import Desk
from tests.reports.filing import file, own
from tests.stagebaken.accounts.signing_in import sign_in

__all__ = ["TODAY", "bakery", "garage"]

RECEIPT = receipts.normalise("0" * 25)
WANTED = {
    "near": "Oosterhaven",
    "crebo": "90211",
    "pathway": "bol",
    "level": "2",
    "wishes": "Op vrijdag vrij, om te bidden",
}


@pytest.fixture(autouse=True)
def a_day() -> Iterator[None]:
    with suppose(TODAY):
        yield


@pytest.fixture
def school(db: None) -> School:
    return zeewaarde()


@pytest.fixture
def team(school: School) -> list[Member]:
    return make_team(school)


@pytest.fixture
def filed(school: School, team: list[Member]) -> FiledReport:
    """Wim, a coordinator, is kept out of it."""
    return file(school, wish="place", receipt=RECEIPT, excluded=(team[2].user,))


@pytest.fixture
def case(filed: FiledReport) -> Case:
    return filed.dossier.case


@dataclass
class Team:
    """What one member does about another placement in one case."""

    desk: Desk
    case: Case

    def post(self, name: str, **data: Any) -> Any:
        return self.desk.client.post(self.address(name), data)

    def get(self, name: str, **query: Any) -> Any:
        return self.desk.client.get(self.address(name), query)

    def address(self, name: str) -> str:
        return reverse(f"replacing:{name}", args=[self.case.pk])

    def ask(self, **changes: Any) -> Any:
        return self.post("ask", **(WANTED | changes))

    def open(self) -> Any:
        return self.post("open", passphrase=PASSPHRASE)

    def propose(self, *companies: TrainingCompany, **data: Any) -> Any:
        return self.post("propose", companies=[one.pk for one in companies], **data)

    def page(self) -> str:
        answer = self.desk.get(self.case)
        assert answer.status_code == 200
        return str(answer.content.decode())


def make_desk(member: Member) -> Desk:
    desk = Desk(member, Client())
    sign_in(desk.client, member.user)
    desk.open_vault()
    return desk


@pytest.fixture
def mehmet(team: list[Member], case: Case, garage: TrainingCompany) -> Team:
    """A counsellor: on the team, and no placement staff."""
    return Team(make_desk(team[0]), case)


@pytest.fixture
def wim(team: list[Member], filed: FiledReport) -> Client:
    """The excluded coordinator at the list of requests."""
    return make_desk(team[2]).client


@dataclass
class Reporter:
    """The reporter's browser."""

    client: Client
    filed: FiledReport

    @property
    def own(self) -> OwnDossier:
        return own(self.filed)

    @property
    def matter(self) -> Matter:
        opened = self.own
        return matters.read(opened.dossier, opened.keys)

    def dossier(self) -> str:
        answer = self.client.get("/dossier/inhoud/")
        assert answer.status_code == 200
        return str(answer.content.decode())

    def answer(self, answer: str, *, closes: bool = True) -> Any:
        """As the page has it: with the digest of what it shows."""
        shown = re.search(r'name="digest" value="([0-9a-f]{64})"', self.dossier())
        data = {"answer": answer, "digest": shown.group(1) if shown else ""}
        return self.post("antwoord/", **(data | ({"closes": "1"} if closes else {})))

    def post(self, page: str, **data: Any) -> Any:
        return self.client.post(f"/dossier/plek/{page}", data)


@pytest.fixture
def reporter(filed: FiledReport, garage: TrainingCompany) -> Reporter:
    client = Client()
    client.post("/dossier/", {"code": receipts.grouped(RECEIPT)})
    return Reporter(client, filed)


@pytest.fixture
def request_row(mehmet: Team, reporter: Reporter) -> ReplacementRequest:
    """Asked, agreed and opened."""
    mehmet.ask()
    reporter.answer("ja")
    assert mehmet.open().status_code == 302
    return ReplacementRequest.objects.get()
