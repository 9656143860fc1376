"""Append-only text files that live outside the database: the chain's head, the destructions."""

import fcntl
import os
from pathlib import Path

from stagebaken.web.days import midnight, today

TORN = "~"  # closes a line that a crash cut off; readers skip it


def append(path: Path, line: str) -> None:
    """Add one line and return when it is on the disk; safe from several processes at once."""
    is_new = not path.exists()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        os.write(descriptor, (_line_end_if_torn(descriptor) + line + "\n").encode("ascii"))
        # A precise modification time would say when an anonymous reporter acted (P3).
        os.utime(descriptor, (midnight(today()),) * 2)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        # The first withdrawal makes a file, and a folder remembers when that was.
        os.utime(path.parent, (midnight(today()),) * 2)
        _sync_folder(path.parent)


def lines(path: Path) -> list[str]:
    """Return the whole lines; the rest of a line that a crash cut off is left out."""
    text = path.read_text(encoding="ascii")
    whole, _, _torn = text.rpartition("\n")
    return [line for line in whole.split("\n") if line and not line.endswith(TORN)]


def _line_end_if_torn(descriptor: int) -> str:
    """Return what ends a line that a crash cut off, so that the next one stays readable."""
    size = os.fstat(descriptor).st_size
    if size == 0 or os.pread(descriptor, 1, size - 1) == b"\n":
        return ""
    return TORN + "\n"


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
