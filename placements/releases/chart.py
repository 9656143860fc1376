"""The picture of a sheet: a dot and its beam per group, drawn by the server.

Widths are per cents of the picture and heights are pixels, as numbers without a language.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from placements.releases.catalogue import RATIO
from placements.releases.reading import Line, Sheet

TOP: Final = 24  # pixels to the first name
STEP: Final = 68  # pixels from one group to the next
BEAM: Final = 25  # pixels from a name to its beam
END: Final = 9  # pixels that the end of a beam sticks out
TICKS: Final = 4
LEAST_RATIO: Final = 4  # applications: the picture is never narrower


@dataclass(frozen=True)
class Mark:
    """One group: where its words and its beam stand."""

    line: Line
    y: int
    low: str = ""
    high: str = ""
    at: str = ""

    @property
    def beam(self) -> int:
        return self.y + BEAM

    @property
    def above(self) -> int:
        return self.beam - END

    @property
    def below(self) -> int:
        return self.beam + END

    @property
    def box(self) -> int:
        return self.y + 12

    @property
    def box_text(self) -> int:
        return self.y + 30


@dataclass(frozen=True)
class Tick:
    at: str
    text: str
    anchor: str


@dataclass(frozen=True)
class Chart:
    marks: list[Mark]
    ticks: list[Tick]
    reference: str  # where all students together stand; empty when that is hidden
    base: int

    @property
    def height(self) -> int:
        return self.base + 34

    @property
    def words(self) -> int:
        """Where the numbers of the scale stand."""
        return self.base + 22


def chart(sheet: Sheet) -> Chart:
    top = _top(sheet)
    marks = [_mark(line, TOP + STEP * at, top) for at, line in enumerate(sheet.lines)]
    total = marks[-1]
    return Chart(marks, list(_ticks(sheet, top)), total.at, STEP * len(marks) + 6)


def _top(sheet: Sheet) -> int:
    """The end of the scale: 100 per cent, or the applications that fit all beams."""
    if sheet.indicator.name != RATIO:
        return 100
    ends = [line.share.high for line in sheet.lines if line.share]
    most = max((end for end in ends if end is not None), default=Decimal(0))
    return TICKS * max(math.ceil(most / TICKS), LEAST_RATIO // TICKS)


def _mark(line: Line, y: int, top: int) -> Mark:
    if line.share is None:
        return Mark(line, y)
    places = (line.share.low, line.share.high, line.share.estimate)
    return Mark(line, y, *(_percent(place, top) for place in places))


def _percent(place: Decimal | None, top: int) -> str:
    return f"{float(place or 0) * 100 / top:.4g}%"


def _ticks(sheet: Sheet, top: int) -> Iterable[Tick]:
    unit = "" if sheet.indicator.name == RATIO else "%"
    for step in range(TICKS + 1):
        anchor = {0: "start", TICKS: "end"}.get(step, "middle")
        value = f"{top * step // TICKS}{unit if step == TICKS else ''}"
        yield Tick(f"{100 * step // TICKS}%", value, anchor)
