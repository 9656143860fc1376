"""The rounds as tasks. Arguments are ids of users: nothing of a dossier is queued."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from reports.notices import rounds

RETRY_MINUTES = (1, 10, 60)  # waits between attempts; then the next round tries again


@task()
def staff_round() -> None:
    """Mail every member who has something new. Run twice a day by the scheduler."""
    for user_id in rounds.members_with_news():
        mail_member.enqueue(str(user_id))


@task()
def urgent_round() -> None:
    """Mail who can do something about acute danger. Run at every whole hour by the scheduler."""
    for user_id in rounds.members_in_haste():
        mail_member.enqueue(str(user_id))


@task()
def mail_member(user_id: str, attempt: int = 0) -> None:
    if rounds.mail_member(UUID(user_id)) or attempt >= len(RETRY_MINUTES):
        return
    wait = timedelta(minutes=RETRY_MINUTES[attempt])
    mail_member.using(run_after=timezone.now() + wait).enqueue(user_id, attempt + 1)
