from pathlib import Path

import pytest
from django.conf import LazySettings

from schools.registry.models import School
from schools.students.models import HomeOrganization, Student
from stagebaken.accounts.models import User
from stagebaken.web.days import today
from tests.schools.students import people
from tests.schools.students.importing import Desk
from tests.schools.students.school_accounts import HOME, NOOR
from tests.stagebaken.accounts import school as schools


@pytest.fixture
def desk(tmp_path: Path, school: School) -> Desk:
    """An operator, for the school of the cast."""
    return Desk(tmp_path)


@pytest.fixture
def coordinator(school: School) -> User:
    return people.make_coordinator(school)


@pytest.fixture
def noor(school: School) -> Student:
    """A student on the list, without an account."""
    return people.make_student(school)


@pytest.fixture
def provider(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> schools.School:
    found = schools.make_provider(settings, monkeypatch)
    found.claims = dict(NOOR)
    return found


@pytest.fixture
def opened(school: School) -> School:
    """Its own students may come in."""
    HomeOrganization.objects.create(domain=HOME, school=school, confirmed_on=today())
    return school
