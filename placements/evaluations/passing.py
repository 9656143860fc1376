"""What a night does. Running it again changes nothing more."""

from placements.evaluations import opening, releasing, sending
from placements.evaluations.models import SafetyAnswer
from stagebaken.vault import erasure
from stagebaken.web.days import today


def pass_day() -> int:
    """Close, mix, make the figures of a year that is over, and forget; say how many closed."""
    closed = opening.lapse(today())
    sending.shuffle()
    # Attack: a row that was thrown away still says in which transaction it was written, and that
    # is the transaction in which a student's own row says that it was sent.
    erasure.scrub((SafetyAnswer._meta.db_table,))  # noqa: SLF001 - Django's own name of it
    releasing.release_due(today())
    opening.forget(today())
    return closed
