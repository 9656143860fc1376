"""A small cast: one school, a counsellor, a company contact, somebody without a role."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress

from schools.registry.models import School, Sector
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User

PASSWORD = "een zin van vijf woorden"

MakeUser = Callable[..., User]


@pytest.fixture
def make_user(db: None) -> MakeUser:
    def make(name: str, role: Role | None = None, school: School | None = None) -> User:
        user = User.objects.create_user(f"{name}@school.test", PASSWORD, name=name.capitalize())
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        if role is not None:
            Membership.objects.create(user=user, role=role, school=school)
        return user

    return make


@pytest.fixture
def school(db: None) -> School:
    return School.objects.create(code="zeewaarde", name="mbo Zeewaarde", sector=Sector.MBO)


@pytest.fixture
def counsellor(make_user: MakeUser, school: School) -> User:
    return make_user("samira", Role.CONFIDENTIAL_COUNSELLOR, school)


@pytest.fixture
def contact(make_user: MakeUser) -> User:
    return make_user("garage", Role.COMPANY_CONTACT)


@pytest.fixture
def nobody(make_user: MakeUser) -> User:
    """Somebody with an account and no role."""
    return make_user("noa")
