"""A school that recorded its basis, and students of it and of another."""

from datetime import date

import pytest
from django.test import Client

from schools.origin import switching
from schools.origin.models import Register
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import Role, User
from stagebaken.web.days import today
from tests import cast

BASIS = {
    "basis": "consent",
    "explanation": "Wij willen weten of iedereen even makkelijk een stage vindt.",
    "decided_by": "College van Bestuur",
    "decided_on": date(2026, 9, 1),
}


def switch_on(school: School, administrator: User) -> Register:
    return switching.record_basis(by=administrator, school=school, **BASIS)  # type: ignore[arg-type]


def make_student(school: School, number: str = "1001", name: str = "Samira Bouali") -> Student:
    """A student with an account."""
    user = cast.make_user(name, school)
    cast.join(school, user, Role.STUDENT)
    return Student.objects.create(
        school=school,
        number=number,
        name=name,
        email=user.email,
        source="test",
        started_on=today(),
        account=user,
        invited_on=today(),
        joined_on=today(),
    )


def person(student: Student) -> User:
    assert student.account is not None
    return student.account


def browser(student: Student) -> Client:
    client = Client()
    client.force_login(person(student))
    return client


@pytest.fixture
def register(school: School, administrator: User) -> Register:
    return switch_on(school, administrator)


@pytest.fixture
def student(school: School) -> Student:
    return make_student(school)
