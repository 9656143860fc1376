"""Accounts of students: invite, accept, take away. Only these link a record to an account."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from schools.registry.models import School
from schools.students import mails, policy
from schools.students.models import Student
from schools.students.rules import (
    AddressTaken,
    AlreadyIn,
    HasLeft,
    InvitationClosed,
    NoAddress,
    WorksHere,
)
from schools.students.signals import account_released, record_parted
from schools.teams.actions import RuleBroken, lock
from schools.teams.models import Membership, MembershipQuerySet
from stagebaken.accounts.actions import create_invited_user
from stagebaken.accounts.models import STAFF_ROLES, Role, User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.web.days import today


@transaction.atomic
def invite(*, by: User, student: Student) -> None:
    """Offer an account; the mail leaves when the transaction holds. Again: it lives anew."""
    lock(student.school)
    student = _locked(student.pk)
    policy.require(by, student.school)
    if student.joined_on is not None:
        raise AlreadyIn
    if student.has_left(today()):
        raise HasLeft
    if not student.email:
        raise NoAddress
    user = create_invited_user(email=student.email, name=student.name or student.number)
    _require_fit(user, student)
    student.account, student.invited_on = user, today()
    student.mail_failed_on = None
    student.save(update_fields=["account", "invited_on", "mail_failed_on"])
    mails.mail_invitation.enqueue(str(student.pk))
    _record(Verb.INVITED, by, user)


def invite_many(*, by: User, school: School, students: Iterable[UUID]) -> tuple[int, int]:
    """Invite each, one transaction a student; say how many were, and how many could not be."""
    policy.require(by, school)
    invited = refused = 0
    for student in Student.objects.of(school).filter(pk__in=list(students)):
        try:
            invite(by=by, student=student)
        except RuleBroken:
            refused += 1
        else:
            invited += 1
    return invited, refused


@transaction.atomic
def accept(*, user: User, student_id: UUID) -> Student:
    """Become the student of this record. Whether the token was right, accounts has checked."""
    student = _locked(student_id)
    if student.account_id != user.pk or student.joined_on or not is_invited(student):
        raise InvitationClosed
    if student.has_left(today()):
        raise InvitationClosed
    come_in(user=user, student=student)
    return student


def is_invited(student: Student) -> bool:
    """Say whether an invitation stands that is not too old."""
    day = student.invited_on
    return day is not None and today() <= day + timedelta(days=settings.INVITATION_DAYS)


def come_in(*, user: User, student: Student) -> None:
    """Link a record and its account for good. The caller has locked, and knows that it is so."""
    _require_fit(user, student)
    student.account, student.joined_on, student.closed_on = user, today(), None
    student.save(update_fields=["account", "joined_on", "closed_on"])
    if not _memberships(user, student.school).exists():
        Membership.objects.create(user=user, school=student.school, role=Role.STUDENT)
    _record(Verb.JOINED, user, user)


@transaction.atomic
def remove_access(*, by: User, student: Student) -> None:
    """Take an account or an invitation away; the record stays. Nothing to take changes nothing."""
    student = _locked(student.pk)
    policy.require(by, student.school)
    had_joined = student.joined_on is not None
    account = release(student)
    if account is None:
        return
    if had_joined:
        student.closed_on = today()
        student.save(update_fields=["closed_on"])
        record_parted.send(sender=Student, student=student, account=account)
    tell_released(account)
    _record(Verb.MEMBERSHIP_ENDED if had_joined else Verb.INVITATION_WITHDRAWN, by, account)


def release(student: Student) -> User | None:
    """Cut the link between a record and its account. The caller has locked and authorised."""
    account = student.account
    if account is None:
        return None
    student.account = student.invited_on = student.joined_on = student.mail_failed_on = None
    student.save(update_fields=["account", "invited_on", "joined_on", "mail_failed_on"])
    _memberships(account, student.school).update(ended_on=today())
    return account


def tell_released(account: User) -> None:
    """Rooms above may erase an account that nobody's record points at any more."""
    if not Student.objects.filter(account=account).exists():
        account_released.send(sender=Student, user=account)


def forget_unanswered(student: Student) -> None:
    """The address changed: an invitation to the old one opens nothing any more."""
    if student.account is not None and student.joined_on is None:
        account = release(student)
        if account is not None:
            tell_released(account)


def _memberships(user: User, school: School) -> MembershipQuerySet:
    return Membership.objects.of(user).filter(school=school, role=Role.STUDENT)


def _require_fit(user: User, student: Student) -> None:
    others = Student.objects.filter(school=student.school, account=user).exclude(pk=student.pk)
    if others.exists():
        raise AddressTaken
    works = Membership.objects.of(user).filter(school=student.school, role__in=STAFF_ROLES)
    if works.exists():
        raise WorksHere


def _locked(student_id: UUID) -> Student:
    """Without the account, which is asked for under the lock: a join would give the row as it
    became and the account as it was before, and an invitation just made would be overlooked.
    """
    rows = Student.objects.select_for_update(of=("self",)).select_related("school")
    return rows.get(pk=student_id)


def _record(verb: Verb, by: User, subject: User) -> None:
    detail = {"role": Role.STUDENT.value}
    record(verb=verb, actor=by, scope=Scope.SYSTEM, subject=subject.pk, detail=detail)
