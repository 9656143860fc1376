"""What time brings. Arguments are ids of people: nothing of a request is queued."""

from uuid import UUID

from django_tasks import task

from reports.rights import actions, reminders
from schools.teams.tasks import MAIL_TROUBLE, again
from stagebaken.schedule.retries import retrying
from stagebaken.web.days import today


@retrying()
def remind_round() -> None:
    """Queue a mail for everybody who is due one. Again: nothing is sent twice."""
    for user_id in reminders.people_to_remind(today()):
        remind_person.enqueue(str(user_id))


@task()
def remind_person(user_id: str, attempt: int = 0) -> None:
    try:
        reminders.remind(UUID(user_id))
    except MAIL_TROUBLE:
        again(remind_person, user_id, attempt)  # and else tomorrow's round


@retrying()
def forget_old() -> None:
    actions.forget(today())
