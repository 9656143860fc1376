"""Files lie sealed, keep no time, and go when their keys go."""

import os
import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone, translation

from reports.attachments import ciphertext, storage
from reports.attachments.cleaner.refusals import Refusal
from reports.attachments.errors import Refused
from reports.attachments.models import Attachment
from reports.attachments.storage import DraftFile
from stagebaken.vault import keyring
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.streams import SEALED_BYTES
from tests.reports.attachments.conftest import DAY, Open, Send
from tests.reports.attachments.corpus import documents, images

pytestmark = pytest.mark.django_db

STORY = b"Dit gebeurde er op mijn stage. " * 12_000  # some six chunks
LOCATOR = b"d" * 32
OnCommit = Callable[..., object]


def stored(opened: Open, send: Send, data: bytes = STORY, by: str = "reporter") -> Attachment:
    upload = send(data)
    try:
        return storage.store(upload=upload, dossier=opened[0], keys=opened[1], by=by, day=DAY)
    finally:
        upload.close()


def drafted(send: Send, data: bytes = STORY, day: date = DAY) -> DraftFile:
    upload = send(data)
    try:
        return storage.store_for_draft(upload=upload, draft_locator=LOCATOR, day=day)
    finally:
        upload.close()


def whole(attachment: Attachment, opened: Open) -> bytes:
    return b"".join(storage.read(attachment=attachment, keys=opened[1]))


