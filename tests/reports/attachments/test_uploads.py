"""No byte of an upload touches the disk in clear, however large; too large is said, not hung."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.exceptions import RequestDataTooBig
from django.test import RequestFactory

from reports.attachments import spool, storage
from reports.attachments.cleaner.refusals import Refusal
from reports.attachments.errors import Refused
from reports.attachments.models import Attachment
from reports.attachments.uploads import NEUTRAL_NAME
from stagebaken.vault import envelope
from stagebaken.vault.errors import Busy
from tests.reports.attachments.conftest import DAY, Open, Send

CANARY = b"KANARIE-9c1d "
STORY = CANARY * 300_000  # 3.9 MB: Django's default would write it to a temporary file


def on_disk(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of these folders, and every nameless one that this process holds."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                yield str(path), path.read_bytes()
    for descriptor in Path("/proc/self/fd").iterdir():
        target = str(descriptor.readlink()) if descriptor.is_symlink() else ""
        if target.endswith("(deleted)") and target.startswith(tuple(map(str, folders))):
            yield target, descriptor.read_bytes()


@pytest.fixture
def no_temporary_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        pytest.fail("something asked for a temporary file")

    for name in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)


def test_files_do_not_take_the_last_of_the_disk(
    opened: Open, send: Send, settings: LazySettings
) -> None:
    """Attack: drafts full of files fill the disk, and then nobody can report or read."""
    settings.DISK_RESERVE_BYTES = 2**62
    with closing(send(STORY)) as upload, pytest.raises(Busy):
        storage.store_for_draft(upload=upload, draft_locator=b"1" * 32, day=DAY)
    assert not Attachment.objects.exists()


@pytest.mark.usefixtures("no_temporary_files")
def test_an_upload_lies_nowhere_in_clear_from_its_first_byte_to_its_last(
    opened: Open,
    send: Send,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    media, temporary = Path(settings.MEDIA_ROOT), tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    seen = 0

    def look() -> None:
        nonlocal seen
        for name, content in on_disk(media, temporary):
            seen += name.startswith(str(media))
            assert CANARY not in content, name

    looking(monkeypatch, look)
    upload = send(STORY)
    look()
    attachment = storage.store(
        upload=upload, dossier=opened[0], keys=opened[1], by="reporter", day=DAY
    )
    upload.close()
    look()
    assert seen > 50  # it did look at spool and store while they filled
    assert b"".join(storage.read(attachment=attachment, keys=opened[1])) == STORY


def looking(monkeypatch: pytest.MonkeyPatch, look: Callable[[], None]) -> None:
    """Look at the disk after every sealed block and while the store fills."""
    seal, utime = envelope.seal, os.utime

    def sealing(*args: object, **options: object) -> bytes:
        look()
        return seal(*args, **options)  # type: ignore[arg-type]

    def touching(*args: object, **options: object) -> None:
        look()
        utime(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(spool, "seal", sealing)
    monkeypatch.setattr(os, "utime", touching)


def test_an_upload_comes_back_as_it_was_sent(send: Send) -> None:
    data = os.urandom(300_001)
    upload = send(data)
    assert upload.size == len(data)
    assert upload.read() == data
    assert b"".join(upload.chunks()) == data  # and again
    upload.close()


def test_an_upload_has_no_name_but_ours(send: Send) -> None:
    upload = send(b"hallo")
    assert upload.name == NEUTRAL_NAME
    assert not upload.content_type
    upload.close()


def test_an_upload_is_gone_when_closed(send: Send, settings: LazySettings) -> None:
    upload = send(b"hallo")
    assert not list((Path(settings.MEDIA_ROOT) / "spool").iterdir())  # it never had a name
    upload.close()
    assert upload.closed


def test_a_file_that_is_too_large_is_not_kept_and_said_so(
    opened: Open, send: Send, settings: LazySettings
) -> None:
    settings.ATTACHMENT_BYTES = 100_000
    upload = send(bytes(900_000))
    assert upload.size == 900_000
    assert len(upload.read()) <= 100_000
    with pytest.raises(Refused) as refused:
        storage.store(upload=upload, dossier=opened[0], keys=opened[1], by="reporter", day=DAY)
    assert refused.value.refusal is Refusal.TOO_LARGE
    assert not Attachment.objects.exists()
    upload.close()


def test_a_request_beyond_all_limits_is_refused_before_it_is_read(
    rf: RequestFactory, settings: LazySettings
) -> None:
    settings.ATTACHMENT_BYTES = 1000

    class Unread:
        def read(self, _size: int = -1) -> bytes:
            pytest.fail("it was read")

    request = rf.generic("POST", "/", b"x", "multipart/form-data; boundary=x")
    request.META["CONTENT_LENGTH"] = str(10**10)
    request._stream = Unread()  # type: ignore[assignment]
    with pytest.raises(RequestDataTooBig):
        _ = request.FILES


def test_a_connection_that_breaks_leaves_nothing(
    rf: RequestFactory, settings: LazySettings
) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n' + STORY
    request = rf.generic("POST", "/", body, "multipart/form-data; boundary=x")
    assert not request.FILES
    assert not list((Path(settings.MEDIA_ROOT) / "spool").iterdir())
