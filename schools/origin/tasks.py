"""What runs by itself."""

from schools.origin import tidying
from stagebaken.schedule.retries import retrying


@retrying()
def tidy() -> None:
    """Take away the order in which rows came, and rows of students who are gone."""
    tidying.tidy()
