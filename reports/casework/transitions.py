"""The one table of legal status changes of a case."""

from reports.casework.models import Status

# From each status: the statuses that may follow. What is absent is illegal.
TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.RECEIVED: frozenset({Status.ACKNOWLEDGED}),
    Status.ACKNOWLEDGED: frozenset(),
}


class IllegalTransition(ValueError):
    """This status may not follow that one."""


def check(current: str, following: Status) -> None:
    if following not in TRANSITIONS.get(Status(current), frozenset()):
        raise IllegalTransition(f"{current} → {following}")
