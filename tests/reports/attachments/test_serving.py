"""A file goes out as a download of the right type, which no browser runs."""

import pytest
from django.utils import translation

from reports.attachments import ciphertext, storage
from stagebaken.vault.errors import EnvelopeError
from tests.reports.attachments.conftest import Open, Send
from tests.reports.attachments.corpus import documents, images, sounds
from tests.reports.attachments.test_storage import STORY, drafted, stored

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("data", "content_type", "filename"),
    [
        (images.jpeg_with_traces(), "image/jpeg", "foto-1.jpg"),
        (images.png_with_traces(), "image/png", "foto-1.png"),
        (documents.with_traces(), "application/pdf", "pdf-1.pdf"),
        (sounds.recorded("webm", "libopus"), "audio/ogg", "geluid-1.ogg"),
        (b"hallo", "text/plain; charset=utf-8", "tekst-1.txt"),
    ],
)
def test_a_file_is_served_as_a_download_of_its_own_type(
    opened: Open, send: Send, data: bytes, content_type: str, filename: str
) -> None:
    response = storage.stream_response(stored(opened, send, data), opened[1])
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="{filename}"'
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"
    assert int(response["Content-Length"]) == len(response.getvalue())


def test_the_name_follows_the_readers_language(opened: Open, send: Send) -> None:
    attachment = stored(opened, send)
    with translation.override("en"):
        response = storage.stream_response(attachment, opened[1])
    assert response["Content-Disposition"] == 'attachment; filename="text-1.txt"'
    response.close()


def test_a_draft_serves_its_file_to_its_own_browser(send: Send) -> None:
    assert storage.draft_response(drafted(send)).getvalue() == STORY


def test_a_spoiled_file_is_an_error_before_the_answer_starts(opened: Open, send: Send) -> None:
    attachment = stored(opened, send)
    path = ciphertext.path(attachment.pk)
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(EnvelopeError):
        storage.stream_response(attachment, opened[1])


def test_a_file_is_served_in_small_pieces(opened: Open, send: Send) -> None:
    response = storage.stream_response(stored(opened, send), opened[1])
    assert max(len(piece) for piece in response) <= 64 * 1024
