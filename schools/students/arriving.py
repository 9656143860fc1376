"""Students who come in with the school's own sign-in (ADR 59)."""

from django.db import transaction
from django.db.models import Q

from schools.registry.models import School
from schools.students import inviting
from schools.students.homes import homes_of
from schools.students.models import HomeOrganization, Student
from schools.students.rules import SomebodyElse
from schools.teams.actions import RuleBroken, lock
from schools.teams.models import Invitation
from stagebaken.accounts.actions import create_invited_user
from stagebaken.accounts.claims import Claims
from stagebaken.accounts.models import User
from stagebaken.accounts.school_account import (
    Reason,
    Unrecognised,
    confirm_address,
    is_unused,
)
from stagebaken.web.days import today

STUDENT = "student"  # the one affiliation that lets somebody in
FROM_DUO = "DUO-"  # a number that we made of a national one (ADR 46): no school knows it


@transaction.atomic
def arrive(claims: Claims) -> User:
    """Become the student of the one record that the school's answer leads to, without invitation.

    Raises Unrecognised. A record with an account is never taken over, and neither is an account
    that somebody could have used already.
    """
    homes = HomeOrganization.objects.confirmed().filter(domain=claims.home)
    home = homes.select_related("school").first()
    if home is None:
        raise Unrecognised(Reason.NOT_OPEN)
    if STUDENT not in claims.affiliations:
        raise Unrecognised(Reason.NO_STUDENT)
    lock(home.school)
    student = _record_of(home.school, claims)
    user = _account_for(student, claims)
    try:
        inviting.come_in(user=user, student=student)
    except RuleBroken as refusal:
        raise Unrecognised(Reason.NO_RECORD) from refusal
    return user


def require_fitting(student: Student, claims: Claims) -> None:
    """Refuse an invited student whom the school signed in as somebody else. Raises SomebodyElse.

    Only where the school has said which accounts are its own: those of others name other numbers.
    """
    homes = homes_of(student.school)
    if homes and not (
        claims.home in homes
        and STUDENT in claims.affiliations
        and not _contradicts(student, claims)
    ):
        raise SomebodyElse


def _record_of(school: School, claims: Claims) -> Student:
    """The one record of this number or this address of the school, open to who comes like this."""
    fits = Q(pk__in=[])
    for number in claims.numbers:
        fits |= Q(number__iexact=number)
    if _has_address_of(school, claims):
        fits |= Q(email__iexact=claims.email)
    found = list(Student.objects.of(school).enrolled(today()).filter(fits).order_by("pk")[:2])
    if len(found) != 1 or _contradicts(found[0], claims):
        raise Unrecognised(Reason.NO_RECORD)
    student = Student.objects.select_for_update(of=("self",)).get(pk=found[0].pk)
    if student.joined_on is not None:
        raise Unrecognised(Reason.HAS_ACCOUNT)
    if student.closed_on is not None and not inviting.is_invited(student):
        raise Unrecognised(Reason.CLOSED)
    return student


def _contradicts(student: Student, claims: Claims) -> bool:
    number = student.number.lower()
    return bool(claims.numbers) and number not in claims.numbers and not _is_from_duo(student)


def _is_from_duo(student: Student) -> bool:
    return student.number.startswith(FROM_DUO)


def _has_address_of(school: School, claims: Claims) -> bool:
    """Attack: at some schools a student chooses which address the sign-in tells. Only one that the
    school gives out itself says who somebody is.
    """
    return claims.has_address_in({*homes_of(school), *school.email_domains.lower().split()})


def _account_for(student: Student, claims: Claims) -> User:
    """The account that was invited and nobody used, or a new one on the address of the record."""
    own = claims.email if _has_address_of(student.school, claims) else ""
    address = (student.email or own).lower()
    if not address:
        raise Unrecognised(Reason.NO_RECORD)
    there = User.objects.filter(email=address).first()
    if there is not None and (there.pk != student.account_id or not _is_free(there, student)):
        raise Unrecognised(Reason.HAS_ACCOUNT)
    user = create_invited_user(email=address, name=student.name or student.number)
    # Attack: an administrator names a domain of others. Of the home alone we know whose it is.
    if address == own and claims.has_address_in({claims.home}):
        confirm_address(user)
    return user


def _is_free(user: User, student: Student) -> bool:
    """Say whether this record alone waits for somebody: no team, and no other school."""
    others = Student.objects.filter(account=user).exclude(pk=student.pk)
    is_offered = Invitation.objects.open().filter(user=user).exists()
    return is_unused(user) and not is_offered and not others.exists()
