"""Everybody who could ask for a page, signed in as they would be, and one case."""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from reports.casework.models import Case
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.vault import receipts
from stagebaken.vault.models import Recipient, RecipientState
from stagebaken.web.days import today
from tests.cast import (
    PASSPHRASE,
    Member,
    duinkerk,
    make_administrator,
    make_advisor,
    make_member,
    make_recovery,
    make_sbb_recovery,
    make_team,
    make_user,
    zeewaarde,
)
from tests.reports.filing import file
from tests.stagebaken.accounts.signing_in import show, sign_in

RECEIPT = "0" * 25


@dataclass
class World:
    school: School
    other: School
    case: Case
    mehmet: Member
    ilse: Member
    wim: Member
    custodian: User
    administrator: User
    waiting: Member  # made a key, not admitted yet
    leaving: Member  # suspended
    company: TrainingCompany  # that of the company's contact
    advisor: Member  # of SBB
    clients: dict[str, Client] = field(default_factory=dict)


def build() -> World:
    school, other = zeewaarde(), duinkerk()
    mehmet, ilse, wim = make_team(school)
    recovery = make_recovery(school)
    administrator = make_administrator(school)
    stranger = make_member(other, name="Els Vreemd")
    case = file(school, excluded=(wim.user,), receipt=RECEIPT).dossier.case
    company, contact = maintained()
    waiting = make_member(school, name="Wanda Wacht", state=RecipientState.KEYED)
    leaving = make_member(school, name="Lea Vertrek", state=RecipientState.SUSPENDED)
    advisor = make_advisor()
    world = World(
        school=school,
        other=other,
        case=case,
        mehmet=mehmet,
        ilse=ilse,
        wim=wim,
        custodian=recovery.custodians[0],
        administrator=administrator,
        waiting=waiting,
        leaving=leaving,
        company=company,
        advisor=advisor,
    )
    world.clients |= {"anonymous": Client(), "reporter": reporter()}
    people = {
        "student": make_user("Sem Student"),
        "coordinator": mehmet.user,
        "locked": ilse.user,
        "excluded": wim.user,
        "other_school": stranger.user,
        "custodian": recovery.custodians[0],
        "administrator": administrator,
        "other_administrator": make_administrator(other, "Karel Kantoor"),
        "company": contact,
        "sbb": advisor.user,
        "sbb_custodian": make_sbb_recovery().custodians[0],
        "platform": with_role("Olga Operator", Role.PLATFORM_ADMINISTRATOR),
        "unfactored": make_member(school, name="Nora Nieuw").user,
    }
    world.clients |= {role: signed_in(role, user) for role, user in people.items()}
    for member in (mehmet, wim, stranger, advisor):
        unlock(world, member)
    return world


def reporter() -> Client:
    client = Client()
    client.post("/dossier/", {"code": receipts.grouped(RECEIPT)})
    return client


def with_role(name: str, role: Role) -> User:
    user = make_user(name)
    Membership.objects.create(user=user, role=role)
    return user


def maintained() -> tuple[TrainingCompany, User]:
    """A leerbedrijf and its contact person."""
    company = TrainingCompany.objects.create(name="Garage De Slinger")
    contact = with_role("Gijs Garage", Role.COMPANY_CONTACT)
    CompanyContact.objects.create(company=company, user=contact, started_on=today())
    return company, contact


def signed_in(role: str, user: User) -> Client:
    client = Client()
    if role == "unfactored":
        client.force_login(user)
    elif role == "company":
        client.force_login(user)
        show(client, user, "password", "code")
    else:
        sign_in(client, user)
    return client


def unlock(world: World, member: Member) -> None:
    client = next(
        client
        for client in world.clients.values()
        if client.session.get("_auth_user_id") == str(member.user.pk)
    )
    answer: Any = client.post("/zaken/kluis/openen/", {"passphrase": PASSPHRASE})
    assert answer.status_code == 302, answer.content
    assert Recipient.objects.get(pk=member.recipient.pk).unlock_id
