"""A garage and its contact person, a bakery that is another's, and who invites."""

import pytest
from django.test import Client

from placements.companies.models import TrainingCompany
from schools.registry.models import School
from stagebaken.accounts.models import Role, User
from tests import cast
from tests.placements.contacts import people


@pytest.fixture
def company(db: None) -> TrainingCompany:
    return people.make_company()


@pytest.fixture
def other(db: None) -> TrainingCompany:
    return people.make_company("Bakkerij Zoetekauw")


@pytest.fixture
def gijs(company: TrainingCompany) -> User:
    return people.make_contact(company)


@pytest.fixture
def browser(gijs: User) -> Client:
    return people.contact_browser(gijs)


@pytest.fixture
def school(db: None) -> School:
    return cast.zeewaarde()


@pytest.fixture
def coordinator(school: School) -> User:
    user = cast.make_user("Ilse Bosgra", school)
    cast.join(school, user, Role.INTERNSHIP_COORDINATOR)
    return user


@pytest.fixture
def advisor(db: None) -> User:
    return people.make_advisor()
