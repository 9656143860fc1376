"""Mail and the night. Arguments are ids."""

from uuid import UUID

from django_tasks import task

from placements.evaluations import mails, passing
from schools.teams.tasks import MAIL_TROUBLE, again
from stagebaken.schedule.retries import retrying
from stagebaken.web.days import today


@retrying()
def mail_round() -> None:
    """Once a day: no mail tells at which moment a placement ended."""
    for number in mails.students_to_mail(today()):
        mail_student.enqueue(str(number))
    for number in mails.trainers_to_mail(today()):
        mail_trainer.enqueue(str(number))


@task()
def mail_student(evaluation_id: str, attempt: int = 0) -> None:
    try:
        mails.mail_student(UUID(evaluation_id))
    except MAIL_TROUBLE:
        again(mail_student, evaluation_id, attempt)  # and else tomorrow's round


@task()
def mail_trainer(evaluation_id: str, attempt: int = 0) -> None:
    try:
        mails.mail_trainer(UUID(evaluation_id))
    except MAIL_TROUBLE:
        again(mail_trainer, evaluation_id, attempt)


@retrying()
def pass_day() -> None:
    """Every night."""
    passing.pass_day()
