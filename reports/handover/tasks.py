"""What time brings: copies whose term at SBB is over."""

from django_tasks import task

from reports.handover import ending


@task()
def destroy_expired_copies() -> None:
    """Destroy what SBB has kept long enough. Run every night."""
    ending.destroy_expired()
