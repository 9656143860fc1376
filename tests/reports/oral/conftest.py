"""A member of the team who writes a report down, and the student it is of."""

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from reports.intake.answers import Answers
from reports.intake.drafts import open_with
from reports.oral import drafts
from schools.registry.models import School
from tests import cast
from tests.attacks import staff
from tests.cast import Member

START, QUESTIONS, CHECK = "/zaken/aannemen/", "/zaken/aannemen/vragen/", "/zaken/aannemen/controle/"
STORY = "De chef lachte toen ik mijn naam zei."
TOLD: dict[str, Any] = {
    "danger": "no",
    "perspective": "self",
    "phases": ["during"],
    "grounds": ["race"],
    "account": STORY,
    "company_text": "Garage Windstil",
    "wish": "talk",
    "outsiders": "mijn mentor",
    "is_known": "no",
}
GROUP = re.compile(r'stagebaken-code__group">(\d{5})<')
SEEN = re.compile(r'name="gezien" value="(\w+)"')


@dataclass
class Writer:
    """The member at work."""

    member: Member
    client: Client = field(default_factory=Client)

    def begin(self, channel: str = "beside", **more: str) -> Any:
        return self.client.post(START, {"channel": channel} | more)

    def write(self, **changed: Any) -> Any:
        return self.client.post(QUESTIONS, TOLD | changed)

    def get(self, path: str) -> str:
        response = self.client.get(path)
        assert response.status_code == 200, response.get("Location")
        return response.content.decode()

    def code(self) -> str:
        """The receipt as it stands on the page, to be read aloud."""
        return "".join(GROUP.findall(self.get(CHECK)))

    def send(self) -> Any:
        seen = SEEN.search(self.get(CHECK))
        assert seen
        return self.client.post(CHECK, {"gezien": seen[1]})

    def take_down(self, channel: str = "beside", **changed: Any) -> str:
        """From the first page to a filed report; gives the receipt that the member saw."""
        self.begin(channel)
        assert self.write(**changed).status_code == 303
        code = self.code()
        assert self.send()["Location"] == "/zaken/aannemen/klaar/"
        return code

    @property
    def draft(self) -> Answers:
        secret = drafts.drafts.secret_in(_Request(self.client), drafts.COOKIE)  # type: ignore[arg-type]
        assert secret
        opened = open_with(drafts.key_from(secret, self.member.user))
        assert opened
        return opened.answers


class _Request:
    def __init__(self, client: Client) -> None:
        self.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}


@pytest.fixture
def school(db: None) -> School:
    return cast.zeewaarde()


@pytest.fixture
def team(school: School) -> list[Member]:
    cast.make_recovery(school)
    return cast.make_team(school)


@pytest.fixture
def writer(team: list[Member]) -> Writer:
    """Mehmet, signed in; writing down needs no open vault."""
    return Writer(team[0], staff.signed_in(team[0].user))


@dataclass
class Student:
    """The browser of the student, at home."""

    client: Client = field(default_factory=Client)

    def open(self, code: str) -> Any:
        return self.client.post("/dossier/", {"code": code})

    def shown(self) -> dict[str, str]:
        """What the page of the new code holds."""
        page = self.client.get("/dossier/nieuwe-code/")
        assert page.status_code == 200
        fields = re.findall(r'name="(nieuw|ticket)" value="([^"]+)"', page.content.decode())
        return dict(fields)

    def renew(self) -> str:
        """Keep the new code; gives it."""
        shown = self.shown()
        answer = self.client.post("/dossier/nieuwe-code/", shown)
        assert answer["Location"] == "/dossier/inhoud/"
        return shown["nieuw"]

    def dossier(self) -> str:
        page = self.client.get("/dossier/inhoud/")
        assert page.status_code == 200, page.get("Location")
        return str(page.content.decode())


@pytest.fixture
def student() -> Student:
    return Student()
