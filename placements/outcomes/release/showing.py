"""What is shown, decided on published figures alone (rule 3), after what the gate has hidden."""

from dataclasses import dataclass, field
from typing import NamedTuple

from placements.outcomes.reading import HERKOMST
from placements.outcomes.release.counting import Rounded
from placements.outcomes.release.measures import MEASURES, STUDENTS
from placements.outcomes.release.places import CROSSED_FROM, EVERYBODY, Group, Place


class Slice(NamedTuple):
    """How a group splits into herkomsten, in one measure: what the gate hides at once.

    Attack: of a group whose total is known, herkomsten that stay shown give back the hidden one.
    """

    group: Group
    measure: str


@dataclass(frozen=True)
class Showing:
    rounded: Rounded
    hidden: frozenset[Slice] = frozenset()
    _known: dict[tuple[Place, str], bool] = field(default_factory=dict, compare=False, repr=False)

    def without(self, more: frozenset[Slice]) -> "Showing":
        return Showing(self.rounded, self.hidden | more)

    def value(self, place: Place, measure: str) -> int | None:
        """The published count, or None."""
        return self.rounded[place, measure] if self.shows(place, measure) else None

    def shows(self, place: Place, measure: str) -> bool:
        """Groups are shown where students are, and parts where their whole is."""
        if (place, measure) not in self._known:
            self._known[place, measure] = self._shows(place, measure)
        return self._known[place, measure]

    def _shows(self, place: Place, measure: str) -> bool:
        it = MEASURES[measure]
        if not self.has_table(place) or not place.may_be_shown:
            return False
        if place.is_by_origin and Slice(place.group, measure) in self.hidden:
            return False
        if self.rounded[place, measure] < it.own_from:
            return False
        if it.whole is None:
            return True
        if it.own_from:
            return self.shows(place, STUDENTS)
        return self.shows(place, it.whole) and self.rounded[place, it.whole] >= it.whole_from

    def shows_any(self, some: Slice) -> bool:
        return any(self.shows(some.group.of(origin), some.measure) for origin in HERKOMST)

    def has_table(self, place: Place) -> bool:
        return not place.is_crossed or self.rounded[EVERYBODY, STUDENTS] >= CROSSED_FROM

    def is_too_few(self, place: Place, measure: str) -> bool:
        """Below its own floor: who can tell that from the other causes knows that it is small."""
        own_from = MEASURES[measure].own_from
        return (
            place.may_be_shown and self.has_table(place) and self.rounded[place, measure] < own_from
        )
