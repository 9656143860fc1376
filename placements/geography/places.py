"""Where is this postcode or place? From what was imported, else from our own table."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from placements.geography import own_places
from placements.geography.coordinates import CoordinateSource, Location
from placements.geography.models import Locality, PostcodeArea
from placements.geography.names import keys_of, municipality_of, pc4_of

__all__ = ["Atlas", "CoordinateSource", "Location", "find", "locate"]


@dataclass(frozen=True)
class Atlas:
    """Areas and localities in memory: for an import all of them, for a visitor those asked for."""

    areas: dict[str, PostcodeArea]
    localities: dict[str, list[Locality]]

    @classmethod
    def whole(cls) -> "Atlas":
        return cls.of(PostcodeArea.objects.iterator(), Locality.objects.iterator())

    @classmethod
    def around(cls, pc4: str, keys: list[str]) -> "Atlas":
        areas = PostcodeArea.objects.filter(pc4=pc4) if pc4 else ()
        return cls.of(areas, Locality.objects.filter(key__in=keys) if keys else ())

    @classmethod
    def of(cls, areas: Iterable[PostcodeArea], localities: Iterable[Locality]) -> "Atlas":
        """Of two sources the better basis counts: that is how the querysets are ordered."""
        first: dict[str, PostcodeArea] = {}
        for area in areas:
            first.setdefault(area.pc4, area)
        named: dict[str, list[Locality]] = defaultdict(list)
        for locality in localities:
            named[locality.key].append(locality)
        return cls(first, named)

    def locate(self, postcode: str, place: str) -> Location | None:
        pc4 = pc4_of(postcode)
        if area := self.areas.get(pc4):
            exact = CoordinateSource.POSTCODE if area.is_visited else CoordinateSource.PLACE
            return Location(area.latitude, area.longitude, exact)
        own = own_places.by_postcode(pc4)
        return _centre(own) if own else self.named(place)

    def named(self, place: str) -> Location | None:
        keys, municipality = keys_of(place), municipality_of(place)
        for key in keys:
            if found := self.localities.get(key):
                return _centre(_meant(found, municipality))
        own = own_places.by_name(keys)
        return _centre(own) if own else None


def locate(postcode: str, place: str) -> Location | None:
    """Where an address without coordinates lies, by its postcode, else by its place."""
    return Atlas.around(pc4_of(postcode), keys_of(place)).locate(postcode, place)


def find(text: str) -> Location | None:
    """What a visitor means who typed `3511 AB`, `3511`, `Utrecht` or `3511 utrecht`."""
    pc4 = pc4_of(text)
    name = text.strip()[4:] if pc4 else text
    return locate(pc4, name)


def _meant(found: list[Locality], municipality: str) -> Locality:
    """Of places with one name: the one in this municipality, else the one with most postcodes."""
    within = [one for one in found if one.municipality == municipality]
    return within[0] if within else found[0]


def _centre(place: Locality | own_places.OwnPlace) -> Location:
    return Location(place.latitude, place.longitude, CoordinateSource.PLACE)
