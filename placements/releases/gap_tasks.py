"""What runs by itself. The arguments of a task lie in the database in clear: ids alone."""

from uuid import UUID

from placements.releases import gap_making
from stagebaken.schedule.retries import retrying
from stagebaken.web.days import today


@retrying()
def queue_due() -> None:
    """Put the gaps that are due in the queue; on nearly every night there is nothing."""
    for job in gap_making.queue_due(day=today()):
        make.enqueue(str(job.pk))


@retrying(attempts=3)
def make(job_id: str) -> None:
    gap_making.make(job_id=UUID(job_id), day=today())
