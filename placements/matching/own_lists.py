"""A list while a student makes it: it lives in the page alone, and nothing is kept until it is in.

Every button sends the whole list along, so that no script and no session is needed, and whatever
goes wrong brings back what stood there.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Listed:
    """Places in order, the dearest first. `has_strange`: something else was sent, too."""

    order: tuple[UUID, ...]
    has_strange: bool = False


def read(values: Iterable[str], known: Collection[UUID]) -> Listed:
    """What a page sent: the first of doubles stays, and what is not of this round goes."""
    found = [_uuid(value) for value in values]
    order = tuple(dict.fromkeys(one for one in found if one is not None and one in known))
    return Listed(order, has_strange=len(order) < len(found))


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None


def moved(order: tuple[UUID, ...], one: UUID, by: int) -> tuple[UUID, ...]:
    """`by` -1 is dearer. At an end, or for what is not on the list, nothing moves."""
    if one not in order:
        return order
    at = order.index(one)
    to = min(max(at + by, 0), len(order) - 1)
    rest = order[:at] + order[at + 1 :]
    return (*rest[:to], one, *rest[to:])


def without(order: tuple[UUID, ...], one: UUID) -> tuple[UUID, ...]:
    return tuple(other for other in order if other != one)


def joined(order: tuple[UUID, ...], more: Iterable[UUID]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys((*order, *more)))


def done(order: tuple[UUID, ...], what: str) -> tuple[UUID, ...]:
    """Carry out what a button says: 'up:ID', 'down:ID' or 'off:ID'; all else changes nothing."""
    verb, _, name = what.partition(":")
    one = _uuid(name)
    if one is None:
        return order
    match verb:
        case "up":
            return moved(order, one, -1)
        case "down":
            return moved(order, one, 1)
        case "off":
            return without(order, one)
    return order
