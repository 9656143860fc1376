"""What a night does. Running it again changes nothing more."""

from placements.evaluations import opening, releasing, sending
from stagebaken.web.days import today


def pass_day() -> int:
    """Close, mix, make the figures of a year that is over, and forget; say how many closed."""
    closed = opening.lapse(today())
    sending.shuffle()
    releasing.release_due(today())
    opening.forget(today())
    return closed
