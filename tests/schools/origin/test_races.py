"""Two verbs about one student in the same moment: each outcome is one of the two orders."""

import pytest
from django.db import transaction

from schools.origin import actions, own, switching
from schools.origin.models import Entry, Objection, Register
from schools.origin.registers import NotSwitchedOn
from schools.origin.sealing import Facts
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.vault import erasure
from tests.at_once import at_once
from tests.schools.origin.conftest import make_student, person

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 8


def load(student: Student) -> None:
    with transaction.atomic():
        actions.take(school=student.school, facts={student.number: Facts("Europa")}, answers={})


def test_a_file_never_wins_from_an_objection(register: Register, student: Student) -> None:
    for _ in range(ROUNDS):
        at_once(
            lambda: load(student), lambda: actions.withdraw(by=person(student), student=student)
        )
        assert not Entry.objects.exists()
        Objection.objects.all().delete()


def test_given_twice_at_once_is_one_row(register: Register, student: Student) -> None:
    def give() -> None:
        actions.give(by=person(student), student=student, facts=Facts("Europa"))

    for _ in range(ROUNDS):
        at_once(give, give, give)
        assert Entry.objects.count() == 1
        Entry.objects.all().delete()


def test_nothing_is_given_while_it_is_switched_off(
    register: Register, student: Student, administrator: User
) -> None:
    at_once(
        lambda: actions.give(by=person(student), student=student, facts=Facts("Europa")),
        lambda: switching.switch_off(by=administrator, school=register.school),
        refusals=(NotSwitchedOn,),
    )
    assert not Entry.objects.exists()
    with pytest.raises(NotSwitchedOn):
        own.look(by=person(student), student=student)


def test_a_year_of_students_that_goes_is_cleaned_up_once(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    scrubbed: list[object] = []
    monkeypatch.setattr(erasure, "scrub", lambda tables=(): scrubbed.append(tables))
    for number in range(3):
        student = make_student(register.school, f"8{number}", f"Student {number}")
        actions.give(by=person(student), student=student, facts=Facts("Europa"))
    with transaction.atomic():
        Student.objects.all().delete()
    assert len(scrubbed) == 1
    assert not Entry.objects.exists()
