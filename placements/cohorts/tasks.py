"""What runs by itself. Arguments: none."""

from placements.cohorts import collecting, forgetting
from stagebaken.schedule.retries import retrying
from stagebaken.web.days import today


@retrying()
def pass_day() -> None:
    """Every night, before old applications and records go."""
    collecting.collect_due(day=today())
    forgetting.empty_old(day=today())
