"""What destroying a key takes besides deleting its row.

Before the change it is announced outside the database, so that a restored backup repeats it
(P6). After the commit the old pages go from SQLite's log, the dead rows from PostgreSQL.
"""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from stagebaken.audit import destruction
from stagebaken.audit.destruction import Kind

# Where the vault keeps keys; other rooms name their own tables.
TABLES = ("vault_wrap", "vault_letterkey", "vault_dossier")


@dataclass(eq=False)
class _Announced:
    """One announcement; it calls itself when its transaction commits."""

    id: UUID
    path: Path
    tables: Sequence[str]
    is_committed: bool = False

    def __call__(self) -> None:
        self.is_committed = True
        scrub(self.tables)

    @property
    def is_rolled_back(self) -> bool:
        waiting = any(entry[1] is self for entry in connection.run_on_commit)
        return not self.is_committed and not waiting


class _Open(threading.local):
    def __init__(self) -> None:
        self.announced: list[_Announced] = []


_open = _Open()


def announce(kind: Kind, ids: Iterable[UUID], *, tables: Sequence[str] = TABLES) -> None:
    """Announce a change to keys in the caller's transaction, just before making it."""
    retract_rolled_back()
    announced = _Announced(destruction.announce(kind, ids), destruction.path(), tables)
    _open.announced.append(announced)
    # Robust: a failing clean-up must not tell the reporter that the withdrawal failed.
    transaction.on_commit(announced, robust=True)


def retract_rolled_back(**_signal: object) -> None:
    """Take back what was announced by this thread's transactions that did not happen.

    Django tells nobody of a rollback. A refusal later in the caller's transaction must not
    make a restore exclude people whom the reporter did not exclude.
    """
    rolled_back = [one for one in _open.announced if one.is_rolled_back]
    _open.announced = [
        one for one in _open.announced if not (one.is_committed or one in rolled_back)
    ]
    for announced in rolled_back:
        if announced.path == destruction.path():
            destruction.retract(announced.id)


def scrub(tables: Sequence[str] = TABLES) -> bool:
    """Remove the remains of deleted rows; False when a reader held them (then: the next time)."""
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            row = cursor.fetchone()
            return row is None or row[0] == 0
        # SKIP_LOCKED: a second destruction does not wait for the cleaning of the first.
        names = ", ".join(map(connection.ops.quote_name, tables))
        cursor.execute(f"VACUUM (SKIP_LOCKED) {names}")
    return True
