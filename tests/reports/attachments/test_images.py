"""Pictures lose every trace and keep what they show."""

import io

import pytest
from PIL import Image

from reports.attachments.cleaner.formats import Format
from reports.attachments.cleaner.refusals import Refusal
from tests.reports.attachments.cleaning import clean, refusal
from tests.reports.attachments.corpus import images
from tests.reports.attachments.corpus.images import BYTES, picture, saved


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize(
    ("data", "made"),
    [
        (images.jpeg_with_traces(), Format.JPEG),
        (images.png_with_traces(), Format.PNG),
        (images.webp_with_traces(), Format.JPEG),
    ],
)
def test_a_photo_keeps_its_pixels_and_no_trace(data: bytes, made: Format) -> None:
    assert BYTES in data
    format_made, cleaned = clean(data)
    image = opened(cleaned)
    assert format_made is made
    assert BYTES not in cleaned
    assert not image.getexif()
    assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & set(image.info)


def test_a_photo_is_turned_upright_before_its_orientation_goes() -> None:
    _, cleaned = clean(images.jpeg_with_traces())
    image = opened(cleaned).convert("RGB")
    assert image.size == (images.HEIGHT, images.WIDTH)
    red, _, blue = image.getpixel((20, 5))  # type: ignore[misc]
    assert red > 200 > 50 > blue  # the left side came on top


def test_a_thumbnail_does_not_survive() -> None:
    data = images.jpeg_with_traces()
    assert data.count(b"\xff\xd8\xff") > 1
    assert clean(data)[1].count(b"\xff\xd8\xff") == 1


def test_what_transparency_hid_is_gone() -> None:
    # An eraser often only makes pixels transparent: the name under it is still there.
    image = Image.new("RGBA", (8, 8), (200, 10, 10, 0))
    made, cleaned = clean(saved(image, "PNG"))
    assert made is Format.PNG
    assert opened(cleaned).mode == "RGB"
    assert opened(cleaned).getpixel((4, 4)) == (255, 255, 255)


def test_a_transparent_webp_stays_sharp() -> None:
    image = Image.new("RGBA", (8, 8), (200, 10, 10, 0))
    assert clean(saved(image, "WEBP"))[0] is Format.PNG


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_kept(mode: str) -> None:
    image = Image.new(mode, (8, 8)) if mode == "I;16" else picture(mode)
    made, cleaned = clean(saved(image, "PNG"))
    assert made is Format.PNG
    assert opened(cleaned).size == image.size


def test_a_printers_jpeg_is_kept() -> None:
    _, cleaned = clean(saved(picture("CMYK"), "JPEG"))
    assert opened(cleaned).mode == "RGB"


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_moving_pictures_are_refused_rather_than_cut(kind: str) -> None:
    assert refusal(images.animated(kind)) is Refusal.ANIMATED


def test_a_pixel_bomb_is_refused_before_it_unfolds() -> None:
    assert refusal(images.pixel_bomb()) is Refusal.TOO_MANY_PIXELS


def test_a_bomb_in_a_comment_is_refused() -> None:
    assert refusal(images.text_bomb()) in {Refusal.DAMAGED, Refusal.TOO_HEAVY}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_truncated_picture_is_refused(kind: str) -> None:
    data = saved(Image.effect_noise((90, 90), 80).convert("RGB"), kind)
    assert refusal(data[: len(data) // 2]) is Refusal.DAMAGED


@pytest.mark.parametrize(
    "disguise",
    [b"\xff\xd8\xff\xe0<script>alert(1)</script>", b"\x89PNG\r\n\x1a\n<svg/>"],
)
def test_a_first_line_alone_makes_no_picture(disguise: bytes) -> None:
    assert refusal(disguise) is Refusal.DAMAGED


def test_a_picture_that_is_also_an_archive_is_only_a_picture_afterwards() -> None:
    made, cleaned = clean(saved(picture(), "PNG") + b"PK\x03\x04" + BYTES)
    assert made is Format.PNG
    assert b"PK\x03\x04" not in cleaned
    assert BYTES not in cleaned


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"avif"])
def test_a_photo_that_we_cannot_read_is_refused_with_what_to_do(brand: bytes) -> None:
    assert refusal(b"\x00\x00\x00\x18ftyp" + brand + bytes(64)) is Refusal.HEIC
