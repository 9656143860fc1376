"""Read a table of a round: tolerant of how it was saved, strict about what it says.

The bytes are read once, so that what is hashed is what is used. An import may leave a row out and
go on; a round may not: without one row everybody's result can be another.
"""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SIZE_LIMIT = 512 * 1024 * 1024  # bytes of one file
CELL_LIMIT = 64 * 1024 * 1024  # signs of one cell: a list of all students of the country fits
DELIMITERS = ",;\t"  # a bar is between the ids of one cell
ENCODINGS = ("utf-8-sig", "cp1252")
WIDE = (b"\xff\xfe", b"\xfe\xff")

Line = tuple[int, list[str]]  # its number in the file, and its cells


class Unreadable(Exception):
    """The file cannot be used. The message is one line for the operator."""


@dataclass(frozen=True)
class Table:
    path: Path
    sha256: str
    columns: Mapping[str, int]  # field: where it stands
    width: int
    lines: Sequence[Line]

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Line numbers, and the text of each field."""
        for line, cells in self.lines:
            if any(map(str.strip, cells[self.width :])):
                raise Unreadable(f"{self.path}: line {line} has more cells than there are columns")
            whole = cells + [""] * (self.width - len(cells))
            yield line, {field: whole[at].strip() for field, at in self.columns.items()}


def open_table(path: Path, fields: Sequence[str]) -> Table:
    content = read_bytes(path)
    lines = _lines(path, _text(path, content))
    if not lines:
        raise Unreadable(f"{path}: is empty")
    header = [_key(name) for name in lines[0][1]]
    columns = {field: _column(path, header, field) for field in fields}
    return Table(path, hashlib.sha256(content).hexdigest(), columns, len(header), lines[1:])


def read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or "not a file name"
        raise Unreadable(f"{path}: cannot be opened ({cause})") from None
    if len(content) > SIZE_LIMIT:
        raise Unreadable(f"{path}: is larger than {SIZE_LIMIT // 1024**2} MB")
    return content


def _text(path: Path, content: bytes) -> str:
    if content.startswith(WIDE):
        raise Unreadable(f"{path}: is UTF-16 or UTF-32; save it as UTF-8 first")
    if b"\x00" in content:
        raise Unreadable(f"{path}: is no text; save the table as CSV first")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(f"{path}: is neither UTF-8 nor cp1252; save it as UTF-8 first")


def _lines(path: Path, text: str) -> list[Line]:
    """Lines without anything in them are left out."""
    head = next(filter(str.strip, io.StringIO(text, newline="")), "")
    delimiter = max(DELIMITERS, key=head.count)
    try:
        with _wide_cells():
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
            return [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error:
        raise Unreadable(f"{path}: is no table, or a quote is not closed") from None


@contextmanager
def _wide_cells() -> Iterator[None]:
    """The limit is one for the whole process; a list of all students is wider than it allows."""
    usual = csv.field_size_limit(CELL_LIMIT)
    try:
        yield
    finally:
        csv.field_size_limit(usual)


def _column(path: Path, header: Sequence[str], field: str) -> int:
    times = header.count(_key(field))
    if times != 1:
        raise Unreadable(f"{path}: has {'no column' if times == 0 else 'two columns'} {field}")
    return header.index(_key(field))


def _key(name: str) -> str:
    """`Student ID` and `student_id` are one."""
    return "".join(filter(str.isalnum, name.casefold()))
