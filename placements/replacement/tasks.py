"""What time brings."""

from placements.replacement import actions, placed
from stagebaken.schedule.retries import retrying
from stagebaken.web.days import today


@retrying()
def tidy() -> None:
    """Close what ran out, delete what was closed long ago. Again: nothing more happens."""
    actions.expire(today())
    actions.forget(today())


@retrying()
def look_at_standing() -> None:
    """After the register turned its day. Again: nothing more happens."""
    placed.sweep(today())
