"""Pictures with everything in them that could lead to the person who took them."""

import io
import struct
import zlib

from PIL import Image, ImageCms, PngImagePlugin

CANARY = "KANARIE-7f3a"
BYTES = CANARY.encode()
WIDTH, HEIGHT = 60, 40
UPRIGHT = 6  # EXIF: turn a quarter clockwise to see it upright


def picture(mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right: shows whether it was turned."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "red")
    image.paste("blue", (WIDTH // 2, 0, WIDTH, HEIGHT))
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def exif() -> bytes:
    data = Image.Exif()
    data[0x0112] = UPRIGHT
    data[0x010E] = CANARY  # description
    data[0x010F] = CANARY  # make
    data.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 11.0), 3: "E", 4: (5.0, 7.0, 3.0)})
    data.get_ifd(0x8825)[29] = CANARY  # GPS date
    data.get_ifd(0x8769)[0x9286] = BYTES  # user comment
    return data.tobytes()


def profile() -> bytes:
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return plain + BYTES  # trailing bytes of a profile travel along with it


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def jpeg_with_traces() -> bytes:
    thumbnail = saved(Image.new("RGB", (8, 8)), "JPEG", comment=BYTES)
    data = saved(picture(), "JPEG", exif=exif(), icc_profile=profile(), comment=BYTES, quality=95)
    extra = (
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>" + BYTES + b"</x:xmpmeta>")
        + segment(0xE0, b"JFXX\x00\x10" + thumbnail)
        + segment(0xED, b"Photoshop 3.0\x008BIM" + BYTES)
    )
    return data[:2] + extra + data[2:] + BYTES  # and a tail behind the end


def png_with_traces() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", CANARY)
    notes.add_text("Comment", CANARY, zip=True)
    notes.add_itxt("XML:com.adobe.xmp", CANARY)
    image = picture("P")
    return saved(image, "PNG", pnginfo=notes, exif=exif(), icc_profile=profile()) + BYTES


def webp_with_traces(mode: str = "RGB") -> bytes:
    return saved(picture(mode), "WEBP", exif=exif(), xmp=BYTES, icc_profile=profile())


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def pixel_bomb(side: int = 60_000) -> bytes:
    """A small PNG that claims billions of pixels."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", zlib.compress(bytes(1_000_000), 9))
        + png_chunk(b"IEND", b"")
    )


def text_bomb() -> bytes:
    """A PNG whose compressed comment unfolds to 200 MB."""
    plain = saved(picture(), "PNG")
    comment = png_chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(200_000_000), 9))
    return plain[:33] + comment + plain[33:]


def animated(kind: str) -> bytes:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:])
