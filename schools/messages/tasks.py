"""Mail. Arguments are ids."""

from uuid import UUID

from django_tasks import task

from schools.messages import mails
from schools.teams.tasks import MAIL_TROUBLE, again
from stagebaken.schedule.retries import retrying


@retrying()
def mail_round() -> None:
    """Twice a day: a mail tells no coordinator at which moment somebody wrote."""
    for membership_id in mails.due_mails():
        mail_coordinator.enqueue(str(membership_id))


@task()
def mail_coordinator(membership_id: str, attempt: int = 0) -> None:
    try:
        mails.mail_coordinator(UUID(membership_id))
    except MAIL_TROUBLE:
        again(mail_coordinator, membership_id, attempt)


@task()
def mail_student(student_id: str, attempt: int = 0) -> None:
    try:
        mails.mail_student(UUID(student_id))
    except MAIL_TROUBLE:
        again(mail_student, student_id, attempt)
