"""The fillings of a company beside each other: a table, and a line drawn by us."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from placements.quickscan import scoring
from placements.quickscan.models import QuickScan
from placements.quickscan.questions import Theme

SHOWN = 6  # the latest; more columns fit on no phone
HEIGHT = 160  # of the picture, in pixels
TOP, BOTTOM = 30, 125  # where all points and no points are drawn
LEFT, RIGHT = 12, 88  # percentages of the width


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    day: str
    words: str


@dataclass(frozen=True)
class Line:
    start: Point
    end: Point


def words(score: scoring.Score) -> str:
    return _("%(points)s van %(most)s") % {"points": score.points, "most": score.most}


def table(scans: list[QuickScan]) -> tuple[list[Any], list[list[Any]]]:
    """Columns and rows, the oldest day first."""
    columns = [_("Onderdeel"), *[(_day(scan), "number") for scan in scans]]
    results = [scoring.per_theme(scan.version, scan.answers) for scan in scans]
    rows: list[list[Any]] = [
        [
            str(theme.label),
            *[words(result[theme]) if theme in result else "–" for result in results],
        ]
        for theme in Theme
    ]
    rows.append([_("Samen"), *[words(scan.total) for scan in scans]])
    return columns, rows


def points(scans: list[QuickScan]) -> list[Point]:
    """One point per filling, at equal distances, by its share of all points."""
    gaps = max(len(scans) - 1, 1)
    return [
        Point(
            x=round(LEFT + (RIGHT - LEFT) * place / gaps, 2),
            y=round(BOTTOM - (BOTTOM - TOP) * scan.total.share, 1),
            day=_day(scan),
            words=words(scan.total),
        )
        for place, scan in enumerate(scans)
    ]


def lines(drawn: list[Point]) -> list[Line]:
    return [Line(start, end) for start, end in pairwise(drawn)]


def _day(scan: QuickScan) -> str:
    return date_format(scan.day, "j F Y")
