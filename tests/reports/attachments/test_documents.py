"""PDFs keep what they show, and nothing that acts, hides or tells."""

import base64
import io
import time
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from django.conf import LazySettings
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageChops

from reports.attachments.cleaner.embedded import clean_jp2, clean_jpeg
from reports.attachments.cleaner.formats import Format
from reports.attachments.cleaner.refusals import Refusal
from tests.reports.attachments.cleaning import clean, refusal
from tests.reports.attachments.corpus import documents, images
from tests.reports.attachments.corpus.images import BYTES

ACTING_OR_TELLING = (
    b"/JavaScript", b"/OpenAction", b"/AA", b"/EF", b"/URI", b"/XFA", b"/Annots", b"/Launch",
    b"/GoToR", b"/SubmitForm", b"/RichMedia", b"/Info", b"/Metadata", b"/Names", b"/Outlines",
)  # fmt: skip


def opened(data: bytes) -> Pdf:
    return Pdf.open(io.BytesIO(data))


def test_a_document_loses_scripts_files_links_forms_and_metadata() -> None:
    data = documents.with_traces()
    assert documents.everything(data).count(BYTES) > 20
    made, cleaned = clean(data)
    everything = documents.everything(cleaned)
    assert made is Format.PDF
    assert BYTES not in everything
    assert not [key for key in ACTING_OR_TELLING if key in everything]


def test_a_document_keeps_its_pages_and_what_they_show() -> None:
    _, cleaned = clean(documents.written(documents.plain(pages=3)))
    with opened(cleaned) as pdf:
        assert len(pdf.pages) == 3
        assert documents.VISIBLE.encode() in pdf.pages[2].Contents.read_bytes()
        assert "/JS" in pdf.pages[0].Resources.Font  # a name that the document chose


def test_a_filled_form_still_shows_its_answers() -> None:
    _, cleaned = clean(documents.with_traces())
    assert b"(ingevuld)" in documents.everything(cleaned)


def test_a_photo_in_a_document_keeps_its_pixels_and_no_gps() -> None:
    _, cleaned = clean(documents.with_traces())
    with opened(cleaned) as pdf:
        found: Any = pdf.pages[0].Resources.XObject.A
        photo = pikepdf.PdfImage(found).as_pil_image()
    assert photo.size == (images.WIDTH, images.HEIGHT)
    assert not photo.getexif()


def test_a_photo_wrapped_twice_is_cleaned_too() -> None:
    pdf = documents.plain()
    photo = Stream(pdf, b"")
    wrapped = zlib.compress(base64.a85encode(images.jpeg_with_traces()) + b"~>")
    photo.write(wrapped, filter=Array([Name.FlateDecode, Name.ASCII85Decode, Name.DCTDecode]))
    photo.update(
        Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=60, Height=40,
                   BitsPerComponent=8, ColorSpace=Name.DeviceRGB)
    )  # fmt: skip
    pdf.pages[0].Resources.XObject = Dictionary(Im=photo)
    assert BYTES not in documents.everything(clean(documents.written(pdf))[1])


def test_stripping_a_jpeg_leaves_the_same_pixels() -> None:
    data = images.jpeg_with_traces()
    before, after = (Image.open(io.BytesIO(one)) for one in (data, clean_jpeg(data)))
    assert ImageChops.difference(before, after).getbbox() is None


def test_stripping_a_jpeg_2000_leaves_the_picture_boxes() -> None:
    plain = images.saved(images.picture(), "JPEG2000")
    box = (8 + len(BYTES)).to_bytes(4, "big") + b"xml " + BYTES
    cleaned = clean_jp2(plain + box)
    assert cleaned == plain
    assert Image.open(io.BytesIO(cleaned)).size == (images.WIDTH, images.HEIGHT)


@pytest.mark.parametrize("password", ["geheim", ""])
def test_an_encrypted_document_is_refused(password: str) -> None:
    assert refusal(documents.encrypted(user=password)) is Refusal.ENCRYPTED


def test_hidden_layers_are_refused_rather_than_shown() -> None:
    assert refusal(documents.with_hidden_layer()) is Refusal.HIDDEN_LAYERS


def test_a_form_that_is_all_script_is_refused() -> None:
    assert refusal(documents.dynamic_form()) is Refusal.FORM_ONLY


@pytest.mark.parametrize("bomb", [documents.deflate_bomb, documents.folded_twice])
def test_a_deflate_bomb_is_refused_and_takes_little_time(
    bomb: Callable[[int], bytes],
) -> None:
    data = bomb(400)
    assert len(data) < 500_000
    start = time.monotonic()
    assert refusal(data) is Refusal.TOO_HEAVY
    assert time.monotonic() - start < 20


def test_nesting_within_reason_is_kept() -> None:
    assert clean(documents.deep_nesting(20))[0] is Format.PDF


def test_endless_nesting_is_refused() -> None:
    assert refusal(documents.deep_nesting()) in {Refusal.DAMAGED, Refusal.TOO_HEAVY}


def test_too_many_pages_are_refused(settings: LazySettings) -> None:
    settings.ATTACHMENT_PAGES = 3
    assert refusal(documents.written(documents.plain(pages=4))) is Refusal.TOO_MANY_PAGES


def test_a_truncated_document_is_refused() -> None:
    data = documents.written(documents.plain())
    assert refusal(data[: len(data) // 2]) is Refusal.DAMAGED


def test_a_document_with_an_archive_behind_it_is_only_a_document_afterwards() -> None:
    _, cleaned = clean(documents.with_traces() + b"PK\x03\x04" + BYTES)
    assert b"PK\x03\x04" not in cleaned


def test_a_document_with_postscript_is_refused() -> None:
    pdf = documents.plain()
    program = Stream(pdf, b"showpage")
    program.update(Dictionary(Type=Name.XObject, Subtype=Name.PS))
    pdf.pages[0].Resources.XObject = Dictionary(P=program)
    assert refusal(documents.written(pdf)) is Refusal.DAMAGED


def test_a_document_whose_data_is_another_file_is_refused() -> None:
    pdf = documents.plain()
    pdf.pages[0].Contents.F = pikepdf.String("/etc/passwd")
    assert refusal(documents.written(pdf)) is Refusal.DAMAGED
