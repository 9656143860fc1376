"""Pictures inside a PDF: a photo in it carries the same EXIF and GPS as a photo beside it."""

import base64
import re
import struct
import zlib
from typing import Any

from pikepdf import Array, Name, Stream

from reports.attachments.cleaner.refusals import Refusal, Uncleanable

JPEG_START = b"\xff\xd8"
APP0, APP14, COMMENT, SCAN, END = 0xE0, 0xEE, 0xFE, 0xDA, 0xD9
APPLICATION = range(0xE0, 0xF0)
JFIF_BYTES, ADOBE_BYTES = 14, 12
NEXT_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")  # not stuffing, not a restart
JP2_BOXES = {b"jP  ", b"ftyp", b"jp2h", b"jp2c"}
BOX_HEADER_BYTES = 8
JP2_START = b"\x00\x00\x00\x0cjP  "


def without_metadata(stream: Stream, limit: int) -> bool:
    """Clean a JPEG or JPEG 2000 picture in place; False when the stream is none."""
    filters = _filters(stream)
    if not filters or filters[-1] not in (Name.DCTDecode, Name.JPXDecode):
        return False
    data = _unwrapped(stream.read_raw_bytes(), filters[:-1], limit)
    cleaned = clean_jpeg(data) if filters[-1] == Name.DCTDecode else clean_jp2(data)
    parameters: Any = stream.get("/DecodeParms")
    if isinstance(parameters, Array):
        parameters = parameters[-1]
    stream.write(cleaned, filter=filters[-1], decode_parms=parameters)
    return True


def _filters(stream: Stream) -> list[Any]:
    found: Any = stream.get("/Filter", [])
    return [found] if isinstance(found, Name) else list(found)


def _unwrapped(data: bytes, filters: list[Any], limit: int) -> bytes:
    """Undo the text and Flate layers that some programs put around a picture."""
    for name in filters:
        if name == Name.FlateDecode:
            inflater = zlib.decompressobj()
            data = inflater.decompress(data, limit)
            if inflater.unconsumed_tail:
                raise Uncleanable(Refusal.TOO_HEAVY)
        elif name == Name.ASCII85Decode:
            data = base64.a85decode(data.split(b"~>")[0])
        else:
            raise Uncleanable(Refusal.DAMAGED)
    return data


def clean_jpeg(data: bytes) -> bytes:
    """Return the JPEG without application data, comments and what follows its end."""
    if not data.startswith(JPEG_START):
        raise Uncleanable(Refusal.DAMAGED)
    kept = [JPEG_START]
    at = len(JPEG_START)
    while found := NEXT_MARKER.search(data, at):
        if found.start() > at:
            kept.append(data[at : found.start()])  # entropy-coded data of a scan
        marker, at = found[1][0], found.end()
        if marker == END:
            return b"".join(kept) + b"\xff\xd9"
        (length,) = struct.unpack_from(">H", data, at)
        kept.append(_segment(marker, data[at + 2 : at + length]))
        at += length
    raise Uncleanable(Refusal.DAMAGED)


def _segment(marker: int, body: bytes) -> bytes:
    """Keep what decoding needs: of the application segments, the two that decide the colours."""
    if marker == APP0 and body.startswith(b"JFIF\x00"):
        body = body[: JFIF_BYTES - 2] + b"\x00\x00"  # no thumbnail
    elif marker == APP14 and body.startswith(b"Adobe"):
        body = body[:ADOBE_BYTES]
    elif marker == COMMENT or marker in APPLICATION:
        return b""
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def clean_jp2(data: bytes) -> bytes:
    """Return the JPEG 2000 picture without XML, UUID and other boxes."""
    if not data.startswith(JP2_START):
        return data  # a bare codestream
    kept, at = [], 0
    while at + BOX_HEADER_BYTES <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if length == 1:
            (length,) = struct.unpack_from(">Q", data, at + 8)
        elif length == 0:
            length = len(data) - at
        if length < BOX_HEADER_BYTES:
            raise Uncleanable(Refusal.DAMAGED)
        if kind in JP2_BOXES:
            kept.append(data[at : at + length])
        at += length
    return b"".join(kept)
