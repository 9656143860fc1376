"""The night takes away the order of rows, and rows that nobody's number leads to."""

import pytest
from django.conf import LazySettings

from schools.origin import actions, answering, own, tidying
from schools.origin.models import Entry, Objection, Register, Response
from schools.origin.registers import KeyChanged
from schools.origin.sealing import Answers, Facts
from schools.students.models import Student
from tests.schools.origin.conftest import make_student, person


def fill(register: Register, number: int) -> list[Student]:
    students = [make_student(register.school, f"5{n:03}", f"Student {n}") for n in range(number)]
    for student in students:
        actions.give(by=person(student), student=student, facts=Facts("Europa"))
    return students


@pytest.mark.django_db(transaction=True)
def test_the_night_keeps_all_rows_in_another_order(register: Register) -> None:
    students = fill(register, 12)
    answers = Answers(discrim=False)
    answering.answer(by=person(students[0]), student=students[0], year=2026, answers=answers)
    before = {row.pk: (row.pseudonym, bytes(row.sealed)) for row in Entry.objects.all()}
    assert tidying.tidy() == 13
    assert {row.pk: (row.pseudonym, bytes(row.sealed)) for row in Entry.objects.all()} == before
    assert Response.objects.count() == 1


@pytest.mark.django_db
def test_rows_of_nobody_go(register: Register) -> None:
    """Attack: a number that was changed or taken away leads nobody to them, and still they lie."""
    one, two, three = fill(register, 3)
    actions.withdraw(by=person(three), student=three)
    Student.objects.filter(pk=one.pk).update(number="changed")
    Student.objects.filter(pk=three.pk).update(number="changed too")
    one.refresh_from_db()
    assert own.look(by=person(one), student=one).is_empty
    assert tidying.tidy() == 1
    assert own.look(by=person(two), student=two).facts is not None
    assert not Objection.objects.exists()


@pytest.mark.django_db
def test_a_student_who_is_gone_takes_everything_along(register: Register) -> None:
    one, two = fill(register, 2)
    answering.answer(by=person(one), student=one, year=2026, answers=Answers(discrim=True))
    actions.withdraw(by=person(two), student=two)
    one.delete()
    two.delete()
    for model in (Entry, Response, Objection):
        assert not model._base_manager.exists()


@pytest.mark.django_db
def test_under_another_key_nothing_is_swept(register: Register, settings: LazySettings) -> None:
    _, two = fill(register, 2)
    actions.withdraw(by=person(two), student=two)
    settings.ORIGIN_KEY = "99" * 32
    with pytest.raises(KeyChanged):
        tidying.tidy()
    assert Entry.objects.count() == 1
    register.delete()
    tidying.tidy()
    assert Objection.objects.count() == 1