def files(settings: LazySettings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


# Keep and read


def test_a_file_is_read_back_as_it_was_cleaned(opened: Open, send: Send) -> None:
    assert whole(stored(opened, send), opened) == STORY


def test_a_list_names_files_neutrally_in_the_readers_language(opened: Open, send: Send) -> None:
    stored(opened, send, images.jpeg_with_traces())
    stored(opened, send, documents.with_traces(), by="staff")
    listed = storage.listing(dossier=opened[0], keys=opened[1])
    assert [(file.label, file.by, file.day) for file in listed] == [
        ("Foto 1", "reporter", DAY),
        ("PDF 2", "staff", DAY),
    ]
    with translation.override("en"):
        assert storage.listing(dossier=opened[0], keys=opened[1])[0].label == "Photo 1"


def test_the_original_name_is_nowhere(opened: Open, send: Send, settings: LazySettings) -> None:
    attachment = stored(opened, send)
    row = Attachment.objects.filter(pk=attachment.pk).values().get()
    kept = repr(row).encode() + b"".join(path.read_bytes() for path in files(settings))
    assert b"Mijn naam" not in kept
    assert "Mijn" not in storage.facts(attachment, opened[1]).filename


def test_a_file_of_another_dossier_is_not_there(opened: Open, other: Open, send: Send) -> None:
    attachment = stored(opened, send)
    assert storage.find(dossier=opened[0], attachment_id=attachment.pk) == attachment
    with pytest.raises(Http404):
        storage.find(dossier=other[0], attachment_id=attachment.pk)


def test_a_file_does_not_open_with_the_keys_of_another_dossier(
    opened: Open, other: Open, send: Send
) -> None:
    with pytest.raises(EnvelopeError):
        storage.read(attachment=stored(opened, send), keys=other[1])


def test_times_of_files_and_folders_say_the_day_and_no_more(
    opened: Open, send: Send, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ciphertext, "today", lambda: DAY)
    attachment = stored(opened, send)
    whole(attachment, opened)  # reading leaves no moment behind either
    midnight = datetime(2026, 11, 27, tzinfo=timezone.get_current_timezone())
    for path in [*files(settings), *(Path(settings.MEDIA_ROOT) / "sealed").glob("*")]:
        status = path.stat()
        assert status.st_mtime == midnight.timestamp(), path
        if path.is_file():
            assert status.st_atime == midnight.timestamp(), path


def test_only_the_owner_may_read_the_files(
    opened: Open, send: Send, settings: LazySettings
) -> None:
    stored(opened, send)
    for path in files(settings):
        assert path.stat().st_mode & 0o077 == 0
        assert path.parent.stat().st_mode & 0o077 == 0


def test_length_hides(opened: Open, send: Send) -> None:
    shorter, longer = (stored(opened, send, b"a" * size) for size in (100_000, 100_100))
    sizes = [ciphertext.path(one.pk).stat().st_size for one in (shorter, longer)]
    assert sizes[0] == sizes[1]


# Changed files


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // SEALED_BYTES * SEALED_BYTES)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def reordered(path: Path) -> None:
    data = path.read_bytes()
    first, second = data[:SEALED_BYTES], data[SEALED_BYTES : 2 * SEALED_BYTES]
    path.write_bytes(second + first + data[2 * SEALED_BYTES :])


def extended(path: Path) -> None:
    path.write_bytes(path.read_bytes() + path.read_bytes()[:SEALED_BYTES])


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("change", [cut, emptied, reordered, extended, flipped, Path.unlink])
def test_a_changed_file_fails_with_the_named_error(
    opened: Open, send: Send, change: Callable[[Path], None]
) -> None:
    attachment = stored(opened, send)
    change(ciphertext.path(attachment.pk))
    with pytest.raises(EnvelopeError):
        whole(attachment, opened)


def test_a_file_put_in_the_place_of_another_fails(opened: Open, send: Send) -> None:
    one, two = stored(opened, send), stored(opened, send)
    shutil.copy(ciphertext.path(one.pk), ciphertext.path(two.pk))
    with pytest.raises(EnvelopeError):
        whole(two, opened)


def test_keys_and_facts_of_two_files_cannot_be_swapped(opened: Open, send: Send) -> None:
    one, two = stored(opened, send), stored(opened, send)
    two.facts = one.facts
    with pytest.raises(EnvelopeError):
        storage.facts(two, opened[1])


# Limits


def test_the_eleventh_file_is_refused(opened: Open, send: Send, settings: LazySettings) -> None:
    settings.ATTACHMENT_LIMIT = 2
    stored(opened, send), stored(opened, send)
    with pytest.raises(Refused) as refused:
        stored(opened, send)
    assert refused.value.refusal is Refusal.TOO_MANY
    assert len(files(settings)) == 2


def test_a_file_that_another_tab_came_before_is_refused_and_leaves_nothing(
    opened: Open, send: Send, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ATTACHMENT_LIMIT = 1
    stored(opened, send)
    counts = iter([0, 1])  # free when cleaning began, taken when the dossier was locked
    monkeypatch.setattr(storage, "_count", lambda _dossier: next(counts))
    with pytest.raises(Refused):
        stored(opened, send)
    assert len(files(settings)) == 1


def test_a_refused_file_leaves_nothing(opened: Open, send: Send, settings: LazySettings) -> None:
    with pytest.raises(Refused) as refused:
        stored(opened, send, documents.encrypted(user="x"))
    assert "beveiligd" in str(refused.value.reason)
    assert not files(settings)
    assert not Attachment.objects.exists()


def test_a_full_disk_leaves_nothing_half(
    opened: Open, send: Send, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        stored(opened, send)
    assert not files(settings)


# Drafts


def test_a_draft_keeps_its_files_until_it_is_filed(opened: Open, send: Send) -> None:
    file = DraftFile.from_json(drafted(send).as_json())
    row = Attachment.objects.get()
    assert (row.dossier, row.sealed_key, row.facts) == (None, None, None)
    assert b"".join(storage.read_draft(file)) == STORY
    attachment = storage.adopt(
        draft_file=file, dossier=opened[0], keys=opened[1], day=DAY, position=1
    )
    assert whole(attachment, opened) == STORY
    assert storage.listing(dossier=opened[0], keys=opened[1])[0].label == "Tekst 1"
    assert Attachment.objects.get().draft_locator is None


def test_a_drafts_file_tells_no_key_in_a_traceback(send: Send) -> None:
    file = drafted(send)
    assert repr(file.key)[2:-1] not in repr(file)


def test_a_file_taken_out_of_a_draft_makes_room(
    send: Send, settings: LazySettings, django_capture_on_commit_callbacks: OnCommit
) -> None:
    settings.ATTACHMENT_LIMIT = 2
    first, second = drafted(send), drafted(send)
    assert (first.label, second.label) == ("Tekst 1", "Tekst 2")
    with pytest.raises(Refused):
        drafted(send)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        storage.discard_draft(first)
    assert drafted(send).label == "Tekst 1"
    assert len(files(settings)) == 2


def test_discarding_a_draft_spares_what_a_dossier_adopted(opened: Open, send: Send) -> None:
    file = drafted(send)
    attachment = storage.adopt(
        draft_file=file, dossier=opened[0], keys=opened[1], day=DAY, position=1
    )
    storage.discard_draft(file)
    assert whole(attachment, opened) == STORY


def test_a_file_whose_draft_has_ended_is_asked_for_again(opened: Open, send: Send) -> None:
    file = drafted(send)
    Attachment.objects.all().delete()
    with pytest.raises(Refused) as refused:
        storage.adopt(draft_file=file, dossier=opened[0], keys=opened[1], day=DAY, position=1)
    assert refused.value.refusal is Refusal.GONE


def test_a_file_belongs_to_a_draft_or_a_dossier_and_never_to_neither() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.create(position=1, day=DAY)


# Destroy


def test_destroying_a_dossier_removes_its_files_after_the_commit(
    opened: Open,
    send: Send,
    settings: LazySettings,
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    stored(opened, send), stored(opened, send)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        storage.destroy_files(opened[0])
        keyring.destroy(opened[0])
        assert len(files(settings)) == 2  # a rollback would need them
    assert not files(settings)
    assert not Attachment.objects.exists()


def test_what_drafts_and_crashes_leave_behind_is_swept_after_its_day(
    opened: Open, send: Send, settings: LazySettings
) -> None:
    kept = stored(opened, send)
    drafted(send, day=DAY - timedelta(days=2))
    young = drafted(send)
    lost = stored(opened, send)
    Attachment.objects.filter(pk=lost.pk).delete()  # the server stopped before the file went
    part = ciphertext.path(kept.pk).with_suffix(ciphertext.PART)
    part.write_bytes(b"half")
    for path in (ciphertext.path(lost.pk), part):
        os.utime(path, (0, 0))
    assert storage.purge_orphans(DAY - timedelta(days=1)) == 3
    assert {path.name for path in files(settings)} == {kept.pk.hex, young.id.hex}
    assert whole(kept, opened) == STORY


def test_sweeping_where_nothing_was_ever_stored_is_fine() -> None:
    assert storage.purge_orphans(DAY) == 0
