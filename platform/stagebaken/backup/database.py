"""A consistent copy of the database as one file, and back."""

import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections


class DumpFailed(Exception):
    """The database's own dump or restore program ended with an error."""


def name() -> str:
    return f"database.{connection.vendor}"


def dump(target: Path) -> None:
    """Copy the database while it is being written to; what is committed is in it."""
    if connection.vendor == "sqlite":
        _dump_sqlite(target)
    else:
        _run(["pg_dump", "--format=custom", "--no-owner", f"--file={target}"])


def _dump_sqlite(target: Path) -> None:
    connection.ensure_connection()
    copy = sqlite3.connect(target)
    try:
        connection.connection.backup(copy)
    finally:
        copy.close()


def restore(source: Path) -> None:
    """Put the copy in the place of the database. Callers have made sure that it is empty."""
    if connection.vendor == "sqlite":
        _restore_sqlite(source)
    else:
        connections.close_all()
        _run(["pg_restore", "--clean", "--if-exists", "--no-owner", "--exit-on-error", str(source)])


def _restore_sqlite(source: Path) -> None:
    connections.close_all()
    target = Path(str(settings.DATABASES["default"]["NAME"]))
    for suffix in ("-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o600)


def _run(command: list[str]) -> None:
    """Run a PostgreSQL program; the password travels in its environment, never in arguments."""
    facts: dict[str, Any] = connection.settings_dict
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "PGDATABASE": str(facts["NAME"]),
        "PGHOST": str(facts["HOST"] or ""),
        "PGPORT": str(facts["PORT"] or ""),
        "PGUSER": str(facts["USER"] or ""),
        "PGPASSWORD": str(facts["PASSWORD"] or ""),
    }
    if command[0] == "pg_restore":
        command = [command[0], f"--dbname={facts['NAME']}", *command[1:]]
    filled = {key: value for key, value in environment.items() if value}
    done = subprocess.run(command, env=filled, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        raise DumpFailed(f"{command[0]} ended with {done.returncode}.")
