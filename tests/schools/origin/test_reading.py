"""What the statistics protector gets, and that it leaves a trace."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schools.origin import actions, answering, reading
from schools.origin.models import Register
from schools.origin.reading import Known
from schools.origin.registers import KeyChanged, NotSwitchedOn
from schools.origin.sealing import Answers, Facts
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.audit.models import Event, Verb
from tests.schools.origin.conftest import make_student, person, switch_on

pytestmark = pytest.mark.django_db
NOBODY = Known("Onbekend", "", None, "", False, None, None)


def read(school: School, *numbers: str, year: int = 2026) -> dict[str, Known]:
    return reading.read(school=school, year=year, numbers=numbers, release="cohort-2026.v1")


def test_what_is_known_stands_under_the_names_of_a_cohort(
    register: Register, student: Student
) -> None:
    facts = Facts("Buiten-Europa", "Marokko", True, "vrouw")
    actions.give(by=person(student), student=student, facts=facts)
    answers = Answers(discrim=True, satisfaction=6)
    answering.answer(by=person(student), student=student, year=2026, answers=answers)
    known = Known("Buiten-Europa", "Marokko", True, "vrouw", True, True, 6)
    assert read(register.school, "1001", "1002") == {"1001": known, "1002": NOBODY}
    assert not read(register.school, "1001", year=2027)["1001"].responded


def test_the_same_number_at_another_school_is_somebody_else(
    register: Register, student: Student, other_school: School, stranger: User
) -> None:
    switch_on(other_school, stranger)
    actions.give(by=person(student), student=student, facts=Facts("Europa"))
    assert read(other_school, "1001") == {"1001": NOBODY}


def test_reading_is_noted_with_what_it_is_for(register: Register) -> None:
    read(register.school, "1001")
    event = Event.objects.get(verb=Verb.ORIGIN_READ)
    assert event.detail == {"year": 2026, "release": "cohort-2026.v1"}
    assert event.vault_id == register.school.vault_id


def test_of_a_school_without_a_basis_nothing_is_read(school: School) -> None:
    with pytest.raises(NotSwitchedOn):
        read(school, "1001")
    assert not Event.objects.filter(verb=Verb.ORIGIN_READ).exists()


def test_under_another_key_everything_stops(
    register: Register, student: Student, settings: object
) -> None:
    """Else every row would seem to be nobody's, and the night would sweep it away."""
    settings.ORIGIN_KEY = "99" * 32  # type: ignore[attr-defined]
    with pytest.raises(KeyChanged):
        read(register.school, "1001")
    with pytest.raises(KeyChanged):
        actions.withdraw(by=person(student), student=student)


def test_a_whole_cohort_takes_few_queries(register: Register) -> None:
    numbers = [str(number) for number in range(1200)]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        read(register.school, *numbers)
    assert len(queries) < 20


def test_who_left_is_no_part_of_it(register: Register, student: Student) -> None:
    actions.give(by=person(student), student=student, facts=Facts("Europa"))
    number = student.number
    student.delete()
    make_student(register.school, number, "Iemand Anders")
    assert read(register.school, number) == {number: NOBODY}
