"""Invite everybody of a school who has an address and no account: one press for thousands.

A press leaves a task that knows ids alone. It invites a number of students and leaves the rest to
the next one, so that no task lasts long and one that stops half-way goes on where it was.
"""

from typing import Final
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django_tasks import task

from schools.registry.models import School
from schools.students import inviting, policy
from schools.students.models import Student, StudentQuerySet
from schools.teams.actions import RuleBroken
from stagebaken.accounts.models import User
from stagebaken.web.days import today

AT_ONCE: Final = 50  # students of one task


def without_account(school: School) -> StudentQuerySet:
    """Enrolled, not invited, and not kept out by the school itself."""
    rows = Student.objects.of(school).enrolled(today())
    return rows.filter(account__isnull=True, closed_on__isnull=True)


def to_invite(school: School) -> StudentQuerySet:
    return without_account(school).exclude(email="")


def invite_everybody(*, by: User, school: School) -> int:
    """Leave the work to a task; say how many it is about."""
    policy.require(by, school)
    number = to_invite(school).count()
    if number:
        go_on.enqueue(str(school.pk), str(by.pk))
    return number


@task()
def go_on(school_id: str, user_id: str, after: str = "") -> None:
    """Invite the next students, in the order of their ids: who cannot be is passed by."""
    school = School.objects.filter(pk=school_id).first()
    by = get_user_model().objects.filter(pk=user_id, is_active=True).first()
    if school is None or by is None:
        return
    rows = to_invite(school).order_by("pk")
    rows = rows.filter(pk__gt=UUID(after)) if after else rows
    students = list(rows[:AT_ONCE])
    for student in students:
        try:
            inviting.invite(by=by, student=student)
        except RuleBroken:
            continue
        except PermissionDenied:  # no coordinator any more
            return
    if len(students) == AT_ONCE:
        go_on.enqueue(school_id, user_id, str(students[-1].pk))
