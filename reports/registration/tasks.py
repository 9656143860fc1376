"""What runs by itself."""

from reports.registration import shuffling
from stagebaken.schedule.retries import retrying


@retrying()
def shuffle_records() -> None:
    """Take away the order in which reports were closed."""
    shuffling.shuffle()
