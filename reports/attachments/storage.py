"""Keep, read and destroy files. Callers hold the dossier's keys and have authorised.

Cleaning and sealing take seconds, so they happen before any transaction: on SQLite a held
transaction would stop every other writer.
"""

import contextlib
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import Http404, StreamingHttpResponse

from reports.attachments import child, ciphertext, serving
from reports.attachments.cleaner.refusals import Refusal
from reports.attachments.errors import Refused
from reports.attachments.facts import Facts
from reports.attachments.models import Attachment
from reports.attachments.uploads import Upload
from stagebaken.vault.envelope import new_key
from stagebaken.vault.errors import Busy
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier
from stagebaken.vault.streams import open_stream, seal_stream


@dataclass(frozen=True)
class DraftFile:
    """A cleaned and sealed file that belongs to no dossier yet. Whoever has this can read it."""

    id: UUID
    key: bytes = field(repr=False)
    facts: Facts

    @property
    def label(self) -> str:
        return self.facts.label

    @property
    def size(self) -> int:
        return self.facts.size

    def as_json(self) -> dict[str, Any]:
        key = b64encode(self.key).decode()
        return {"id": str(self.id), "key": key, "facts": self.facts.as_json()}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        facts = Facts.from_json(value["facts"])
        return cls(id=UUID(value["id"]), key=b64decode(value["key"]), facts=facts)


@dataclass(frozen=True)
class StoredFile:
    """A file of a dossier as its readers see it in a list."""

    id: UUID
    day: date
    label: str
    size: int
    by: str
    icon: str


# Keep


def store(*, upload: Upload, dossier: Dossier, keys: DossierKeys, by: str, day: date) -> Attachment:
    """Clean and seal a file into an open dossier. Raises Refused, or Busy."""
    if _count(dossier) >= settings.ATTACHMENT_LIMIT:
        raise Refused(Refusal.TOO_MANY)
    with _sealed(upload, by=by, day=day) as file, transaction.atomic():
        Dossier.objects.select_for_update().get(pk=dossier.pk)
        last = Attachment.objects.filter(dossier=dossier).order_by("position").last()
        if _count(dossier) >= settings.ATTACHMENT_LIMIT:
            raise Refused(Refusal.TOO_MANY)
        position = last.position + 1 if last else 1
        return _put(Attachment(pk=file.id), file, dossier, keys, day=day, position=position)


def store_for_draft(
    *, upload: Upload, draft_locator: bytes, day: date, by: str = "reporter"
) -> DraftFile:
    """Clean and seal a file whose key the sealed draft will hold. Raises Refused, or Busy."""
    _free_positions(draft_locator)
    with _sealed(upload, by=by, day=day) as file:
        position = _claim(file.id, draft_locator, day)
    return replace(file, facts=replace(file.facts, number=position))


def adopt(
    *, draft_file: DraftFile, dossier: Dossier, keys: DossierKeys, day: date, position: int
) -> Attachment:
    """Give a draft's file to the dossier it was filed in, in the caller's transaction."""
    if position > settings.ATTACHMENT_LIMIT:
        raise Refused(Refusal.TOO_MANY)
    rows = Attachment.objects.select_for_update().filter(dossier=None)
    attachment = rows.filter(pk=draft_file.id).first()
    if attachment is None:
        raise Refused(Refusal.GONE)
    return _put(attachment, draft_file, dossier, keys, day=day, position=position)


@contextlib.contextmanager
def _sealed(upload: Upload, *, by: str, day: date) -> Iterator[DraftFile]:
    """Yield the cleaned and sealed file; when the block fails, nothing of it stays."""
    if (upload.size or 0) > settings.ATTACHMENT_BYTES:
        raise Refused(Refusal.TOO_LARGE)
    if not ciphertext.has_room():
        raise Busy("What is left of the disk is for reports.")
    file_id, key = uuid4(), new_key()
    with child.cleaned(upload.chunks()) as clean:
        ciphertext.write(file_id, seal_stream(key, file_id, clean.body), day)
    try:
        yield DraftFile(file_id, key, Facts(clean.format, clean.size, by, number=0))
    except BaseException:
        ciphertext.remove(file_id)
        raise


def _put(
    attachment: Attachment,
    file: DraftFile,
    dossier: Dossier,
    keys: DossierKeys,
    *,
    day: date,
    position: int,
) -> Attachment:
    attachment.dossier, attachment.draft_locator = dossier, None
    attachment.day, attachment.position = day, position
    keys.seal(attachment, "sealed_key", b64encode(file.key).decode())
    keys.seal(attachment, "facts", replace(file.facts, number=position).as_json())
    attachment.save()
    return attachment


def _count(dossier: Dossier) -> int:
    return Attachment.objects.filter(dossier=dossier).count()


