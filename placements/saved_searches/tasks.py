"""Looking and mailing, once a day. Arguments are ids."""

from uuid import UUID

from django_tasks import task

from placements.saved_searches import mails, rounds
from schools.teams.tasks import MAIL_TROUBLE, again
from stagebaken.schedule.retries import retrying
from stagebaken.web.days import today

STUDENTS_AT_ONCE = 50  # in one task: a bound on what is done again when a worker is lost


@retrying()
def look_round() -> None:
    """Once a day, before people rise."""
    rounds.forget(today())
    students = [str(one) for one in rounds.due(today())]
    for start in range(0, len(students), STUDENTS_AT_ONCE):
        look_for.enqueue(students[start : start + STUDENTS_AT_ONCE])


@retrying()
def look_for(student_ids: list[str]) -> None:
    """Done twice it finds nothing twice."""
    for student in student_ids:
        if rounds.look_for(UUID(student), today()):
            mail_student.enqueue(student)


@task()
def mail_student(student_id: str, attempt: int = 0) -> None:
    try:
        mails.mail_student(UUID(student_id))
    except MAIL_TROUBLE:
        again(mail_student, student_id, attempt)  # and else tomorrow's round
