"""A map of a page of results, drawn by us: no tile server hears where somebody looks for work.

The list beside it says the same in words; the numbers are those of the list.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from placements.companies.models import KM_PER_DEGREE
from placements.search.around import Around
from placements.search.results import Result

WIDTH, HEIGHT = 480, 440  # of the drawing, in its own units
MARGIN = 40
PIN = 16  # radius; pins nearer than this to each other become one
LABEL = 64  # room for the words of the scale, such as '50 km'
SMALLEST_KM = 1.0  # half the height of the smallest map
SCALES = (0.5, 1, 2, 5, 10, 20, 50, 100)  # kilometres that a scale bar may stand for


@dataclass(frozen=True)
class Pin:
    x: float
    y: float
    numbers: tuple[int, ...]

    @property
    def label(self) -> str:
        """The number in the list, or how many stand here."""
        return str(self.numbers[0]) if len(self.numbers) == 1 else f"{len(self.numbers)}×"

    @property
    def size(self) -> int:
        return PIN if len(self.numbers) == 1 else PIN + 6

    @property
    def names(self) -> str:
        return ", ".join(map(str, self.numbers))


@dataclass(frozen=True)
class Map:
    pins: list[Pin]
    home: tuple[float, float] | None
    radius: float
    place: str
    scale_km: float
    scale: float  # how long the bar is
    left_out: int  # results of which nobody knows where they are

    width, height = WIDTH, HEIGHT

    @property
    def bar(self) -> tuple[float, float, float]:
        """Where the scale bar begins and ends, and how high: at the left, or where no pin is."""
        right = WIDTH - 20 - self.scale
        start = next((left for left in (20, right) if not self._has_pin(left)), 20)
        return start, start + self.scale, HEIGHT - 20

    def _has_pin(self, left: float) -> bool:
        """Is there a pin over a bar that begins here, or over the words above it?"""
        return any(
            left - pin.size < pin.x < left + max(self.scale, LABEL) + pin.size
            and pin.y > HEIGHT - 60 - pin.size
            for pin in self.pins
        )


@dataclass(frozen=True)
class _View:
    """What is in sight: its middle, and how many units a kilometre is."""

    north: float
    east: float
    unit: float

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        shrink = math.cos(math.radians(self.north))
        right = (longitude - self.east) * KM_PER_DEGREE * shrink * self.unit
        down = (self.north - latitude) * KM_PER_DEGREE * self.unit
        return round(WIDTH / 2 + right, 1), round(HEIGHT / 2 + down, 1)


def draw(results: Sequence[Result], around: Around | None, radius_km: float | None) -> Map | None:
    """Draw the companies of a page, and the circle that was searched; None without positions."""
    placed = [
        (one.number, one.company.latitude, one.company.longitude)
        for one in results
        if one.company.latitude is not None and one.company.longitude is not None
    ]
    points = [(north, east) for _, north, east in placed]
    home = _home(around)
    if not points:
        return None
    reach = radius_km if home and radius_km else 0.0
    view = _view(points, home, reach)
    pins = _pins([(number, *view.point(north, east)) for number, north, east in placed])
    scale_km = max(km for km in SCALES if km * view.unit <= WIDTH / 3 or km == SCALES[0])
    return Map(
        pins=pins,
        home=view.point(*home) if home else None,
        radius=round(reach * view.unit, 1),
        place=around.text if around and home else "",
        scale_km=scale_km,
        scale=round(scale_km * view.unit, 1),
        left_out=len(results) - len(placed),
    )


def _home(around: Around | None) -> tuple[float, float] | None:
    if around is None or around.latitude is None or around.longitude is None:
        return None
    return around.latitude, around.longitude


def _view(
    points: list[tuple[float, float]], home: tuple[float, float] | None, reach: float
) -> _View:
    """The searched circle in the middle; without one, everything that was found."""
    every = points + ([home] if home else [])
    norths, easts = [north for north, _ in every], [east for _, east in every]
    north, east = home or ((min(norths) + max(norths)) / 2, (min(easts) + max(easts)) / 2)
    shrink = math.cos(math.radians(north))
    high = max(abs(one - north) for one in norths) * KM_PER_DEGREE
    wide = max(abs(one - east) for one in easts) * KM_PER_DEGREE * shrink
    far = max(reach, high, wide * (HEIGHT - 2 * MARGIN) / (WIDTH - 2 * MARGIN), SMALLEST_KM)
    return _View(north, east, (HEIGHT / 2 - MARGIN) / far)


def _pins(points: Sequence[tuple[int, float, float]]) -> list[Pin]:
    """One pin for companies that would cover each other."""
    pins: list[Pin] = []
    for number, x, y in points:
        for place, pin in enumerate(pins):
            if math.hypot(pin.x - x, pin.y - y) < 2 * PIN:
                pins[place] = Pin(pin.x, pin.y, (*pin.numbers, number))
                break
        else:
            pins.append(Pin(x, y, (number,)))
    return pins
