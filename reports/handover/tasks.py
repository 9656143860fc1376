"""What time brings: dates of SBB that come near or lapse, and copies whose term is over."""

from django_tasks import task

from reports.handover import ending, watching
from stagebaken.schedule.retries import retrying
from stagebaken.web.days import today


@task()
def destroy_expired_copies() -> None:
    """Destroy what SBB has kept long enough. Run every night."""
    ending.destroy_expired()


@retrying()
def watch_sbb() -> None:
    """Once a day before the first round of mail, so that the news goes with it."""
    watching.watch(today())
