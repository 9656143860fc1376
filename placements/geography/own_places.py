"""The table that the product ships: some 320 places, good enough for a first start."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from placements.geography.names import key_of

FILE = Path(__file__).with_name("own_places.csv")


class OwnPlace(NamedTuple):
    name: str
    first: int  # postcodes, four digits
    last: int
    latitude: float
    longitude: float
    other_names: tuple[str, ...]


@cache
def own_places() -> tuple[OwnPlace, ...]:
    return tuple(sorted(_read(), key=lambda place: place.first))


def _read() -> Iterator[OwnPlace]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    table = [line.split(";") for line in lines if not line.startswith("#")]
    for name, first, last, latitude, longitude, others in table[1:]:
        names = tuple(other.strip() for other in others.split(",") if other.strip())
        yield OwnPlace(name, int(first), int(last), float(latitude), float(longitude), names)


@cache
def _firsts() -> list[int]:
    return [place.first for place in own_places()]


@cache
def _by_key() -> dict[str, OwnPlace]:
    found: dict[str, OwnPlace] = {}
    for place in own_places():
        found[key_of(place.name)] = place
    for place in own_places():
        for name in place.other_names:
            found.setdefault(key_of(name), place)
    return found


def by_postcode(pc4: str) -> OwnPlace | None:
    """The place within whose range these four digits lie."""
    if not pc4:
        return None
    at = bisect_right(_firsts(), int(pc4)) - 1
    place = own_places()[at] if at >= 0 else None
    return place if place and int(pc4) <= place.last else None


def by_name(keys: list[str]) -> OwnPlace | None:
    return next((place for key in keys if (place := _by_key().get(key))), None)
