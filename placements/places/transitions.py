"""Which state of a place may follow which: this table, and nothing else."""

from placements.places.models import State

ALLOWED: dict[str, frozenset[str]] = {
    State.CONCEPT: frozenset({State.OPEN}),
    State.OPEN: frozenset({State.CLOSED}),
    State.CLOSED: frozenset({State.OPEN}),  # closing is undone by opening again
}


def may_become(now: str, then: str) -> bool:
    return then in ALLOWED[now]
