"""Mail. Arguments are ids."""

from uuid import UUID

from django_tasks import task

from placements.applications import mails
from schools.teams.tasks import MAIL_TROUBLE, again
from stagebaken.schedule.retries import retrying
from stagebaken.web.days import today


@retrying()
def mail_round() -> None:
    """Once a day, so that no mail tells at which moment a student sent something."""
    for contact_id in mails.contacts_to_mail(today()):
        mail_contact.enqueue(str(contact_id))
    for application_id in mails.students_to_remind(today()):
        remind_student.enqueue(str(application_id))


@task()
def mail_contact(contact_id: str, attempt: int = 0) -> None:
    try:
        mails.mail_contact(UUID(contact_id))
    except MAIL_TROUBLE:
        again(mail_contact, contact_id, attempt)  # and else tomorrow's round


@task()
def mail_student(application_id: str, attempt: int = 0) -> None:
    try:
        mails.mail_student(UUID(application_id))
    except MAIL_TROUBLE:
        again(mail_student, application_id, attempt)


@task()
def remind_student(application_id: str, attempt: int = 0) -> None:
    try:
        mails.remind_student(UUID(application_id))
    except MAIL_TROUBLE:
        again(remind_student, application_id, attempt)
