"""What goes at night."""

from schools.students import keeping
from stagebaken.schedule.retries import retrying
from stagebaken.web.days import today


@retrying()
def tidy() -> None:
    """Once a night: records past their term, and lists that nobody carried out."""
    keeping.forget(day=today())
    keeping.discard_old_lists(day=today())
