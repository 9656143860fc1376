"""Where the dots and beams of a gap stand: as counted and adjusted, above one another.

A ratio stands on a scale of its logarithm, so that half as many is as far as twice as many.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from placements.releases.catalogue import Text
from placements.releases.gap_reading import Figure
from placements.releases.gap_words import Unit, number

TOP: Final = 6
ROW: Final = 68  # pixels a line
NAME, BEAM = 18, 43  # below the top of its line
END: Final = 9  # that the end of a beam sticks out
TICKS: Final = 22  # below the last line
_POINTS = (1, 2, 5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100)
_RATIOS = (1.1, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0, 10.0)


@dataclass(frozen=True)
class Tick:
    x: float  # per cents of the width
    text: str
    anchor: str


@dataclass(frozen=True)
class Beam:
    label: Text
    figure: Figure
    y: int  # of its name
    at: int  # of its beam
    x: float
    low: float
    high: float

    @property
    def above(self) -> int:
        return self.at - END

    @property
    def below(self) -> int:
        return self.at + END


@dataclass(frozen=True)
class Hidden:
    label: Text
    y: int

    @property
    def above(self) -> int:
        """Of its box."""
        return self.y + 12

    @property
    def words(self) -> int:
        return self.y + 30


@dataclass(frozen=True)
class Picture:
    height: int
    base: int
    ticks: list[Tick]
    zero: float
    beams: list[Beam]
    hidden: list[Hidden]

    @property
    def words(self) -> int:
        """Where the numbers of the scale stand."""
        return self.base + TICKS


def picture(lines: Sequence[tuple[Text, Figure]]) -> Picture | None:
    """None when no line has a figure. All lines have one unit: points, or a ratio."""
    shown = [figure for _label, figure in lines if not figure.is_hidden]
    if not shown:
        return None
    is_ratio = shown[0].unit is Unit.RATIO
    reach = _reach(shown, is_ratio=is_ratio)
    place = _on_ratios(reach) if is_ratio else _on_points(reach)
    base = TOP + ROW * len(lines)
    rows = [(TOP + ROW * at, label, figure) for at, (label, figure) in enumerate(lines)]
    return Picture(
        height=base + TICKS + 12,
        base=base,
        ticks=[Tick(place(value), number(shown[0].unit, value), anchor)
               for value, anchor in _ends(reach, is_ratio=is_ratio)],
        zero=50.0,
        beams=[_beam(label, figure, top, place) for top, label, figure in rows
               if not figure.is_hidden],
        hidden=[Hidden(label, top + NAME) for top, label, figure in rows
                if figure.is_hidden],
    )  # fmt: skip


def _beam(label: Text, figure: Figure, top: int, place: Callable[[float], float]) -> Beam:
    return Beam(
        label,
        figure,
        top + NAME,
        top + BEAM,
        *(place(value) for value in (figure.value, figure.low, figure.high)),
    )


def _reach(shown: Sequence[Figure], *, is_ratio: bool) -> float:
    """How far the scale goes to both sides of no difference."""
    ends = [end for figure in shown for end in (figure.low, figure.high)]
    if is_ratio:
        far = max(max(end, 1 / max(end, 0.01)) for end in ends)
        return next((step for step in _RATIOS if step >= far), math.ceil(far))
    far = max(abs(end) for end in ends)
    return next((step for step in _POINTS if step >= far), 100)


def _on_points(reach: float) -> Callable[[float], float]:
    return lambda value: round(50 + 50 * value / reach, 2)


def _on_ratios(reach: float) -> Callable[[float], float]:
    return lambda value: round(50 + 50 * math.log(max(value, 1 / reach)) / math.log(reach), 2)


def _ends(reach: float, *, is_ratio: bool) -> list[tuple[float, str]]:
    if is_ratio:
        return [(1 / reach, "start"), (1.0, "middle"), (reach, "end")]
    return [(-reach, "start"), (0.0, "middle"), (reach, "end")]
