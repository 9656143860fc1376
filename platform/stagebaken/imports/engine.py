"""Every import goes this way: read, take in batches, end what vanished, report what was refused."""

import csv
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from django.db import transaction

from stagebaken.imports.cleaning import Refused, text
from stagebaken.imports.columns import Columns, Headers, match
from stagebaken.imports.reading import File, Row, Table, Unreadable, open_table

BATCH = 3_000  # rows that are committed together; meanwhile SQLite lets nobody else write
ENDING_SHARE = 0.10  # of a source's rows that may end without --allow-endings; contract.md
SOURCE_LENGTH = 80

Item = TypeVar("Item")


def kind_of(reason: str) -> str:
    """The same for all rows that are refused for one reason, and still a reason."""
    return re.sub(r"\d+ km", "… km", re.sub(r"'.*'", "'…'", reason))


@dataclass(frozen=True)
class Options:
    """The command line. `source` names the file in what it leaves in the register."""

    path: Path
    content: bytes | None = None  # of a file that came with a form: then `path` only names it
    encoding: str = ""
    delimiter: str = ""
    mapping: str = ""
    source: str = ""
    dry_run: bool = False
    allow_endings: bool = False
    report: Path | None = None

    @property
    def source_name(self) -> str:
        return (self.source or self.path.name)[:SOURCE_LENGTH]


@dataclass
class Outcome:
    """What was done; rows of the file unless it says otherwise."""

    read: int = 0
    refused: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    kept: int = 0  # rows of the source that should have ended, but were too many
    notes: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.refused and not self.kept

    def count(self, what: str, number: int = 1) -> None:
        if number:
            self.counts[what] = self.counts.get(what, 0) + number


@dataclass(frozen=True)
class Work:
    """What an importer gets to work with."""

    source: str
    day: date
    columns: Columns
    outcome: Outcome


Refuse = Callable[[int, str], None]  # the line, the reason


class Importer(Protocol[Item]):
    """A kind of rows. `read` makes one item or says why not; `take` writes a batch of them."""

    known: Headers

    def begin(self, work: Work) -> None: ...

    def read(self, values: dict[str, str]) -> Item: ...

    def spare(self, values: dict[str, str]) -> None:
        """A refused row still names somebody: a typing error ends no company or recognition."""

    def take(self, items: Sequence[tuple[int, Item]], refuse: Refuse) -> None: ...

    def vanished(self) -> tuple[Sequence[int], int]:
        """Rows of the source that the file no longer names, and how many it had."""

    def end(self, rows: Sequence[int]) -> None: ...

    def finish(self) -> None:
        """After all rows; what only can be said of the whole file."""


Progress = Callable[[int, int], None]  # bytes read, of how many


@dataclass
class Run(Generic[Item]):
    importer: Importer[Item]
    options: Options
    day: date
    progress: Progress = lambda read, size: None
    arrange: Callable[[Table], Table] = lambda table: table  # a file of several kinds of lines
    outcome: Outcome = field(default_factory=Outcome)
    heard: Refuse = lambda line, reason: None  # of each refused row, beside the report

    def __call__(self) -> Outcome:
        """Import the file; Unreadable when it is none, or when the report cannot be written."""
        options = self.options
        file = File(options.path, options.content)
        table = open_table(file, encoding=options.encoding, delimiter=options.delimiter)
        table = self.arrange(table)
        columns = match(table.header, self.importer.known, options.mapping)
        with ExitStack() as stack:
            self._write = self._reporter(stack)
            self.importer.begin(Work(options.source_name, self.day, columns, self.outcome))
            if options.dry_run:
                self._dry(table, columns)
            else:
                self._all(table, columns)
        return self.outcome

    def _dry(self, table: Table, columns: Columns) -> None:
        with transaction.atomic():
            self._all(table, columns)
            transaction.set_rollback(True)

    def _all(self, table: Table, columns: Columns) -> None:
        items = self._items(table, columns)
        while batch := list(itertools.islice(items, BATCH)):
            with transaction.atomic():
                self.importer.take(batch, self._refuse)
            self.progress(table.read(), table.size)
        with transaction.atomic():
            self.importer.finish()
        self._end()

    def _items(self, table: Table, columns: Columns) -> Iterator[tuple[int, Item]]:
        for row in table.rows:
            self.outcome.read += 1
            try:
                yield row.line, self._item(row, columns)
            except Refused as reason:
                self.importer.spare(columns.values(row))
                self._refuse(row.line, str(reason))

    def _item(self, row: Row, columns: Columns) -> Item:
        if columns.is_too_wide(row):
            raise Refused("the row has more cells than there are columns")
        return self.importer.read(columns.values(row))

    def _refuse(self, line: int, reason: str) -> None:
        self.outcome.refused += 1
        kind = kind_of(reason)
        self.outcome.reasons[kind] = self.outcome.reasons.get(kind, 0) + 1
        self._write(line, reason)
        self.heard(line, reason)

    def _end(self) -> None:
        rows, total = self.importer.vanished()
        if len(rows) > ENDING_SHARE * total and not self.options.allow_endings:
            self.outcome.kept = len(rows)
            return
        for start in range(0, len(rows), BATCH):
            with transaction.atomic():
                self.importer.end(rows[start : start + BATCH])
        self.outcome.count("ended", len(rows))

    def _reporter(self, stack: ExitStack) -> Refuse:
        if self.options.report is None:
            return lambda line, reason: None
        if _is_one_file(self.options.report, self.options.path):
            raise Unreadable(f"{self.options.report}: the report would overwrite the file itself")
        try:
            file = stack.enter_context(self.options.report.open("w", encoding="utf-8", newline=""))
        except (OSError, ValueError):
            raise Unreadable(f"{self.options.report}: the report cannot be written") from None
        writer = csv.writer(file)
        writer.writerow(["line", "reason"])

        def write(line: int, reason: str) -> None:
            writer.writerow([line, text(reason)])

        return write


def _is_one_file(report: Path, path: Path) -> bool:
    """Also by another name: a link, or a way around."""
    try:
        return report.samefile(path)
    except (OSError, ValueError):
        return False


def nothing_vanishes() -> tuple[Sequence[int], int]:
    return [], 0


def cell(values: dict[str, Any], name: str) -> str:
    return values.get(name) or ""
