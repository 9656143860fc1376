"""A QR code as the outline of one shape, so that a template draws it and nothing is marked safe."""

from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4  # modules of white around it; without them phones do not find the code


@dataclass(frozen=True)
class Drawing:
    side: int  # modules, the quiet zone included
    path: str


def qr(text: str) -> Drawing:
    rows = segno.make(text, micro=False).matrix
    strokes = [stroke for top, row in enumerate(rows) for stroke in _strokes(row, top)]
    return Drawing(side=len(rows) + 2 * QUIET, path="".join(strokes))


def _strokes(row: bytearray, top: int) -> list[str]:
    strokes, left = [], QUIET
    for is_dark, modules in groupby(row):
        width = len(list(modules))
        if is_dark:
            strokes.append(f"M{left} {top + QUIET}h{width}v1h-{width}z")
        left += width
    return strokes
