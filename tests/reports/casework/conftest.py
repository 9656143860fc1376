"""A browser of the team: signed in, with the vault open or closed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from reports.casework.models import Case
from schools.registry.models import School
from stagebaken.audit.models import Event, Verb
from tests.cast import PASSPHRASE, Member, make_team, zeewaarde
from tests.reports.filing import file
from tests.stagebaken.accounts.signing_in import sign_in

UNLOCK = "/zaken/kluis/openen/"


@dataclass
class Desk:
    """One member at work."""

    member: Member
    client: Client

    def open_vault(self) -> None:
        assert self.client.post(UNLOCK, {"passphrase": PASSPHRASE}).status_code == 302

    def close_vault(self) -> None:
        self.client.post("/zaken/kluis/sluiten/")

    def list(self, **query: Any) -> str:
        return text(self.client.get(reverse("board:list"), query))

    def get(self, case: Case, name: str = "case", *args: Any) -> Any:
        return self.client.get(reverse(f"casework:{name}", args=[case.pk, *args]))

    def post(self, case: Case, name: str, **data: Any) -> Any:
        return self.client.post(reverse(f"casework:{name}", args=[case.pk]), data)


DeskOf = Callable[[Member], Desk]
HOSTILE = "<script>alert('x')</script> \"'&"
VERBS = ("reply", "notify", "note", "acknowledge", "assign", "recuse")
WORDS = {"text": "Ik geloof je."}


def upload(content: bytes = b"Wat er in het rooster stond.") -> SimpleUploadedFile:
    return SimpleUploadedFile("geheime naam.txt", content)


def events(case: Case, verb: Verb) -> int:
    return Event.objects.of_dossier(case.dossier_id).filter(verb=verb).count()


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def text(response: HttpResponse) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.fixture
def school() -> School:
    return zeewaarde()


@pytest.fixture
def team(school: School) -> list[Member]:
    return make_team(school)


@pytest.fixture
def desk_of() -> Callable[[Member], Desk]:
    def desk_of(member: Member) -> Desk:
        desk = Desk(member, Client())
        sign_in(desk.client, member.user)
        desk.open_vault()
        return desk

    return desk_of


@pytest.fixture
def mehmet(team: list[Member], desk_of: Callable[[Member], Desk]) -> Desk:
    return desk_of(team[0])


@pytest.fixture
def case(school: School, team: list[Member]) -> Case:
    return file(school).dossier.case
