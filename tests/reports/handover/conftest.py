"""A report whose reporter said yes to SBB, a school's team, and SBB with a vault of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from placements.accreditations.actions import recognise
from placements.accreditations.models import Key, Programme
from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from reports.casework import actions as casework
from reports.casework.models import Case
from reports.consents import actions as consents
from reports.consents.models import Consent
from reports.consents.vocabulary import State, Step
from reports.handover import actions, linking
from reports.handover.models import Handover, Investigation
from reports.handover.opening import open_investigation
from reports.intake.actions import FiledReport
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import today
from tests.cast import PASSPHRASE, Member, make_advisor, make_team, zeewaarde
from tests.reports.filing import file, own
from tests.stagebaken.accounts.signing_in import sign_in

DOCUMENT = (
    "School: mbo Zeewaarde\r\nBedrijf: Garage De Vonk\n\n"
    "Ze zeiden dat mijn naam de klanten zou wegjagen. ñ€ <b>'\"&  \n"
)
RESPONSE = "Wij gaan deze week bij het bedrijf langs."
REASONS = "De garage herkende het en past de werkverdeling aan."
UNLOCK = "/zaken/kluis/openen/"


def speaks_for(user: User, company: TrainingCompany) -> None:
    """Make this person a contact of the company as well."""
    membership = {"user": user, "role": Role.COMPANY_CONTACT}
    Membership.objects.create(**membership)
    CompanyContact.objects.create(company=company, user=user, started_on=today())


@dataclass
class Scene:
    """One school with its team, and one report."""

    school: School
    team: list[Member]
    filed: FiledReport

    @property
    def case(self) -> Case:
        return Case.objects.select_related("school", "dossier__report").get(
            dossier=self.filed.dossier
        )

    @property
    def mehmet(self) -> Member:
        return self.team[0]

    def consent(
        self, document: str = DOCUMENT, answer: State | None = State.YES, step: Step = Step.SBB
    ) -> Consent:
        """Ask the reporter, and let them answer."""
        mine = own(self.filed)
        request = consents.Request(step=step, receiver="SBB", document=document)
        asked, _ = consents.ask(dossier=mine.dossier, keys=mine.keys, request=request, day=today())
        if answer:
            self.answer(asked, answer)
        return asked

    def answer(self, asked: Consent, answer: State) -> None:
        mine = own(self.filed)
        shown = next(o for o in consents.opened(mine.dossier, mine.keys) if o.id == asked.pk)
        consents.answer(
            dossier=mine.dossier, keys=mine.keys, consent_id=asked.pk, answer=answer,
            digest=shown.request.digest, day=today(),
        )  # fmt: skip

    def hand_over(self, consent: Consent | None = None) -> Handover:
        consent = consent or self.consent()
        return actions.hand_over(
            member=self.mehmet.unlocked, case=self.case, consent_id=consent.pk
        ).handover

    def acknowledge(self) -> None:
        casework.acknowledge(member=self.mehmet.unlocked, case=self.case)


@dataclass
class Desk:
    """A browser of somebody at work, with the vault open."""

    member: Member
    client: Client

    def close_vault(self) -> None:
        self.client.post("/zaken/kluis/sluiten/")

    def get(self, name: str, *args: Any, **query: Any) -> Any:
        return self.client.get(reverse(name, args=args), query)

    def post(self, name: str, *args: Any, **data: Any) -> Any:
        return self.client.post(reverse(name, args=args), data)

    def text(self, name: str, *args: Any, **query: Any) -> str:
        return text(self.get(name, *args, **query))


DeskOf = Callable[[Member], Desk]


def text(response: HttpResponse) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def investigation() -> Investigation:
    """The one copy that there is."""
    return Investigation.objects.select_related("dossier__vault").get()


def link(member: Member, name: str = "Bakkerij Kruim") -> None:
    """Say which company it is about, unless somebody did: without one nothing is concluded."""
    found = investigation()
    if open_investigation(member=member.unlocked, investigation=found).company_id is None:
        linking.link_company(
            member=member.unlocked, investigation=found, company=register(name=name)
        )


def events(dossier_id: UUID, verb: Verb) -> int:
    return Event.objects.of_dossier(dossier_id).filter(verb=verb).count()


def desk(member: Member) -> Desk:
    found = Desk(member, Client())
    sign_in(found.client, member.user)
    assert found.client.post(UNLOCK, {"passphrase": PASSPHRASE}).status_code == 302
    return found


@pytest.fixture
def scene(db: None) -> Scene:
    school = zeewaarde()
    team = make_team(school)
    return Scene(school, team, file(school))


@pytest.fixture
def arend(db: None) -> Member:
    return make_advisor()


@pytest.fixture
def handover(scene: Scene, arend: Member) -> Handover:
    return scene.hand_over()


@pytest.fixture
def sbb(arend: Member) -> Desk:
    return desk(arend)


@pytest.fixture
def handed(scene: Scene, arend: Member) -> Investigation:
    scene.hand_over()
    return investigation()


@pytest.fixture
def key(db: None) -> Key:
    """Garage De Vonk, recognised for one programme."""
    company = register(name="Garage De Vonk")
    programme = Programme.objects.create(kind="kwalificatie", crebo="90211", name="Autotechnicus")
    found = Key(company.pk, programme.pk, "bol")
    recognise(key=found, source="proef")
    return found
