"""What time brings: suspended members whose leaving nobody confirmed."""

from django_tasks import task

from reports.strongroom import actions


@task()
def end_overdue_leaves() -> None:
    """Destroy the wraps of who was suspended fourteen days ago. Run every night."""
    actions.end_overdue()
