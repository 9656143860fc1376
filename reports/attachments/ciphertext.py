"""Where sealed files lie: MEDIA_ROOT/sealed/<2 hex>/<id>. Their times say the day, no more (P3)."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from stagebaken.vault.errors import EnvelopeError
from stagebaken.web.days import today

PIECE_BYTES = 64 * 1024
PART = ".part"
# Reading would leave the moment of reading behind.
READ_FLAGS = os.O_RDONLY | getattr(os, "O_NOATIME", 0)


def root() -> Path:
    return Path(settings.MEDIA_ROOT) / "sealed"


def path(file_id: UUID) -> Path:
    return root() / file_id.hex[:2] / file_id.hex


def has_room() -> bool:
    """Tell whether files may still be added.

    Attack: anybody fills the disk with files of drafts, and then nobody can report or read.
    """
    place = next(folder for folder in (root(), *root().parents) if folder.exists())
    return shutil.disk_usage(place).free > settings.DISK_RESERVE_BYTES


def write(file_id: UUID, sealed: Iterable[bytes], day: date) -> None:
    """Write what is sealed already; a file that is there is whole and on the disk."""
    target = path(file_id)
    part = target.with_suffix(PART)
    for folder in (root(), target.parent):  # of parents, mkdir would not set the mode
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        _write_durably(part, sealed, day)
        part.rename(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        _forget_moment(target.parent)
    _sync_folder(target.parent)


def _write_durably(part: Path, sealed: Iterable[bytes], day: date) -> None:
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for piece in sealed:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
        os.utime(file.fileno(), (midnight(day), midnight(day)))


def read(file_id: UUID) -> Iterator[bytes]:
    """Yield the sealed bytes. A file that is gone is a file cut to nothing."""
    try:
        descriptor = _without_trace(path(file_id))
    except FileNotFoundError:
        raise EnvelopeError("The sealed file is missing.") from None
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        while piece := file.read(PIECE_BYTES):
            yield piece


def _without_trace(name: Path) -> int:
    try:
        return os.open(name, READ_FLAGS)
    except PermissionError:
        return os.open(name, os.O_RDONLY)  # not the owner: the system refuses O_NOATIME


def remove(file_id: UUID) -> None:
    target = path(file_id)
    target.unlink(missing_ok=True)
    _forget_moment(target.parent)


def left_since(before: date) -> Iterator[list[Path]]:
    """Yield, folder by folder, the files from before that day, unfinished ones too."""
    if not root().exists():
        return
    for folder in sorted(root().iterdir()):
        old = [file for file in folder.iterdir() if file.stat().st_mtime < midnight(before)]
        if old:
            yield old


def midnight(day: date) -> float:
    return timezone.make_aware(datetime.combine(day, time.min)).timestamp()


def _forget_moment(folder: Path) -> None:
    """Set the times of a folder and those above it to midnight: they follow what is put in them."""
    moment = midnight(today())
    for changed in (folder, root(), root().parent):
        with suppress(FileNotFoundError):
            os.utime(changed, (moment, moment))


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
