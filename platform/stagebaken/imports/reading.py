"""Read the rows of a real file: whatever its encoding, delimiter, quotes and line ends.

A file is read once, line by line, whatever its size. Reading raises `Unreadable` and nothing else.
"""

import codecs
import csv
import io
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

DELIMITERS = ";|\t,"
CHUNK = 64 * 1024  # bytes read at once
LINE_LIMIT = 256 * 1024  # bytes of one line: what is longer is no table
RECORD_LINES = 60  # lines of one row in quotes: a quote that is never closed ends here
BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"%PDF", b"SQLite format 3")
_OPEN = "\x00open\x00"  # a line that no file holds: it tells whether a quote is still open


class Unreadable(Exception):
    """The file as a whole cannot be read. The message is one line for the operator."""


@dataclass(frozen=True, slots=True)
class Row:
    line: int  # in the file, from 1
    cells: list[str]


@dataclass
class Table:
    """The header and, streaming, the rows below it."""

    header: list[str]
    rows: Iterator[Row]
    size: int  # bytes of the file
    read: Callable[[], int]  # bytes read so far, for a progress bar
    line: int = 1  # of the header


@dataclass(frozen=True)
class File:
    """A file on the disk; or one that came with a form, and is in memory alone."""

    path: Path
    content: bytes | None = None

    def __str__(self) -> str:
        return str(self.path)

    def open(self) -> BinaryIO:
        return self.path.open("rb") if self.content is None else io.BytesIO(self.content)

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.content is None else len(self.content)


def open_table(source: Path | File, *, encoding: str = "", delimiter: str = "") -> Table:
    path = source if isinstance(source, File) else File(source)
    try:
        with path.open() as file:
            start = file.read(4)
        size = path.size
    except (OSError, ValueError) as error:
        raise Unreadable(f"{path}: cannot be opened ({_cause(error)})") from None
    lines = _Lines(path, _decoder(path, start, encoding))
    head = next((line for line in lines if line.strip("\ufeff \t\r\n;,|")), None)
    if head is None:
        raise Unreadable(f"{path}: is empty")
    head, delimiter = _sep(head, lines, _asked(delimiter))
    records = _records(head, lines, delimiter or _delimiter(head))
    first = next(records, None)
    if first is None:
        raise Unreadable(f"{path}: is empty")
    return Table(
        [name.strip() for name in first.cells], records, size, lambda: lines.bytes_read, first.line
    )


def _cause(error: Exception) -> str:
    return getattr(error, "strerror", None) or "not a file name"


def _asked(delimiter: str) -> str:
    """The delimiter of the command line: one sign, or the word for one."""
    sign = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter)
    if sign and (len(sign) > 1 or sign == '"' or not (sign.isprintable() or sign == "\t")):
        raise Unreadable(f"{delimiter!r} is no delimiter: give one sign, such as ';'")
    return sign


def _sep(head: str, lines: Iterator[str], delimiter: str) -> tuple[str, str]:
    """Skip a first line `sep=;`, as a spreadsheet writes it."""
    if not head.lower().startswith("sep="):
        return head, delimiter
    return next(lines, ""), delimiter or _asked(head.strip()[4:5])


def _delimiter(head: str) -> str:
    """The delimiter that the header uses most, outside quotes."""
    outside = "".join(head.split('"')[::2]) or head
    return max(reversed(DELIMITERS), key=outside.count)


Decode = Callable[[bytes], str]


def _decoder(path: File, start: bytes, encoding: str) -> Decode:
    if start.startswith(tuple(magic[:4] for magic in BINARY)):
        raise Unreadable(f"{path}: is no text; save the table as CSV first")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or _wide(encoding):
        raise Unreadable(f"{path}: is UTF-16 or UTF-32; save it as UTF-8 first")
    if not encoding:
        return _guess
    try:
        "".encode(encoding)
        bytes(1).decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        raise Unreadable(f"{path}: there is no encoding {encoding!r}") from None
    return lambda line: _strict(line, encoding, path)


def _wide(encoding: str) -> bool:
    return encoding.lower().replace("_", "-").startswith(("utf-16", "utf16", "utf-32", "utf32"))


def _guess(line: bytes) -> str:
    """UTF-8 when it is; else cp1252, with Latin-1 for the five bytes that cp1252 leaves out."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="stagebaken.latin1")


def _rest(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError):
        return error.object[error.start : error.end].decode("latin-1"), error.end
    raise error


codecs.register_error("stagebaken.latin1", _rest)


def _strict(line: bytes, encoding: str, path: File) -> str:
    try:
        return line.decode(encoding)
    except (UnicodeError, ValueError):
        raise Unreadable(f"{path}: is not {encoding}; try without --encoding") from None


class _Lines:
    """Lines with their ends, whichever of the three kinds; counts lines and bytes."""

    def __init__(self, path: File, decode: Decode) -> None:
        self.bytes_read = 0
        self.number = 0
        self._again: deque[str] = deque()
        self._lines = self._split(path)
        self._decode = decode

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        text = self._again.popleft() if self._again else self._decode(next(self._lines))
        self.number += 1
        return text.removeprefix("\ufeff") if self.number == 1 else text

    def put_back(self, lines: list[str]) -> None:
        self.number -= len(lines)
        self._again.extendleft(reversed(lines))

    def _split(self, path: File) -> Iterator[bytes]:
        with path.open() as file:
            rest = b""
            while chunk := self._chunk(file, path):
                self.bytes_read += len(chunk)
                rest += chunk
                lines = rest.splitlines(keepends=True)
                # The last may go on in the next chunk, and so may its "\r\n".
                rest = lines.pop()
                if len(rest) > LINE_LIMIT:
                    raise Unreadable(f"{path}: a line is too long to be of a table")
                yield from lines
            yield from rest.splitlines(keepends=True)

    @staticmethod
    def _chunk(file: BinaryIO, path: File) -> bytes:
        try:
            return file.read(CHUNK)
        except OSError as error:
            raise Unreadable(f"{path}: cannot be read ({_cause(error)})") from None


def _records(head: str, lines: _Lines, delimiter: str) -> Iterator[Row]:
    """Rows in order; those without anything in them are left out."""
    text: str | None = head
    while text is not None:
        line = lines.number
        if '"' in text:
            cells = _quoted(text, lines, delimiter)
        else:
            cells = text.rstrip("\r\n").split(delimiter)
        if any(map(str.strip, cells)):
            yield Row(line, cells)
        text = next(lines, None)


def _quoted(text: str, lines: _Lines, delimiter: str) -> list[str]:
    """A row with quotes, over as many lines as they hold; a quote left open is a sign like any."""
    taken = [text]
    try:
        cells = next(csv.reader(_feed(taken, lines), delimiter=delimiter))
    except csv.Error:
        cells = [_OPEN]
    if cells[-1].endswith(_OPEN):
        lines.put_back(taken[1:])
        return text.rstrip("\r\n").split(delimiter)
    return cells


def _feed(taken: list[str], lines: _Lines) -> Iterator[str]:
    """Lines as long as a quote asks for more. One reader takes them, once each: parsing all of them
    again for each that is added let a small hostile file hold a worker for minutes."""
    yield taken[0]
    while len(taken) < RECORD_LINES and (line := next(lines, None)) is not None:
        taken.append(line)
        yield line
    yield _OPEN
