"""Off until the administrator records basis and date; switching off destroys."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from schools.origin import actions, own, switching
from schools.origin.models import Entry, Objection, Register
from schools.origin.registers import NotSwitchedOn
from schools.origin.sealing import Facts
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.audit import destruction
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import today
from tests.attacks.staff import signed_in
from tests.schools.origin.conftest import BASIS, make_student, person, switch_on

pytestmark = pytest.mark.django_db
FACTS = Facts("Buiten-Europa", "Marokko", True, "vrouw")


@pytest.fixture
def administration(administrator: User) -> Client:
    return signed_in(administrator)


def address(school: School, page: str = "basis") -> str:
    return reverse(f"origin_school:{page}", args=[school.code])


def test_without_a_basis_a_student_can_give_nothing(student: Student) -> None:
    with pytest.raises(NotSwitchedOn):
        actions.give(by=person(student), student=student, facts=FACTS)
    assert not Entry.objects.exists()


def test_recording_the_basis_switches_on_and_is_noted(
    administration: Client, school: School, student: Student
) -> None:
    answer = administration.post(address(school), BASIS)
    assert answer.status_code == 302
    register = Register.objects.get(school=school)
    assert (register.basis, register.decided_on) == ("consent", date(2026, 9, 1))
    event = Event.objects.get(verb=Verb.ORIGIN_SWITCHED_ON)
    assert event.detail == {"basis": "consent", "decided_on": "2026-09-01"}
    actions.give(by=person(student), student=student, facts=FACTS)
    history = administration.get(reverse("administration:history", args=[school.code]))
    assert "Gelijke kansen meten: aangezet" in history.content.decode()


@pytest.mark.parametrize("missing", ["basis", "explanation", "decided_by", "decided_on"])
def test_without_any_part_of_the_basis_it_stays_off(
    administration: Client, school: School, missing: str
) -> None:
    answer = administration.post(address(school), {**BASIS, missing: ""})
    assert answer.status_code == 422
    assert not Register.objects.exists()


def test_a_decision_of_tomorrow_switches_nothing_on(administration: Client, school: School) -> None:
    answer = administration.post(address(school), BASIS | {"decided_on": today() + timedelta(1)})
    assert answer.status_code == 422
    assert "toekomst" in answer.content.decode()
    assert not Register.objects.exists()


def test_a_basis_is_none_of_blanks(administrator: User, school: School) -> None:
    with pytest.raises(ValidationError):
        switching.record_basis(by=administrator, school=school, **(BASIS | {"explanation": " "}))  # type: ignore[arg-type]


def test_the_database_keeps_no_register_without_a_basis(register: Register) -> None:
    for field in ("basis", "explanation", "decided_by"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Register.objects.update(**{field: ""})


def test_another_basis_keeps_what_students_gave(
    administrator: User, register: Register, student: Student
) -> None:
    actions.give(by=person(student), student=student, facts=FACTS)
    facts: dict[str, Any] = BASIS | {"basis": "statistics"}
    switching.record_basis(by=administrator, school=register.school, **facts)
    assert Entry.objects.count() == 1
    assert Event.objects.filter(verb=Verb.ORIGIN_BASIS_CHANGED).count() == 1


def test_only_the_own_administrator_decides(
    school: School, stranger: User, counsellor: User, platform_administrator: User, student: Student
) -> None:
    for user in (stranger, counsellor, platform_administrator, person(student)):
        with pytest.raises(PermissionDenied):
            switch_on(school, user)
        with pytest.raises(PermissionDenied):
            switching.switch_off(by=user, school=school)


def test_switching_off_asks_first_and_then_destroys(
    administration: Client, register: Register, student: Student
) -> None:
    school = register.school
    actions.give(by=person(student), student=student, facts=FACTS)
    asked = administration.get(address(school, "switch_off")).content.decode()
    assert "vernietig alles" in asked
    assert Entry.objects.count() == 1
    assert administration.post(address(school, "switch_off")).status_code == 302
    assert not Entry.objects.exists()
    assert not Register.objects.exists()
    assert [one.ids for one in destruction.read()] == [(register.pk,)]
    assert Event.objects.filter(verb=Verb.ORIGIN_SWITCHED_OFF).count() == 1
    administration.post(address(school, "switch_off"))
    assert Event.objects.filter(verb=Verb.ORIGIN_SWITCHED_OFF).count() == 1


def test_on_again_begins_empty_and_still_knows_who_objects(
    administrator: User, register: Register, student: Student
) -> None:
    school, other = register.school, make_student(register.school, "1002", "Joris de Wit")
    actions.give(by=person(student), student=student, facts=FACTS)
    actions.withdraw(by=person(other), student=other)
    switching.switch_off(by=administrator, school=school)
    again = switch_on(school, administrator)
    assert again.pk != register.pk
    assert own.look(by=person(student), student=student).is_empty
    with transaction.atomic():
        actions.take(school=school, facts={"1001": FACTS, "1002": FACTS}, answers={})
    assert Entry.objects.count() == 1
    assert Objection.objects.count() == 1
    assert own.look(by=person(other), student=other).is_objecting


def test_one_school_that_switches_off_leaves_the_other_alone(
    administrator: User, register: Register, other_school: School, stranger: User
) -> None:
    switch_on(other_school, stranger)
    theirs = make_student(other_school, "1001", "Tess Anders")
    actions.give(by=person(theirs), student=theirs, facts=FACTS)
    switching.switch_off(by=administrator, school=register.school)
    assert own.look(by=person(theirs), student=theirs).facts is not None


def test_the_administrator_sees_no_number_of_students(
    administration: Client, register: Register
) -> None:
    """Else looking twice would show that somebody took part in between."""

    def page() -> str:
        content = administration.get(address(register.school)).content.decode()
        return "\n".join(line for line in content.splitlines() if "csrf" not in line)

    before = page()
    for number in range(3):
        student = make_student(register.school, f"20{number}", f"Student {number}")
        actions.give(by=person(student), student=student, facts=FACTS)
    assert page() == before
