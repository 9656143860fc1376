import pytest
from django.test import Client

from placements.accreditations.actions import recognise
from placements.accreditations.models import Key
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from tests import cast
from tests.placements.accreditations.conftest import (
    FILE,
    a_day,
    designer,
    garage,
    key,
    mechanic,
)
from tests.stagebaken.accounts.signing_in import sign_in

__all__ = ["a_day", "designer", "garage", "key", "mechanic"]


@pytest.fixture
def erkend(key: Key) -> Key:
    recognise(key=key, source=FILE)
    return key


@pytest.fixture
def advisor(db: None) -> User:
    user = cast.make_user("Arend Adviseur")
    Membership.objects.create(user=user, role=Role.SBB_ADVISOR)
    return user


@pytest.fixture
def desk(advisor: User) -> Client:
    """The browser of an advisor of SBB."""
    client = Client()
    sign_in(client, advisor)
    return client


@pytest.fixture
def school(db: None) -> School:
    return cast.duinkerk()


@pytest.fixture
def coordinator(school: School) -> User:
    user = cast.make_user("Els Vreemd", school)
    cast.join(school, user, Role.INTERNSHIP_COORDINATOR)
    return user


@pytest.fixture
def office(coordinator: User) -> Client:
    """The browser of a coordinator of a hbo school."""
    client = Client()
    sign_in(client, coordinator)
    return client
