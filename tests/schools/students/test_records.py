"""A record: what a student says of it, what the coordinator takes, and what nobody else may."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from schools.registry.models import School
from schools.students import actions, policy
from schools.students.models import Correction, CorrectionState, Student
from schools.students.rules import NothingWaits
from stagebaken.accounts.models import Role, User
from stagebaken.audit.models import Event, Verb
from tests import cast
from tests.schools.students.people import let_in, make_coordinator, make_student

pytestmark = pytest.mark.django_db


def said(student: Student) -> dict[str, str]:
    return dict(student.corrections.waiting().values_list("field", "value"))


def test_what_a_student_says_leaves_the_record_alone(noor: Student, coordinator: User) -> None:
    account = let_in(noor, coordinator)
    actions.correct(by=account, student=noor, values={"group": "HO2B", "name": "Noor Haven"})
    noor.refresh_from_db()
    assert noor.group == "HO2A"
    assert said(noor) == {"group": "HO2B"}
    assert not Event.objects.filter(verb=Verb.STUDENT_CHANGED).exists()


def test_saying_it_otherwise_replaces_and_saying_what_stands_takes_back(
    noor: Student, coordinator: User
) -> None:
    account = let_in(noor, coordinator)
    actions.correct(by=account, student=noor, values={"group": "HO2B", "mentor": "Wim"})
    actions.correct(by=account, student=noor, values={"group": "HO2C"})
    assert said(noor) == {"group": "HO2C"}


def test_a_crebo_is_not_the_students_to_say(noor: Student, coordinator: User) -> None:
    account = let_in(noor, coordinator)
    assert actions.correct(by=account, student=noor, values={"crebo": "11111"}) == []


def test_what_the_coordinator_takes_stands_in_the_record(noor: Student, coordinator: User) -> None:
    account = let_in(noor, coordinator)
    actions.correct(by=account, student=noor, values={"cohort": "2024", "name": "Noor van Haven"})
    for correction in Correction.objects.waiting():
        actions.take(by=coordinator, correction=correction)
    noor.refresh_from_db()
    account.refresh_from_db()
    assert (noor.cohort, noor.name) == (2024, "Noor van Haven")
    assert account.name == "Noor van Haven"
    assert noor.corrections.taken().get(field="cohort").stood == "2025"
    assert Event.objects.filter(verb=Verb.STUDENT_CHANGED, actor_id=coordinator.pk).count() == 2


def test_the_name_of_somebody_who_works_elsewhere_stays(
    school: School, other_school: School, coordinator: User
) -> None:
    """A reporter of the other school excludes by this name."""
    els = cast.make_user("Els Vreemd", other_school)
    cast.join(other_school, els, Role.CONFIDENTIAL_COUNSELLOR)
    record = make_student(school, name="Els", email=els.email)
    let_in(record, coordinator)
    actions.change(by=coordinator, student=record, values={"name": "Een Ander"})
    els.refresh_from_db()
    assert els.name == "Els Vreemd"


def test_what_is_declined_is_told_and_makes_room(noor: Student, coordinator: User) -> None:
    account = let_in(noor, coordinator)
    actions.correct(by=account, student=noor, values={"group": "HO2B"})
    actions.decline(by=coordinator, correction=Correction.objects.get())
    assert Correction.objects.get().state == CorrectionState.DECLINED
    actions.correct(by=account, student=noor, values={"group": "HO2C"})
    assert said(noor) == {"group": "HO2C"}
    assert Correction.objects.count() == 1


def test_a_correction_is_handled_once(noor: Student, coordinator: User) -> None:
    account = let_in(noor, coordinator)
    actions.correct(by=account, student=noor, values={"group": "HO2B"})
    correction = Correction.objects.get()
    actions.take(by=coordinator, correction=correction)
    with pytest.raises(NothingWaits):
        actions.decline(by=coordinator, correction=correction)


def test_a_student_takes_a_correction_back(noor: Student, coordinator: User) -> None:
    account = let_in(noor, coordinator)
    actions.correct(by=account, student=noor, values={"group": "HO2B"})
    waiting = noor.corrections.get().pk
    for _ in range(2):
        actions.withdraw(by=account, student=noor, correction_id=waiting)
    assert not Correction.objects.exists()


def test_nobody_else_touches_a_record(
    noor: Student, school: School, other_school: School, coordinator: User, counsellor: User,
    administrator: User,
) -> None:  # fmt: skip
    elsewhere = make_coordinator(other_school, "Rachid Bennani")
    fellow = let_in(make_student(school, "1002", email="bram@zeewaarde.example"), coordinator)
    for user in (elsewhere, counsellor, administrator, fellow):
        assert noor not in policy.visible_to(user)
        with pytest.raises(PermissionDenied):
            actions.change(by=user, student=noor, values={"group": "X"})
        with pytest.raises(PermissionDenied):
            actions.correct(by=user, student=noor, values={"group": "X"})
        with pytest.raises(PermissionDenied):
            actions.erase(by=user, student=noor)
        with pytest.raises(PermissionDenied):
            actions.end_enrolment(by=user, student=noor, last_day=date(2026, 1, 1))
    assert noor in policy.visible_to(coordinator)


def test_an_invited_student_sees_nothing_before_accepting(noor: Student, coordinator: User) -> None:
    from schools.students import inviting

    inviting.invite(by=coordinator, student=noor)
    noor.refresh_from_db()
    assert noor.account is not None
    assert not policy.visible_to(noor.account).exists()
    assert not policy.own_records(noor.account).exists()


def test_what_is_no_address_does_not_get_in(noor: Student, coordinator: User) -> None:
    with pytest.raises(ValidationError):
        actions.change(by=coordinator, student=noor, values={"email": "geen adres"})


def test_a_last_day_stands_and_the_list_does_not_undo_it(noor: Student, coordinator: User) -> None:
    actions.end_enrolment(by=coordinator, student=noor, last_day=date(2026, 6, 30))
    noor.refresh_from_db()
    assert noor.enrolment_end == date(2026, 6, 30)
    assert noor.has_left(date(2026, 7, 1))
    assert not noor.has_left(date(2026, 6, 30))
    assert list(Student.objects.enrolled(date(2026, 6, 30))) == [noor]
    assert list(Student.objects.left(date(2026, 7, 1))) == [noor]
