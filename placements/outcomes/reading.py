"""Read a cohort CSV (columns and labels of the contract), line by line.

One line that is wrong refuses the whole file: a student who is left out makes a figure that looks
as if it were about everybody. Messages name the line and the column and never what stands there,
because in a file with shifted columns that may be somebody's name.
"""

import re
from array import array
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from placements.outcomes.cohort import LABELS, NUMBERS, UNKNOWN, Coded, Cohort
from stagebaken.imports.cleaning import text
from stagebaken.imports.columns import header_key
from stagebaken.imports.reading import Row, Table, Unreadable, open_table

SIZE_LIMIT = 512 * 1024 * 1024  # bytes: twenty times a cohort of all mbo students
LABEL_LENGTH = 120  # signs
ID_LENGTH = 200
APPLICATIONS_LIMIT = 10_000
DAYS_LIMIT = 10_000
HERKOMST = ("Nederland", "Europa", "Buiten-Europa", UNKNOWN)
LEVELS = ("entree", "niveau2", "niveau3", "niveau4")
PATHWAYS = ("BOL", "BBL")
FIXED: Mapping[str, Sequence[str]] = {
    "level": LEVELS,
    "leerweg": PATHWAYS,
    "herkomst": HERKOMST,
    "route": ("sollicitatie", "direct"),
    "born_nl": ("0", "1"),
}
_NAN = float("nan")
_WHOLE = re.compile(r"\d{1,9}(\.0*)?", re.ASCII)
_DECIMAL = re.compile(r"\d{1,3}(\.\d{1,15})?", re.ASCII)


class WrongCell(ValueError):
    """What a cell should have been."""


class _Labels:
    """A column of labels; of some columns every label is known beforehand."""

    def __init__(self, allowed: Sequence[str] = ()) -> None:
        self._allowed = {name.casefold(): name for name in allowed}
        self._seen: dict[str, int] = {}
        self._codes: dict[str, int] = {}
        self._column = array("q")

    def take(self, cell: str) -> None:
        code = self._seen.get(cell)
        if code is None:
            code = self._seen[cell] = self._codes.setdefault(self._name(cell), len(self._codes))
        self._column.append(code)

    def _name(self, cell: str) -> str:
        name = text(cell)
        if len(name) > LABEL_LENGTH:
            raise WrongCell(f"is longer than {LABEL_LENGTH} signs")
        if not name or not self._allowed:
            return name or UNKNOWN
        found = self._allowed.get(name.casefold().removesuffix(".0"))
        if found is None:
            raise WrongCell(f"is none of {', '.join(self._allowed.values())}")
        return found

    def coded(self) -> Coded:
        """In the order of the names: the order of rows tells nothing."""
        names = sorted(self._codes)
        place = {self._codes[name]: at for at, name in enumerate(names)}
        moved = np.array([place[code] for code in range(len(names))], dtype=np.int64)
        return Coded(tuple(names), moved[np.frombuffer(self._column, dtype=np.int64)])


class _Numbers:
    """A column of numbers; `read` makes one of a cell or says what it should have been."""

    def __init__(self, read: Callable[[str], float]) -> None:
        self._read = read
        self._seen: dict[str, float] = {}
        self._column = array("d")

    def take(self, cell: str) -> None:
        value = self._seen.get(cell)
        if value is None:
            plain = cell.strip().replace(",", ".")
            value = self._seen[cell] = self._read(plain) if plain else _NAN
        self._column.append(value)

    @property
    def last(self) -> float:
        return self._column[-1]

    def values(self) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        return np.array(self._column, dtype=np.float64)


def _flag(cell: str) -> float:
    if not _WHOLE.fullmatch(cell) or float(cell) > 1:
        raise WrongCell("is not 0 or 1")
    return float(cell)


def _whole(limit: int) -> Callable[[str], float]:
    def read(cell: str) -> float:
        if not _WHOLE.fullmatch(cell) or float(cell) > limit:
            raise WrongCell(f"is no whole number from 0 to {limit}")
        return float(cell)

    return read


