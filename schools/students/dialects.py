"""The lines of DUO's files (RO and GRONDSLAG IP), written as one table; and what no table keeps.

Such a file has no headers: the first cell of a line says what the line is. Only ISG (enrolment),
ISP (period of it) and BPV (agreement) say something of a student that we keep. The line of a
person (PER) holds a birth date and a sex: it is passed over unread.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from schools.students.headers import is_never
from stagebaken.imports.reading import Row, Table, Unreadable

ENROLMENT, PERIOD, AGREEMENT = "ISG", "ISP", "BPV"
PASSED_OVER = frozenset(
    {"VLP", "PER", "ISE", "DIP", "AMO", "GEO", "KZD", "SLR", "BII", "BID", "BIR"}
)
RECORDS = PASSED_OVER | {ENROLMENT, PERIOD, AGREEMENT}
# What a line becomes. Every name is one of `headers.STUDENTS`.
HEADER = ["recordsoort", "pgn", "inschrijvingvolgnummer", "datum begin", "datum eind", "crebo",
          "leertraject", "niveau", "onderwijslocatie"]  # fmt: skip
# Where these stand, from 1, as DUO counts; 0 is nowhere. Two places: the first that is filled.
_PLACES: dict[str, tuple[tuple[int, ...], ...]] = {
    ENROLMENT: ((4,), (5,), (7, 6), (0,), (0,), (0,), (0,)),
    PERIOD: ((4,), (5,), (0,), (6,), (7,), (8,), (12,)),
    AGREEMENT: ((4,), (7,), (0,), (12,), (0,), (0,), (0,)),
}
_GRONDSLAG = _PLACES | {PERIOD: ((4,), (5,), (6,), (7,), (9,), (8,), (13,))}
_BRIN = re.compile(r"\d{2}[A-Z]{2}", re.ASCII)


def is_lines(table: Table) -> bool:
    """Say whether the first line is a record, and no header."""
    return bool(table.header) and table.header[0].strip().upper() in RECORDS


def arranged(table: Table, *, brin: str, passed: Counter[str]) -> Table:
    """Give lines as rows of one table; `passed` counts what was passed over.

    Raises Unreadable for a file of another school, where both are known by their BRIN.
    """
    rows = _prepended(Row(table.line, table.header), table.rows)
    return replace(table, header=HEADER, rows=_lines(rows, brin, passed))


def _prepended(first: Row, rest: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rest


def _lines(rows: Iterator[Row], brin: str, passed: Counter[str]) -> Iterator[Row]:
    for row in rows:
        record = row.cells[0].strip().upper()
        if record == "VLP":
            _require_own(_cell(row.cells, 2), brin)
        if record in PASSED_OVER:
            passed[record] += 1
        elif record in _PLACES:
            yield Row(row.line, _row(record, row.cells))
        else:
            yield Row(row.line, [record])


def _require_own(named: str, brin: str) -> None:
    if _BRIN.fullmatch(brin) and _BRIN.fullmatch(named) and named != brin:
        raise Unreadable(f"the file is of school {named}, and not of {brin}")


def _row(record: str, cells: Sequence[str]) -> list[str]:
    is_grondslag = bool(_BRIN.fullmatch(_cell(cells, 3).upper()))
    person = _cell(cells, 2) or ("" if is_grondslag else _cell(cells, 3))
    places = (_GRONDSLAG if is_grondslag else _PLACES)[record]
    found = [next(filter(None, (_cell(cells, at) for at in options)), "") for options in places]
    return [record, person, *found]


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place - 1].strip() if 0 < place <= len(cells) else ""


def without_never(table: Table) -> tuple[Table, list[str]]:
    """Take off what is never kept, row by row; and say which columns those were."""
    gone = {at for at, name in enumerate(table.header) if is_never(name)}
    if not gone:
        return table, []
    kept = [at for at in range(len(table.header)) if at not in gone]
    header = [table.header[at] for at in kept]
    rows = (Row(row.line, _kept(row.cells, kept, len(table.header))) for row in table.rows)
    return replace(table, header=header, rows=rows), [table.header[at] for at in sorted(gone)]


def _kept(cells: list[str], kept: list[int], width: int) -> list[str]:
    """Cells beyond the last column stay: they tell that a row is broken."""
    return [cells[at] if at < len(cells) else "" for at in kept] + cells[width:]
