"""Make a backup, and put one back without undoing what was destroyed since."""

import json
import os
import tarfile
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection, transaction

from stagebaken.accounts.models import User
from stagebaken.audit import destruction, head
from stagebaken.audit.actions import record
from stagebaken.audit.models import Event, Scope, Verb
from stagebaken.backup import container, database
from stagebaken.backup.signals import restored
from stagebaken.vault.models import Dossier
from stagebaken.vault.restoration import reapply
from stagebaken.web.days import today

MEDIA_NAME = "media"
FACTS_NAME = "facts.json"


class NotEmpty(Exception):
    """There is something here already that a restore would overwrite."""


class ListMissing(Exception):
    """The list of destructions is not there: this says what could return."""

    def __init__(self, dossiers: int, day: str) -> None:
        super().__init__(dossiers, day)
        self.dossiers = dossiers
        self.day = day


class WrongDatabase(Exception):
    """The backup was made from another kind of database."""


def create(*, target: Path, public_key: bytes) -> int:
    """Write one sealed file and return its size in bytes."""
    destruction.begin()
    with transaction.atomic():
        record(verb=Verb.BACKUP_CREATED, actor=None, scope=Scope.SYSTEM)
    with tempfile.TemporaryDirectory(dir=_workplace()) as folder:
        copy = Path(folder) / database.name()
        facts = {"day": today().isoformat(), "dossiers": Dossier.objects.count()}
        copy.with_name(FACTS_NAME).write_text(json.dumps(facts))
        database.dump(copy)
        partial = target.with_name(target.name + ".part")
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            with _archived(copy) as chunks:
                container.write(out, chunks, public_key=public_key)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(target)
    return target.stat().st_size


def _workplace() -> Path:
    """A folder beside the data: a copy of the database holds ciphertext, but no one else's eyes."""
    place = Path(settings.MEDIA_ROOT) / "backup"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


@contextmanager
def _archived(copy: Path) -> Iterator[Iterable[bytes]]:
    """The tar of database and media, as it is being made: nothing of it is written in clear."""
    reading, writing = os.pipe()
    failure: list[BaseException] = []

    def make() -> None:
        try:
            with os.fdopen(writing, "wb") as sink, tarfile.open(fileobj=sink, mode="w|") as archive:
                archive.add(copy, arcname=copy.name)
                archive.add(copy.with_name(FACTS_NAME), arcname=FACTS_NAME)
                for file in _media():
                    archive.add(file, arcname=str(_media_name(file)), recursive=False)
        except BaseException as error:  # noqa: BLE001 - told to the caller's thread below
            failure.append(error)

    maker = threading.Thread(target=make, daemon=True)
    maker.start()
    with os.fdopen(reading, "rb") as source:
        yield iter(lambda: source.read(container.READ_BYTES), b"")
    maker.join()
    if failure:
        raise failure[0]


def _media() -> list[Path]:
    sealed = Path(settings.MEDIA_ROOT) / "sealed"
    return sorted(file for file in sealed.rglob("*") if file.is_file())


def _media_name(file: Path) -> Path:
    return Path(MEDIA_NAME) / file.relative_to(settings.MEDIA_ROOT)


def restore(*, source: BinaryIO, private_key: bytes) -> int:
    """Put a backup back into an empty place, then repeat the destructions since; return how many.

    Raises NotEmpty, NotABackup, EnvelopeError, WrongDatabase, ListMissing; nothing is put in
    place then.
    """
    if not half_restored().exists():
        _require_empty()
    with tempfile.TemporaryDirectory(dir=_workplace()) as folder:
        place = Path(folder)
        _unpack(container.read(source, private_key=private_key), place)
        copy = place / database.name()
        if not copy.exists():
            raise WrongDatabase
        _require_list(place)
        half_restored().touch(mode=0o600)
        database.restore(copy)
        # A backup of an earlier release has earlier tables.
        call_command("migrate", interactive=False, verbosity=0)
        _place_media(place / MEDIA_NAME)
    changed = _repeat_destructions()
    half_restored().unlink()
    return changed


def half_restored() -> Path:
    """A mark that stands while a restore runs: one that was killed may not be served (P6).

    Between the database and the list, everything that was withdrawn since is back.
    """
    return destruction.path().with_name("half-restored")


def refuse_half_restored() -> None:
    """Stop the start of a server on what a killed restore left."""
    if half_restored().exists():
        raise ImproperlyConfigured(
            "A restore was stopped half-way, and what was withdrawn since the backup may be back. "
            "Run `manage.py backup restore` again."
        )


def _require_empty() -> None:
    """Nothing that a restore would overwrite; a database without tables is as empty."""
    tables = set(connection.introspection.table_names())
    holding = [model for model in (Dossier, Event, User) if model._meta.db_table in tables]  # noqa: SLF001
    if any(model._base_manager.exists() for model in holding):  # noqa: SLF001 - Django's public API
        raise NotEmpty


def _unpack(chunks: Iterator[bytes], place: Path) -> None:
    """Read everything, and so check everything, before anything is put in its place."""
    archive_path = place / "archive.tar"
    with archive_path.open("wb") as archive:
        for chunk in chunks:
            archive.write(chunk)
    with tarfile.open(archive_path) as archive:
        archive.extractall(place, filter="data")
    archive_path.unlink()


def _require_list(place: Path) -> None:
    """Without the list, what was withdrawn since would return: then nothing is restored (P6)."""
    if not destruction.path().exists():
        facts = json.loads((place / FACTS_NAME).read_text())
        raise ListMissing(facts["dossiers"], facts["day"])


def _place_media(unpacked: Path) -> None:
    for file in sorted(file for file in unpacked.rglob("*") if file.is_file()):
        target = Path(settings.MEDIA_ROOT) / file.relative_to(unpacked)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)


def _repeat_destructions() -> int:
    last = Event.objects.order_by("-seq").first()
    changed = reapply(destruction.read())
    if last is not None:
        head.note_restore(last.seq, bytes(last.mac))
    with transaction.atomic():
        record(verb=Verb.BACKUP_RESTORED, actor=None, scope=Scope.SYSTEM)
    restored.send(sender=None)
    return changed
