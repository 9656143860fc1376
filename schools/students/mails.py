"""Mail to invited students. Tasks know ids alone."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django_tasks import task

from schools.students.models import Student
from schools.teams.tasks import MAIL_TROUBLE, again, send_in_both_languages
from stagebaken.accounts import invitations
from stagebaken.accounts.models import User
from stagebaken.web.days import today


@task()
def mail_invitation(student_id: str, attempt: int = 0) -> None:
    invited = Student.objects.filter(account__isnull=False, joined_on__isnull=True)
    student = invited.select_related("account", "school").filter(pk=student_id).first()
    if student is None or student.account is None:
        return  # taken back, or accepted through an earlier mail
    context: dict[str, Any] = {
        "address": invitation_address(student, student.account),
        "school": student.school,
    }
    try:
        send_in_both_languages("students/mail/invitation.txt", student.account.email, context)
    except MAIL_TROUBLE:
        waiting = Student.objects.filter(pk=student.pk, mail_failed_on__isnull=True)
        waiting.update(mail_failed_on=today())
        again(mail_invitation, student_id, attempt)
    else:
        Student.objects.filter(pk=student.pk).update(mail_failed_on=None)


def invitation_address(student: Student, account: User) -> str:
    """The link that accepts once. It is made when mailed, so that no task row holds it."""
    token = invitations.issue(account, invitations.Purpose.STUDENT, student.pk)
    return str(settings.PUBLIC_ADDRESS + reverse("account_open_invitation", args=[token]))
