"""A school with a team and an administrator, another school, and the platform."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from reports.rights import actions
from reports.rights.models import DataRequest
from reports.rights.policy import Counter
from reports.rights.vocabulary import Desk, Part, Right
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.web.days import suppose
from tests import cast
from tests.stagebaken.accounts.signing_in import sign_in

TODAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def a_day() -> Iterator[None]:
    with suppose(TODAY):
        yield


@pytest.fixture
def school(db: None) -> School:
    return cast.zeewaarde()


@pytest.fixture
def mehmet(school: School) -> User:
    return cast.make_member(school).user


@pytest.fixture
def truus(school: School) -> User:
    return cast.make_administrator(school)


@pytest.fixture
def olga(db: None) -> User:
    user = cast.make_user("Olga Operator")
    Membership.objects.create(user=user, role=Role.PLATFORM_ADMINISTRATOR)
    return user


@pytest.fixture
def team(school: School) -> Counter:
    return Counter(Desk.TEAM, school)


@pytest.fixture
def office(school: School) -> Counter:
    return Counter(Desk.SCHOOL, school)


PLATFORM = Counter(Desk.PLATFORM)


def enter(by: User, counter: Counter, part: Part, **facts: Any) -> DataRequest:
    sent: dict[str, Any] = {"right": Right.INSIGHT, "received_on": TODAY, "once": None}
    return actions.enter(by=by, counter=counter, part=part, **(sent | facts))


def client_of(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client
