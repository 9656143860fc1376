"""The file that ties a school's own numbers to those of the state, for one export.

It is read in memory and dropped: no row, log, task, cache or message of ours holds any of it.
Attack: whoever has our database would know citizens by their number; so it never gets there.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from django.utils.translation import gettext_lazy as _

from placements.agreements.duo import Numbers
from stagebaken.imports.columns import Headers, match
from stagebaken.imports.reading import File, Row, Unreadable, open_table

COLUMNS: Final[Headers] = {
    "student": ("studentnummer", "eigen nummer", "leerlingnummer", "deelnemernummer", "nummer"),
    "bsn": ("bsn", "burgerservicenummer"),
    "onderwijsnummer": ("onderwijsnummer", "onr"),
    "pgn": ("pgn", "pseudonummer"),
    "enrolment": ("inschrijvingvolgnummer", "inschrijvingsvolgnummer", "inschrijving"),
}
DIGITS, EATEN = 9, 3  # of a number of a person; first zeros that a spreadsheet may have dropped
ROWS_MOST = 20_000


class BadNumbers(ValueError):
    """The file as a whole cannot be used. The sentence quotes nothing of it."""

    sentence = _(
        "Dit bestand kunnen we niet lezen. Nodig is een CSV met de kolom studentnummer, en met "
        "bsn, onderwijsnummer, pgn of inschrijvingvolgnummer."
    )


def read(content: bytes) -> dict[str, Numbers | None]:
    """By the school's own number; None where the file says two things of one student.

    Raises BadNumbers, and nothing that quotes a cell.
    """
    try:
        table = open_table(File(Path("nummers"), content))
        columns = match(table.header, COLUMNS, "")
        if "student" not in columns or len(columns.places) < 2:
            raise BadNumbers
        return _gathered(columns.values(row) for row in _bounded(table.rows))
    except Unreadable:
        # From None: the first line of a file without headers is somebody's number.
        raise BadNumbers from None


def _bounded(rows: Iterable[Row]) -> Iterable[Row]:
    for at, row in enumerate(rows):
        if at >= ROWS_MOST:
            raise BadNumbers
        yield row


def _gathered(rows: Iterable[dict[str, str]]) -> dict[str, Numbers | None]:
    found: dict[str, Numbers | None] = {}
    for row in rows:
        values = {name: cell.strip() for name, cell in row.items()}
        student = values.pop("student")
        enrolment = values.pop("enrolment", "")
        numbers = Numbers(enrolment=enrolment, **{k: _padded(v) for k, v in values.items()})
        if student:
            found[student] = numbers if found.get(student, numbers) == numbers else None
    return found


def _padded(number: str) -> str:
    is_short = number.isdecimal() and DIGITS - EATEN <= len(number) < DIGITS
    return number.zfill(DIGITS) if is_short else number
