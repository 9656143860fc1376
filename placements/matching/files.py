"""The files of a round: what students and places hand in, and what comes out.

Columns and separators as in the contract of `manage.py matching`: ids with a bar between them.
"""

import csv
import io
from collections.abc import Container, Sequence
from pathlib import Path

from placements.matching import certificate
from placements.matching.certificate import Certificate
from placements.matching.market import Assignment, Market, NoMarket, Place
from placements.matching.tables import Table, Unreadable, open_table, read_bytes
from placements.matching.verification import Row

BETWEEN = "|"
ID_LENGTH = 200  # signs; more is no id
CAPACITY_DIGITS = 9
STUDENTS = ("student_id", "preferences")
PLACES = ("place_id", "capacity", "priorities")
RESULT = ("student_id", "place_id")


def open_market(students: Path, places: Path) -> tuple[Table, Table]:
    return open_table(students, STUDENTS), open_table(places, PLACES)


def read_market(students: Table, places: Table) -> Market:
    try:
        return Market(_preferences(students), _places(places))
    except NoMarket as complaint:
        raise Unreadable(f"{students.path}, {places.path}: {complaint}") from None


def read_result(path: Path) -> list[Row]:
    """Rows as they stand; whether they are right is for the verification."""
    rows = open_table(path, RESULT).rows()
    return [(values["student_id"], values["place_id"] or None) for _, values in rows]


def read_certificate(path: Path) -> Certificate:
    try:
        return certificate.read(read_bytes(path))
    except certificate.NoCertificate as complaint:
        raise Unreadable(f"{path}: {complaint}") from None


def refuse_one_file_twice(paths: Sequence[Path]) -> None:
    """Writing a result over what it came from would leave nothing to verify."""
    try:
        resolved = {path.resolve() for path in paths}
    except (OSError, ValueError, RuntimeError):
        raise Unreadable("one of the files has no usable name") from None
    if len(resolved) < len(paths):
        raise Unreadable("two of the files are one")


def write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or "not a file name"
        raise Unreadable(f"{path}: cannot be written ({cause})") from None


def written_result(assignment: Assignment) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(RESULT)
    writer.writerows((student, place or "") for student, place in assignment.items())
    return file.getvalue().encode()


def _preferences(table: Table) -> dict[str, tuple[str, ...]]:
    preferences: dict[str, tuple[str, ...]] = {}
    for line, values in table.rows():
        student = _new_id(table, line, values["student_id"], preferences)
        preferences[student] = _ids(values["preferences"])
    return preferences


def _places(table: Table) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for line, values in table.rows():
        name = _new_id(table, line, values["place_id"], places)
        ids = _ids(values["priorities"])
        tiers = tuple((student,) for student in ids) if ids else None
        places[name] = Place(_capacity(table, line, values["capacity"]), tiers)
    return places


def _new_id(table: Table, line: int, name: str, known: Container[str]) -> str:
    if not name or len(name) > ID_LENGTH or BETWEEN in name or not name.isprintable():
        raise Unreadable(f"{table.path}: line {line} has no usable id")
    if name in known:
        raise Unreadable(f"{table.path}: line {line} names {name!r} again")
    return name


def _ids(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, cell.split(BETWEEN))))


def _capacity(table: Table, line: int, text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > CAPACITY_DIGITS:
        raise Unreadable(f"{table.path}: line {line} has a capacity that is no whole number")
    return int(text)
