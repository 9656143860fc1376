"""Where somebody searches: a place or postcode, and the square that holds the circle around it."""

import math
from dataclasses import dataclass

from django.db.models import Avg, Count, Q

from placements.companies.models import KM_PER_DEGREE
from placements.companies.words import plain
from placements.geography import places
from placements.geography.names import pc4_of
from placements.search.models import STEPS, SearchCompany

NEAR_LIMIT = 80  # characters


class UnknownPlace(LookupError):
    """No place or postcode that we know, and no company is in it."""


@dataclass(frozen=True)
class Around:
    """Degrees; empty for a place of which we know only companies without a position."""

    text: str
    place: str  # in plain words; or
    area: str  # the four digits of a postcode
    latitude: float | None
    longitude: float | None

    @property
    def here(self) -> tuple[str, str]:
        """The column that says whether a company is in the very place, and what is in it then."""
        return ("area", self.area) if self.area else ("place", self.place)

    @property
    def shrink(self) -> float:
        """How much shorter a degree of longitude is here. Flat-earth distance: for 100 km in the
        Netherlands it is right to some tens of metres, and it is plain arithmetic everywhere.
        """
        return math.cos(math.radians(self.latitude or 0.0))


def find(text: str) -> Around:
    """Raise UnknownPlace for what is neither."""
    name = plain(text[:NEAR_LIMIT])
    area = pc4_of(name)
    if not name:
        raise UnknownPlace
    if there := places.find(name):
        return Around(text.strip(), "" if area else name, area, there.latitude, there.longitude)
    return _by_companies(text.strip(), "" if area else name, area)


def _by_companies(text: str, place: str, area: str) -> Around:
    """Where no table knows the place, its companies tell; they may all be without a position."""
    there = SearchCompany.objects.filter(Q(area=area) if area else Q(place=place))
    middle = there.aggregate(
        north=Avg("company__latitude"), east=Avg("company__longitude"), companies=Count("pk")
    )
    if not middle["companies"]:
        raise UnknownPlace
    return Around(text, place, area, middle["north"], middle["east"])


def kilometres(squared: float) -> float:
    """From a squared distance in steps."""
    return math.sqrt(squared) / STEPS * KM_PER_DEGREE


def squared(km: float) -> float:
    return (km / KM_PER_DEGREE * STEPS) ** 2
