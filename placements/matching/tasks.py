"""What time brings."""

from placements.matching import actions
from stagebaken.schedule.retries import retrying
from stagebaken.web.days import today


@retrying()
def forget_old() -> None:
    actions.forget(today())
