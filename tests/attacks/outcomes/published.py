"""The files of a release, as somebody reads them who knows the rules."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.attacks.outcomes.counting import TOTAL, VARIABLES, Place


@dataclass(frozen=True)
class Line:
    """One count of `published.csv`. None is hidden."""

    table: str
    measure: str
    herkomst: str
    place: Place
    value: int | None
    base: int

    @property
    def slice(self) -> tuple[str, str, Place]:
        """The cells of all groups in one place: they are shown or hidden for one cause."""
        return self.table, self.measure, self.place


@dataclass(frozen=True)
class Rules:
    """What everybody may know of how figures came about, planted holes included."""

    is_rounded: bool = True
    shown_from: int = 15
    is_floored_on_truth: bool = False
    summed_over: str = ""  # herkomst totals are sums of the published parts of this variable
    same_set_same_figure: bool = True


SPECIFIED = Rules()


def read(path: Path) -> list[Line]:
    with path.open(newline="", encoding="utf-8") as file:
        return [_line(row) for row in csv.DictReader(file)]


def _line(row: dict[str, str]) -> Line:
    assert row["suppressed"] in {"0", "1"}
    assert (row["value"] == "") == (row["suppressed"] == "1"), row
    return Line(
        table=row["table"],
        measure=row["measure"],
        herkomst=row["herkomst"],
        place=tuple(row[name] for name in VARIABLES),
        value=int(row["value"]) if row["value"] else None,
        base=int(row["base"]),
    )


def ratio_lines(path: Path) -> list[Line]:
    """From `figures.csv`: the placed applicants, who are in no other file."""
    with path.open(newline="", encoding="utf-8") as file:
        found = [row for row in csv.DictReader(file) if row["indicator"] == "apps_per_placement"]
    return [
        Line(
            table=row["table"],
            measure="placed_applicants",
            herkomst=row["herkomst"],
            place=tuple(row[name] for name in VARIABLES),
            value=int(row["n"]) if row["n"] else None,
            base=5,
        )
        for row in found
    ]


def by_herkomst(lines: Iterable[Line]) -> list[Line]:
    """Those that say something which the insider does not know."""
    return [line for line in lines if line.herkomst != TOTAL]
