"""The cast of the schools' tests: two schools, their administrators, a platform administrator."""

import pytest

from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from tests import cast


@pytest.fixture
def school(db: None) -> School:
    return cast.zeewaarde()


@pytest.fixture
def other_school(db: None) -> School:
    return cast.duinkerk()


@pytest.fixture
def administrator(school: School) -> User:
    return cast.make_administrator(school)


@pytest.fixture
def stranger(other_school: School) -> User:
    """The administrator of the other school."""
    return cast.make_administrator(other_school, "Olga Elders")


@pytest.fixture
def platform_administrator(db: None) -> User:
    user = cast.make_user("Pim Platform")
    Membership.objects.create(user=user, role=Role.PLATFORM_ADMINISTRATOR)
    return user


@pytest.fixture
def counsellor(school: School) -> User:
    return cast.make_member(school).user
