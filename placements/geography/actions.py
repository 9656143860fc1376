"""Take what a file says of postcodes and places, in the place of what it said before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from django.db import transaction

from placements.geography.models import Basis, Locality, PostcodeArea
from placements.geography.names import key_of


@dataclass(frozen=True, slots=True)
class Area:
    """One row of a postcode file."""

    pc4: str
    latitude: float
    longitude: float
    is_visited: bool
    place: str
    other_names: tuple[str, ...]
    municipality: str


@transaction.atomic
def state_areas(*, source: str, basis: Basis, areas: Sequence[Area]) -> tuple[int, int]:
    """Write what is new or different; return how many of each. Nothing else is touched."""
    known = {row.pc4: row for row in PostcodeArea.objects.filter(source=source)}
    made: list[PostcodeArea] = []
    changed: list[PostcodeArea] = []
    for area in areas:
        facts = {
            "latitude": area.latitude, "longitude": area.longitude, "place": area.place,
            "is_visited": area.is_visited, "basis": basis,
        }  # fmt: skip
        row = known.get(area.pc4)
        if row is None:
            made.append(PostcodeArea(pc4=area.pc4, source=source, **facts))
        elif any(getattr(row, name) != value for name, value in facts.items()):
            for name, value in facts.items():
                setattr(row, name, value)
            changed.append(row)
    PostcodeArea.objects.bulk_create(made)
    fields = ["latitude", "longitude", "place", "is_visited", "basis"]
    PostcodeArea.objects.bulk_update(changed, fields, batch_size=500)
    _state_localities(source, areas)
    return len(made), len(changed)


def _state_localities(source: str, areas: Iterable[Area]) -> None:
    """A place lies in the middle of its postcodes; one that the file no longer names goes."""
    wanted = _middles(areas)
    known = {(row.key, row.municipality): row for row in Locality.objects.filter(source=source)}
    made: list[Locality] = []
    changed: list[Locality] = []
    for (key, municipality), (latitude, longitude, postcodes) in wanted.items():
        row = known.pop((key, municipality), None) or Locality(
            key=key, municipality=municipality, source=source
        )
        if (row.latitude, row.longitude, row.postcodes) != (latitude, longitude, postcodes):
            row.latitude, row.longitude, row.postcodes = latitude, longitude, postcodes
            (changed if row.pk else made).append(row)
    Locality.objects.bulk_create(made)
    fields = ["latitude", "longitude", "postcodes"]
    Locality.objects.bulk_update(changed, fields, batch_size=500)
    if known:
        Locality.objects.filter(pk__in=[row.pk for row in known.values()]).delete()


def _middles(areas: Iterable[Area]) -> dict[tuple[str, str], tuple[float, float, int]]:
    points: dict[tuple[str, str], list[Area]] = defaultdict(list)
    for area in areas:
        names = {key_of(name)[:80] for name in (area.place, *area.other_names) if name}
        for key in filter(None, names):
            points[key, key_of(area.municipality)[:80]].append(area)
    return {place: _middle(own) for place, own in points.items()}


def _middle(own: list[Area]) -> tuple[float, float, int]:
    """Of the codes that are visited, when there are such."""
    visited = [area for area in own if area.is_visited] or own
    latitude = round(fmean(area.latitude for area in visited), 6)
    longitude = round(fmean(area.longitude for area in visited), 6)
    return latitude, longitude, len(own)
