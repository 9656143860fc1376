"""People in front of their screens: each with an own browser, signed in with two factors."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from schools.registry.models import School
from stagebaken.accounts.models import User
from tests import cast
from tests.reports.strongroom.screens import Screen
from tests.stagebaken.accounts.signing_in import sign_in

Open = Callable[[User], Screen]


@pytest.fixture
def school(db: None) -> School:
    cache.clear()
    return cast.zeewaarde()


@pytest.fixture
def screen(school: School) -> Open:
    """The browser of somebody who is signed in."""

    def open_one(user: User) -> Screen:
        client = Client()
        sign_in(client, user)
        return Screen(client, school)

    return open_one


@pytest.fixture
def safe(school: School) -> cast.Recovery:
    return cast.make_recovery(school)


@pytest.fixture
def mehmet(school: School, safe: cast.Recovery) -> cast.Member:
    return cast.make_member(school)


@pytest.fixture
def ilse(school: School, safe: cast.Recovery) -> cast.Member:
    return cast.make_member(school, name="Ilse Bosgra")
