"""An account for a student: by invitation, for one record, gone when it is of no use."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client

from reports.rights.accounts import ERASED
from schools.registry.models import School
from schools.students import actions, inviting, mails
from schools.students.models import Student
from schools.students.rules import (
    AddressTaken,
    AlreadyIn,
    HasLeft,
    InvitationClosed,
    NoAddress,
    WorksHere,
)
from schools.teams.models import Membership
from schools.teams.policy import second_factor_required
from stagebaken.accounts.models import Role, User
from stagebaken.accounts.policy import Requirement
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import suppose, today
from tests import cast
from tests.schools.students.people import last_day, let_in, make_coordinator, make_student

pytestmark = pytest.mark.django_db


def mailed(student: Student) -> str:
    """The link in the mail that an invitation sends."""
    mail.outbox.clear()
    mails.mail_invitation.call(str(student.pk))
    words = mail.outbox[0].body.split()
    return next(word for word in words if "/inloggen/uitnodiging/" in word)


def test_a_student_signs_in_through_the_mail_alone(noor: Student, coordinator: User) -> None:
    inviting.invite(by=coordinator, student=noor)
    browser = Client()
    path = mailed(noor).partition("//")[2].partition("/")[2]
    browser.get(f"/{path}")
    page = browser.get("/inloggen/uitnodiging/").content.decode()
    assert "Hier zoek je een stageplek" in page
    assert "om met Stagebaken te werken" not in page  # words for who works with it
    answer = browser.post(
        "/inloggen/uitnodiging/", {"password1": cast.PASSWORD, "password2": cast.PASSWORD}
    )
    assert answer.status_code == 302
    noor.refresh_from_db()
    assert noor.joined_on == today()
    assert browser.get("/inloggen/start/").headers["Location"] == "/mijn-stage/"
    assert browser.get(f"/{path}").status_code == 410


def test_the_mail_names_the_school_and_nothing_of_the_student(
    noor: Student, coordinator: User
) -> None:
    inviting.invite(by=coordinator, student=noor)
    mailed(noor)
    letter = mail.outbox[0]
    assert letter.to == ["noor@zeewaarde.example"]
    assert "mbo Zeewaarde" in letter.body
    for word in ("Noor Haven", "Kok", "HO2A", "1001", "Ilse"):
        assert word not in f"{letter.subject}{letter.body}"


def test_a_student_needs_no_second_factor(noor: Student, coordinator: User) -> None:
    account = let_in(noor, coordinator)
    assert second_factor_required(account) is Requirement.NONE
    assert Membership.objects.of(account).get().role == Role.STUDENT


def test_a_student_who_signs_in_leaves_no_place_in_the_log(
    noor: Student, coordinator: User
) -> None:
    """Its place would lie beside an anonymous report."""
    account = let_in(noor, coordinator)
    EmailAddress.objects.filter(user=account).update(verified=True)
    before = Event.objects.count()
    answer = Client().post("/inloggen/", {"login": account.email, "password": cast.PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/inloggen/start/")
    assert Event.objects.count() == before


def test_only_the_schools_coordinators_invite(
    noor: Student, other_school: School, administrator: User, counsellor: User
) -> None:
    elsewhere = make_coordinator(other_school, "Rachid Bennani")
    for user in (administrator, counsellor, elsewhere):
        with pytest.raises(PermissionDenied):
            inviting.invite(by=user, student=noor)
        with pytest.raises(PermissionDenied):
            inviting.remove_access(by=user, student=noor)
    assert not mail.outbox


def test_an_invitation_needs_an_address_a_student_and_no_account(
    school: School, noor: Student, coordinator: User
) -> None:
    for refusal, student in (
        (NoAddress, make_student(school, "1", email="")),
        (HasLeft, last_day(make_student(school, "2"), today() - timedelta(days=1))),
        (WorksHere, make_student(school, "3", email=coordinator.email)),
    ):
        with pytest.raises(refusal):
            inviting.invite(by=coordinator, student=student)
    let_in(noor, coordinator)
    with pytest.raises(AlreadyIn):
        inviting.invite(by=coordinator, student=noor)
    with pytest.raises(AddressTaken):
        inviting.invite(by=coordinator, student=make_student(school, "4"))


def test_an_invitation_lives_fourteen_days_and_can_be_sent_again(
    noor: Student, coordinator: User
) -> None:
    inviting.invite(by=coordinator, student=noor)
    noor.refresh_from_db()
    assert noor.account is not None
    with suppose(today() + timedelta(days=15)):
        with pytest.raises(InvitationClosed):
            inviting.accept(user=noor.account, student_id=noor.pk)
        inviting.invite(by=coordinator, student=noor)
        inviting.accept(user=noor.account, student_id=noor.pk)


def test_somebody_else_accepts_nothing(noor: Student, coordinator: User, counsellor: User) -> None:
    inviting.invite(by=coordinator, student=noor)
    with pytest.raises(InvitationClosed):
        inviting.accept(user=counsellor, student_id=noor.pk)


def test_an_invitation_to_an_address_that_was_wrong_opens_nothing(
    noor: Student, coordinator: User
) -> None:
    inviting.invite(by=coordinator, student=noor)
    noor.refresh_from_db()
    wrong = noor.account
    assert wrong is not None
    path = mailed(noor).partition("//")[2].partition("/")[2]
    actions.change(by=coordinator, student=noor, values={"email": "noor.h@zeewaarde.example"})
    noor.refresh_from_db()
    assert (noor.account, noor.invited_on) == (None, None)
    assert Client().get(f"/{path}").status_code == 410
    wrong.refresh_from_db()
    assert (wrong.name, wrong.is_active) == (ERASED, False)


def test_who_loses_access_is_out_and_the_record_stays(noor: Student, coordinator: User) -> None:
    account = let_in(noor, coordinator)
    browser = Client()
    browser.force_login(account)
    assert browser.get("/mijn-stage/").status_code != 404
    inviting.remove_access(by=coordinator, student=noor)
    inviting.remove_access(by=coordinator, student=noor)
    noor.refresh_from_db()
    account.refresh_from_db()
    assert (noor.account, noor.joined_on, noor.name) == (None, None, "Noor Haven")
    assert account.name == ERASED
    assert not Membership.objects.of(account).exists()
    assert browser.get("/mijn-stage/").status_code == 302
    assert Event.objects.filter(verb=Verb.MEMBERSHIP_ENDED, actor_id=coordinator.pk).count() == 1


def test_an_account_with_another_role_outlives_the_record(
    school: School, other_school: School, coordinator: User
) -> None:
    els = cast.make_user("Els Vreemd", other_school)
    cast.join(other_school, els, Role.CONFIDENTIAL_COUNSELLOR)
    record = make_student(school, email=els.email)
    let_in(record, coordinator)
    actions.erase(by=coordinator, student=record)
    els.refresh_from_db()
    assert (els.name, els.is_active) == ("Els Vreemd", True)
    assert not Student.objects.exists()


def test_many_are_invited_at_once_and_who_cannot_be_is_counted(
    school: School, coordinator: User
) -> None:
    some = [make_student(school, str(n), email=f"s{n}@zeewaarde.example") for n in range(3)]
    some.append(make_student(school, "9", email=""))
    done = inviting.invite_many(by=coordinator, school=school, students=[one.pk for one in some])
    assert done == (3, 1)
    assert Student.objects.filter(invited_on=today()).count() == 3


def test_students_of_another_school_are_not_invited_along(
    noor: Student, other_school: School
) -> None:
    elsewhere = make_coordinator(other_school, "Rachid Bennani")
    done = inviting.invite_many(by=elsewhere, school=other_school, students=[noor.pk])
    assert done == (0, 0)
