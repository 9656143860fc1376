"""A school with two coordinators, another school, and the small register of the search."""

from collections.abc import Iterator

import pytest
from django.test import Client

from placements.companies.models import TrainingCompany
from schools.registry.models import School
from stagebaken.accounts.models import Role, User
from stagebaken.web.days import suppose
from tests import cast
from tests.placements.measures.deciding import TODAY, client_of
from tests.placements.search.conftest import bakery, garage

__all__ = ["bakery", "garage"]


@pytest.fixture(autouse=True)
def a_day() -> Iterator[None]:
    with suppose(TODAY):
        yield


@pytest.fixture
def school(db: None) -> School:
    return cast.zeewaarde()


@pytest.fixture
def other(db: None) -> School:
    return cast.duinkerk()


def coordinator_of(school: School, name: str) -> User:
    user = cast.make_user(name, school)
    cast.join(school, user, Role.INTERNSHIP_COORDINATOR)
    return user


@pytest.fixture
def ilse(school: School) -> User:
    return coordinator_of(school, "Ilse Bosgra")


@pytest.fixture
def wim(school: School) -> User:
    return coordinator_of(school, "Wim de Roo")


@pytest.fixture
def els(other: School) -> User:
    return coordinator_of(other, "Els Vreemd")


@pytest.fixture
def desk(ilse: User) -> Client:
    return client_of(ilse)


@pytest.fixture
def company(garage: TrainingCompany) -> TrainingCompany:
    return garage
