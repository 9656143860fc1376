"""Companies, recognitions and places for any test of this room."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from placements.accreditations.actions import recognise
from placements.accreditations.models import Key, Programme, ProgrammeKind
from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from placements.places import actions
from placements.places.actions import Task
from placements.places.models import TrainingPlace
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.web.days import today
from tests.cast import make_user

FACTS: dict[str, Any] = {
    "title": "Meewerken in de werkplaats",
    "programme_text": "Techniek",
    "description": "Je werkt samen met een vaste begeleider.",
    "hours_per_week": 32,
    "starts_on": date(2027, 2, 1),
    "allowance_cents": 35_000,
}
TASKS = (Task("Banden wisselen", "B1-K1-W1"), Task("Remmen nakijken"))


def a_company(name: str = "Garage De Slinger") -> TrainingCompany:
    return TrainingCompany.objects.create(name=name)


def a_contact(company: TrainingCompany, name: str = "") -> User:
    """A contact of this company; made where there is none of this name, or none at all."""
    known = CompanyContact.objects.active().filter(company=company).first()
    if known and not name:
        return known.user
    user = make_user(name or f"Contact van {company.name}")
    contact = CompanyContact.objects.filter(company=company, user=user)
    if not contact.exists():
        CompanyContact.objects.create(company=company, user=user, started_on=today())
        Membership.objects.get_or_create(user=user, role=Role.COMPANY_CONTACT)
    return user


def a_programme(crebo: str = "90211", name: str = "Autotechnicus", level: int = 2) -> Programme:
    found, _made = Programme.objects.get_or_create(
        kind=ProgrammeKind.KWALIFICATIE, crebo=crebo, name=name, level=level
    )
    return found


def an_hbo_programme(name: str = "Werktuigbouwkunde") -> Programme:
    return Programme.objects.get_or_create(kind=ProgrammeKind.HBO, name=name)[0]


def key_of(company: TrainingCompany, programme: Programme, pathway: str = "bol") -> Key:
    return Key(company.pk, programme.pk, pathway)


def recognised(company: TrainingCompany, programme: Programme, pathway: str = "bol") -> Key:
    """Erkend from long ago, without an end."""
    key = key_of(company, programme, pathway)
    recognise(key=key, source="proef", valid_from=today() - timedelta(days=400))
    return key


def a_place(
    *, company: TrainingCompany, tasks: Iterable[Task] = TASKS, **facts: Any
) -> TrainingPlace:
    """A concept that lacks nothing."""
    return actions.write(by=a_contact(company), company=company, facts=FACTS | facts, tasks=tasks)


def an_open_place(*, company: TrainingCompany, **facts: Any) -> TrainingPlace:
    place = a_place(company=company, **facts)
    return actions.publish(by=a_contact(company), place=place)
