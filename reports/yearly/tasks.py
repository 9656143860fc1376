"""What runs by itself."""

from reports.yearly import actions
from stagebaken.schedule.retries import retrying
from stagebaken.web.days import today


@retrying()
def release_due() -> None:
    """Publish the figures that are due; on nearly every night there are none."""
    actions.release_due(day=today())
