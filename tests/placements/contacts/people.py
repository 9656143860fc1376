"""Companies and the people who speak for them, for the tests of their rooms."""

from django.test import Client

from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.web.days import today
from tests import cast
from tests.stagebaken.accounts.signing_in import show, sign_in


def make_company(name: str = "Garage De Slinger", **facts: object) -> TrainingCompany:
    return register(name=name, **{"place": "Oosterhaven", "size_class": "1-9"} | facts)


def make_contact(company: TrainingCompany, name: str = "Gijs Garage") -> User:
    """A person who speaks for this company; one name is one person."""
    user = cast.make_user(name)
    CompanyContact.objects.create(company=company, user=user, started_on=today())
    Membership.objects.get_or_create(user=user, role=Role.COMPANY_CONTACT, ended_on=None)
    return user


def make_advisor() -> User:
    user = cast.make_user("Arend Adviseur")
    Membership.objects.create(user=user, role=Role.SBB_ADVISOR)
    return user


def contact_browser(user: User) -> Client:
    """Signed in with a password and the mailed code."""
    client = Client()
    client.force_login(user)
    show(client, user, "password", "code")
    return client


def staff_browser(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client
