from pathlib import Path

import pytest

from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import User
from tests.schools.students import people
from tests.schools.students.importing import Desk


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
