"""A member who wants to skip the reporter: no forged form takes a step that the table forbids."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reports.casework.models import Case, CaseEvent, Status
from reports.consents.vocabulary import Step
from reports.intake.actions import FiledReport
from reports.registration.models import RegistrationRecord
from schools.registry.models import School
from tests.cast import PASSPHRASE, Member, make_team, zeewaarde
from tests.reports.casework.acting import say_yes, walk
from tests.reports.filing import file, own
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = pytest.mark.django_db

EVERYTHING = {
    "do": "1",
    "text": "Gedaan.",
    "note": "Zo is het.",
    "day": "2099-01-01",
    "outcome": "settled",
    "measures": ["sbb", "hearing"],
}


@pytest.fixture
def team() -> list[Member]:
    return make_team(zeewaarde())


@pytest.fixture
def filed(team: list[Member]) -> FiledReport:
    filed = file(School.objects.get())
    walk(team[0], filed, Status.ACKNOWLEDGED)
    return filed


@pytest.fixture
def insider(team: list[Member]) -> Client:
    client = Client()
    sign_in(client, team[0].user)
    client.post("/zaken/kluis/openen/", {"passphrase": PASSPHRASE})
    return client


def forge(insider: Client, filed: FiledReport, to: str, **data: Any) -> int:
    address = reverse("casework:step", args=[filed.dossier.case.pk])
    return insider.post(address, EVERYTHING | {"to": to} | data).status_code


@pytest.mark.parametrize("to", ["hearing", "forwarded_sbb", "withdrawn", "received"])
@pytest.mark.parametrize("said_yes", [False, True])
def test_no_forged_step_reaches_a_company_or_sbb(
    insider: Client, filed: FiledReport, to: str, said_yes: bool
) -> None:
    """A yes that was not carried out is none: nothing left, so nobody was heard."""
    if said_yes:
        say_yes(filed, Step.HEAR)
        say_yes(filed, Step.SBB)
    assert forge(insider, filed, to) in {302, 409, 422}
    assert Case.objects.get().status == Status.ACKNOWLEDGED
    assert not own(filed).conversation


def test_no_case_is_closed_behind_the_reporters_back(insider: Client, filed: FiledReport) -> None:
    for missing in ({"text": " "}, {"outcome": ""}, {"outcome": "verzonnen"}, {"note": ""}):
        assert forge(insider, filed, "closed", **missing) == 422
    assert not RegistrationRecord.objects.exists()
    assert CaseEvent.objects.count() == 2


def test_a_deadline_is_not_moved_by_a_form(insider: Client, filed: FiledReport) -> None:
    before = Case.objects.values("due_on", "limit_on", "term_on").get()
    forge(insider, filed, "replacement", due_on="2099-01-01", limit_on="", paused_days="99")
    assert Case.objects.values("due_on", "limit_on", "term_on").get() == before
