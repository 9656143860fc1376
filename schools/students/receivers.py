"""What follows from news of others: an invitation that is accepted, a backup that was put back."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver

from schools.students.arriving import require_fitting
from schools.students.erasing import delete
from schools.students.inviting import accept
from schools.students.models import Student
from schools.students.rules import SomebodyElse
from schools.students.signals import End
from schools.teams.actions import RuleBroken
from stagebaken.accounts import invitations
from stagebaken.accounts.claims import Claims
from stagebaken.accounts.models import User
from stagebaken.audit import destruction
from stagebaken.audit.destruction import Kind
from stagebaken.backup.signals import restored


@receiver(invitations.invitation_accepted)
def join(user: User, invitation: invitations.Invitation, claims: Claims | None, **_: Any) -> None:
    """Within the transaction of accounts: refusing undoes the password, or the link, as well."""
    if invitation.purpose is not invitations.Purpose.STUDENT:
        return
    try:
        student = accept(user=user, student_id=invitation.membership_id)
        if claims is not None:
            require_fitting(student, claims)
    except SomebodyElse as refusal:
        raise invitations.AnotherPerson from refusal
    except (RuleBroken, Student.DoesNotExist) as refusal:
        raise invitations.InvalidInvitation from refusal


@receiver(restored)
def erase_again(**_: Any) -> None:
    """A record that was erased since the backup stays erased, and its account too."""
    erased = [one for entry in destruction.read() if entry.kind is Kind.ERASE for one in entry.ids]
    for student in Student.objects.filter(pk__in=erased).select_related("school", "account"):
        with transaction.atomic():
            delete(student, None, End.RESTORE)
