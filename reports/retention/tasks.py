"""Once a day: warn of what ends soon, destroy what has ended."""

from reports.retention import actions
from stagebaken.schedule.retries import retrying
from stagebaken.web.days import today


@retrying()
def run_retention() -> None:
    actions.run(day=today())
