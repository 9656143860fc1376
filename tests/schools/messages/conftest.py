"""A student with an account and a coordinator of the same school, in their browsers."""

import pytest
from django.test import Client

from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import User
from tests.schools.students.browsers import browser
from tests.schools.students.people import let_in, make_coordinator, make_student


@pytest.fixture
def coordinator(school: School) -> User:
    return make_coordinator(school)


@pytest.fixture
def noor(school: School, coordinator: User) -> Student:
    student = make_student(school)
    let_in(student, coordinator)
    return student


@pytest.fixture
def account(noor: Student) -> User:
    assert noor.account is not None
    return noor.account


@pytest.fixture
def desk(coordinator: User) -> Client:
    return browser(coordinator)


@pytest.fixture
def phone(account: User) -> Client:
    """The student's browser."""
    return browser(account)
