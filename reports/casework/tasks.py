"""What time does with cases: announce, and nothing else."""

from reports.casework.watching import watch
from stagebaken.schedule.retries import retrying
from stagebaken.web.days import today


@retrying()
def watch_deadlines() -> None:
    """Once a day before the first round of mail, so that news of a deadline goes with it."""
    watch(today())
