"""What a round of matching starts from: who wants to go where, and whom a place puts first.

Ids and nothing else: the engine cannot weigh what it does not know.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

CAPACITY_LIMIT = 1_000_000  # seats of one place: more is a typing error
Assignment = Mapping[str, str | None]  # student: place, or nothing


class NoMarket(Exception):
    """The input contradicts itself. The message is one line for whoever made it."""


@dataclass(frozen=True)
class Place:
    """`tiers`: students who may come, the first tier first; those of one tier draw lots.

    Nothing means that everybody may come, and that the lottery alone decides.
    """

    capacity: int
    tiers: tuple[tuple[str, ...], ...] | None = None

    def tier_of(self, student: str) -> int | None:
        """From 1; nothing when the student is not eligible here."""
        return 1 if self.tiers is None else self._tiers.get(student)

    @cached_property
    def _tiers(self) -> dict[str, int]:
        tiers = enumerate(self.tiers or (), start=1)
        return {student: number for number, tier in tiers for student in tier}


@dataclass(frozen=True)
class Market:
    preferences: Mapping[str, Sequence[str]]  # student: places, the dearest first
    places: Mapping[str, Place]

    def __post_init__(self) -> None:
        for complaint in (*self._students(), *self._places()):
            raise NoMarket(complaint)

    def _students(self) -> Iterator[str]:
        known = self.places.keys()
        for student, wishes in self.preferences.items():
            distinct = set(wishes)
            if len(distinct) < len(wishes):
                yield f"student {student!r} names a place twice"
            if not distinct <= known:
                yield f"student {student!r} names {min(distinct - known)!r}, which is no place"

    def _places(self) -> Iterator[str]:
        """A list may name who asks for nothing in this round: it is then about nobody."""
        for name, place in self.places.items():
            if not 0 <= place.capacity <= CAPACITY_LIMIT:
                yield f"place {name!r} cannot have {place.capacity} seats"
            listed = [student for tier in place.tiers or () for student in tier]
            if len(set(listed)) < len(listed):
                yield f"place {name!r} names a student twice"
