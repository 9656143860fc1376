"""Records go when their term is over, with the account that was for them alone."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from reports.rights.accounts import ERASED
from schools.registry.models import School
from schools.students import actions, keeping
from schools.students.models import Correction, Student, StudentFile
from stagebaken.accounts.models import User
from stagebaken.audit.models import Event, Verb
from stagebaken.backup.signals import restored
from tests.schools.students.people import last_day, let_in, make_student

pytestmark = pytest.mark.django_db

LEFT = date(2026, 1, 31)


def test_a_record_goes_six_months_after_the_last_day(noor: Student) -> None:
    last_day(noor, LEFT)
    assert keeping.forget(day=date(2026, 7, 31)) == 0
    assert keeping.forget(day=date(2026, 8, 1)) == 1
    assert keeping.forget(day=date(2026, 8, 1)) == 0
    assert not Student.objects.exists()
    event = Event.objects.get(verb=Verb.STUDENT_ERASED)
    assert (event.actor_id, event.actor_role, event.subject) == (None, "retention", noor.pk)


def test_who_is_named_no_more_goes_likewise(noor: Student) -> None:
    noor.ended_on = LEFT
    noor.save()
    assert keeping.forget(day=date(2026, 8, 1)) == 1


def test_who_is_still_enrolled_stays(school: School, noor: Student) -> None:
    last_day(make_student(school, "2"), date(2030, 1, 1))
    assert keeping.forget(day=date(2029, 1, 1)) == 0


def test_a_school_chooses_its_own_term(noor: Student, school: School, administrator: User) -> None:
    last_day(noor, LEFT)
    keeping.set_term(by=administrator, school=school, months=12)
    assert keeping.forget(day=date(2026, 8, 1)) == 0
    keeping.set_term(by=administrator, school=school, months=1)
    assert keeping.forget(day=date(2026, 8, 1)) == 1
    assert Event.objects.filter(verb=Verb.TERMS_CHANGED).count() == 2


@pytest.mark.parametrize("months", [0, 25])
def test_no_term_is_shorter_or_longer_than_is_allowed(
    school: School, administrator: User, months: int
) -> None:
    with pytest.raises(ValidationError):
        keeping.set_term(by=administrator, school=school, months=months)


def test_a_coordinator_does_not_set_the_term(school: School, coordinator: User) -> None:
    with pytest.raises(PermissionDenied):
        keeping.set_term(by=coordinator, school=school, months=2)


def test_nothing_of_a_student_is_left(noor: Student, coordinator: User) -> None:
    account = let_in(noor, coordinator)
    actions.correct(by=account, student=noor, values={"group": "HO9Z"})
    actions.erase(by=coordinator, student=noor)
    account.refresh_from_db()
    assert (account.name, account.is_active) == (ERASED, False)
    assert not Student.objects.exists()
    assert not Correction.objects.exists()
    assert "Noor" not in str(list(User.objects.values()))


def test_a_list_that_nobody_carried_out_goes_the_next_night(
    school: School, administrator: User
) -> None:
    StudentFile.objects.create(
        school=school, uploader=administrator, source="lijst", day=LEFT, table=""
    )
    keeping.discard_old_lists(day=LEFT)
    assert StudentFile.objects.exists()
    keeping.discard_old_lists(day=date(2026, 2, 1))
    assert not StudentFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_is_put_back_brings_no_erased_student_back(
    noor: Student, coordinator: User
) -> None:
    account = let_in(noor, coordinator)
    kept = (Student.objects.values().get(), User.objects.values().get(pk=account.pk))
    actions.erase(by=coordinator, student=noor)
    Student.objects.create(**kept[0])
    User.objects.filter(pk=account.pk).update(**kept[1])
    restored.send(sender=None)
    assert not Student.objects.exists()
    account.refresh_from_db()
    assert account.name == ERASED
