"""Mail. Arguments are ids."""

from django_tasks import task

from placements.agreements import notices
from schools.teams.tasks import MAIL_TROUBLE, again
from stagebaken.schedule.retries import retrying
from stagebaken.web.days import today


@retrying()
def mail_round() -> None:
    for notice_id in notices.note(today()):
        mail_notice.enqueue(str(notice_id))


@task()
def mail_notice(notice_id: str, attempt: int = 0) -> None:
    try:
        notices.mail(int(notice_id))
    except MAIL_TROUBLE:
        again(mail_notice, notice_id, attempt)  # and else tomorrow's round
