"""A reporter with a dossier in which everything happened."""

from typing import Any

import pytest

from reports.consents import actions as consents
from reports.consents.actions import Request
from reports.consents.vocabulary import State, Step
from stagebaken.web.days import today
from tests import cast
from tests.attacks.story import Told, tell
from tests.cast import Member

FILE = "/dossier/meenemen/bestand/"
ASKED = Request(
    step=Step.SBB,
    receiver="SBB",
    document="Een student meldt iets over een garage.",
    may_follow="SBB onderzoekt het bedrijf.",
    author="Mehmet Aydın",
    role="confidential_counsellor",
)


@pytest.fixture
def team(db: None) -> list[Member]:
    return cast.make_team(cast.zeewaarde())


@pytest.fixture
def told(team: list[Member]) -> Told:
    """A conversation both ways, a note, a file, an exclusion, a name, a consent."""
    told = tell(team[0].user.memberships.get().school, team[0], excluded=(team[2].user,))  # type: ignore[arg-type]
    asked, _ = consents.ask(dossier=told.dossier, keys=told.keys, request=ASKED, day=today())
    consents.answer(
        dossier=told.dossier,
        keys=told.keys,
        consent_id=asked.pk,
        answer=State.YES,
        digest=ASKED.digest,
        day=today(),
    )
    return told


def copy(told: Told, kind: str, language: str = "") -> Any:
    prefix = f"/{language}" if language else ""
    return told.reporter.post(f"{prefix}{FILE}", {"soort": kind})