def _grade(cell: str) -> float:
    if not _DECIMAL.fullmatch(cell) or not 1 <= float(cell) <= 10:
        raise WrongCell("is no grade from 1 to 10")
    return float(cell)


_READERS: Mapping[str, Callable[[str], float]] = {
    "n_applications": _whole(APPLICATIONS_LIMIT),
    "n_invited": _whole(APPLICATIONS_LIMIT),
    "days": _whole(DAYS_LIMIT),
    "satisfaction": _grade,
}


class _Reading:
    """The columns of one file while they grow."""

    def __init__(self, table: Table, path: Path) -> None:
        self._labels = {name: _Labels(FIXED.get(name, ())) for name in LABELS}
        self._numbers = {name: _Numbers(_READERS.get(name, _flag)) for name in NUMBERS}
        self._columns: dict[str, _Labels | _Numbers] = {**self._labels, **self._numbers}
        self._places = _places(table.header, path)
        self._width = len(table.header)
        self._students: set[tuple[str, str, str]] = set()
        self.units: list[str] = []  # the student_id of each row

    def take(self, row: Row) -> None:
        cells = row.cells
        if len(cells) != self._width and (
            len(cells) < self._width or any(map(str.strip, cells[self._width :]))
        ):
            raise WrongCell(f"has {len(cells)} cells where the header has {self._width}")
        self._know(cells)
        for name, column in self._columns.items():
            try:
                column.take(cells[self._places[name]])
            except WrongCell as wrong:
                raise WrongCell(f"{name} {wrong}") from None
        self._agree()

    def _know(self, cells: Sequence[str]) -> None:
        """One row for a student and year: a row that is there twice would count twice."""
        name, year, school = (
            cells[self._places[column]].strip() for column in ("student_id", "year", "school")
        )
        if not name or len(name) > ID_LENGTH:
            raise WrongCell("has no usable student_id")
        if (name, year, school) in self._students:
            raise WrongCell("student_id is there already for this year and school")
        self._students.add((name, year, school))
        self.units.append(name)

    def _agree(self) -> None:
        if self._numbers["n_invited"].last > self._numbers["n_applications"].last:
            raise WrongCell("n_invited is more than n_applications")

    def cohort(self) -> Cohort:
        return Cohort(
            {name: column.coded() for name, column in self._labels.items()},
            {name: column.values() for name, column in self._numbers.items()},
        )


def read_cohort(path: Path) -> Cohort:
    """All students of the file. Raises Unreadable, with one line for the operator."""
    return read_students(path)[0]


def read_students(path: Path) -> tuple[Cohort, list[str]]:
    """The same, and the student_id of each row."""
    table = open_table(path)
    if table.size > SIZE_LIMIT:
        raise Unreadable(f"{path}: is larger than {SIZE_LIMIT // 1024**2} MB")
    reading = _Reading(table, path)
    first, wrong, lines = "", 0, 0
    for row in table.rows:
        lines += 1
        try:
            reading.take(row)
        except WrongCell as complaint:
            first = first or f"line {row.line}: {complaint}"
            wrong += 1
    if wrong:
        more = f" (and {wrong - 1} more lines are wrong)" if wrong > 1 else ""
        raise Unreadable(f"{path}: {first}{more}")
    if not lines:
        raise Unreadable(f"{path}: holds no students")
    return reading.cohort(), reading.units


def _places(header: Sequence[str], path: Path) -> dict[str, int]:
    keys = [header_key(name) for name in header]
    wanted = ("student_id", *LABELS, *NUMBERS)
    missing = [name for name in wanted if header_key(name) not in keys]
    if missing:
        raise Unreadable(f"{path}: has no column {', '.join(missing)}")
    twice = [name for name in wanted if keys.count(header_key(name)) > 1]
    if twice:
        raise Unreadable(f"{path}: has two columns {twice[0]}")
    return {name: keys.index(header_key(name)) for name in wanted}