def _free_positions(draft_locator: bytes) -> list[int]:
    taken = Attachment.objects.filter(draft_locator=draft_locator)
    free = set(range(1, settings.ATTACHMENT_LIMIT + 1)) - set(
        taken.values_list("position", flat=True)
    )
    if not free:
        raise Refused(Refusal.TOO_MANY)
    return sorted(free)


def _claim(file_id: UUID, draft_locator: bytes, day: date) -> int:
    """Take a place in the draft. Two tabs may try the same one: the constraint lets one in."""
    for position in _free_positions(draft_locator):
        with contextlib.suppress(IntegrityError), transaction.atomic():
            Attachment.objects.create(
                pk=file_id, draft_locator=draft_locator, position=position, day=day
            )
            return position
    raise Refused(Refusal.TOO_MANY)


# Read


def find(*, dossier: Dossier, attachment_id: UUID) -> Attachment:
    """Return a file of this very dossier; any other is not there (404)."""
    attachment = Attachment.objects.filter(dossier=dossier, pk=attachment_id).first()
    if attachment is None:
        raise Http404
    return attachment


def facts(attachment: Attachment, keys: DossierKeys) -> Facts:
    return Facts.from_json(keys.read(attachment, "facts"))


def listing(*, dossier: Dossier, keys: DossierKeys) -> list[StoredFile]:
    return [
        StoredFile(one.pk, one.day, known.label, known.size, known.by, known.icon)
        for one in Attachment.objects.filter(dossier=dossier)
        for known in [facts(one, keys)]
    ]


def read(*, attachment: Attachment, keys: DossierKeys) -> Iterator[bytes]:
    """Yield the content piece by piece. Raises EnvelopeError when it is not as it was sealed."""
    key = b64decode(keys.read(attachment, "sealed_key"))
    return open_stream(key, attachment.pk, ciphertext.read(attachment.pk))


def read_draft(file: DraftFile) -> Iterator[bytes]:
    return open_stream(file.key, file.id, ciphertext.read(file.id))


def stream_response(attachment: Attachment, keys: DossierKeys) -> StreamingHttpResponse:
    """Serve a file as a download. The caller has recorded who opened it."""
    return serving.download(facts(attachment, keys), read(attachment=attachment, keys=keys))


def draft_response(file: DraftFile) -> StreamingHttpResponse:
    return serving.download(file.facts, read_draft(file))


# Destroy


def destroy_files(dossier: Dossier) -> None:
    """After the commit that destroys the dossier's keys and rows, remove its ciphertext (P6)."""
    # Locked: a file that is coming in at this moment is among them, or is refused.
    Dossier.objects.select_for_update().filter(pk=dossier.pk).first()
    ids = list(Attachment.objects.filter(dossier=dossier).values_list("pk", flat=True))
    # Robust: the keys are gone, whatever becomes of the files (purge_orphans takes them later).
    transaction.on_commit(lambda: _remove(ids), robust=True)


def discard(attachment: Attachment) -> None:
    """Take one file out of its dossier, in the caller's transaction."""
    file_id = attachment.pk
    Attachment.objects.filter(pk=file_id).delete()
    transaction.on_commit(lambda: _remove([file_id]))


def discard_draft(file: DraftFile) -> None:
    """Remove a draft's file; one that a dossier adopted stays."""
    if Attachment.objects.filter(pk=file.id, dossier=None).delete()[0]:
        transaction.on_commit(lambda: _remove([file.id]))


def purge_orphans(before: date) -> int:
    """Remove files of drafts from before that day, and ciphertext that no row knows.

    The second is left when a server stops between file and row, or row and file.
    """
    old = Attachment.objects.filter(dossier=None, day__lt=before)
    ids = list(old.values_list("pk", flat=True))
    Attachment.objects.filter(pk__in=ids, dossier=None).delete()
    _remove(set(ids) - set(Attachment.objects.filter(pk__in=ids).values_list("pk", flat=True)))
    return len(ids) + sum(_remove_unknown(files) for files in ciphertext.left_since(before))


def purge_unknown() -> int:
    """Remove every file that no row knows. Nothing may be on its way in: after a restore."""
    return sum(_remove_unknown(files) for files in ciphertext.left_since(date.max))


def _remove(ids: Collection[UUID]) -> None:
    for file_id in ids:
        ciphertext.remove(file_id)


def _remove_unknown(files: list[Path]) -> int:
    """Remove what no row points to, and what was never finished."""
    ids = {UUID(hex=file.name): file for file in files if file.suffix != ciphertext.PART}
    known = set(Attachment.objects.filter(pk__in=ids).values_list("pk", flat=True))
    unknown = [file for file in files if file not in {ids[one] for one in known}]
    for file in unknown:
        file.unlink(missing_ok=True)
    return len(unknown)
