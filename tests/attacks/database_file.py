"""The SQLite file of a server that runs, as somebody else on the machine reads and writes it."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Rows = Mapping[str, set[tuple[Any, ...]]]


def rows(database: Path) -> Rows:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        found = {name: set(connection.execute(f'SELECT * FROM "{name}"')) for (name,) in names}  # noqa: S608
    connection.close()
    return found


def changed(before: Rows, after: Rows) -> dict[str, set[tuple[Any, ...]]]:
    new = {name: content - before.get(name, set()) for name, content in after.items()}
    return {name: content for name, content in new.items() if content}


@contextmanager
def held_open(database: Path) -> Iterator[None]:
    connection = sqlite3.connect(database)
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    yield
    connection.close()


def swap_accounts(database: Path) -> None:
    """Give each report the sealed account of another: none of them opens any more."""
    with sqlite3.connect(database, timeout=20) as connection:
        found = connection.execute("SELECT dossier_id, account FROM dossiers_report").fetchall()
        for (dossier, _), (_, account) in zip(found, found[1:] + found[:1], strict=True):
            connection.execute(
                "UPDATE dossiers_report SET account = ? WHERE dossier_id = ?", (account, dossier)
            )
    connection.close()
