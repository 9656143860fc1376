"""Busy is an answer, not an error: thirty reports at once must not end on an error page."""

import sqlite3
from typing import Any

from django.db import OperationalError

from stagebaken.vault.errors import Busy

_SQLITE_CODES = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
# lock_not_available, deadlock_detected, serialization_failure, too_many_connections
_POSTGRESQL_STATES = {"55P03", "40P01", "40001", "53300"}


def is_busy(error: BaseException | None) -> bool:
    """Tell whether waiting a moment helps: a lane of the vault or the database is taken."""
    if isinstance(error, Busy):
        return True
    return isinstance(error, OperationalError) and _is_lock(error.__cause__)


def _is_lock(cause: Any) -> bool:
    # The primary result code of SQLite is the last byte of the extended one.
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return code in _SQLITE_CODES or getattr(cause, "sqlstate", None) in _POSTGRESQL_STATES
