"""What a file is, from its own bytes. A name or a Content-Type is the sender's word."""

import re
from dataclasses import dataclass
from enum import StrEnum

from reports.attachments.cleaner.refusals import Refusal, Uncleanable


class Source(StrEnum):
    """What we can clean."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    PDF = "pdf"
    MP3 = "mp3"
    ADTS = "adts"  # bare AAC
    MP4 = "mp4"
    OGG = "ogg"
    WEBM = "webm"
    WAV = "wav"
    TEXT = "text"


class Format(StrEnum):
    """What cleaning makes; the only formats that are ever stored or served."""

    JPEG = "jpeg"
    PNG = "png"
    PDF = "pdf"
    MP3 = "mp3"
    M4A = "m4a"
    OGG = "ogg"
    WAV = "wav"
    TEXT = "text"


@dataclass(frozen=True)
class Limits:
    """What one cleaning may use. Set by the settings, handed to the child as JSON."""

    input_bytes: int
    output_bytes: int
    memory: int  # bytes of address space
    cpu_seconds: int
    pixels: int
    pages: int
    stream_bytes: int  # one decoded stream of a PDF
    document_bytes: int  # all decoded streams of a PDF together


@dataclass(frozen=True)
class Clean:
    """A cleaned file."""

    format: Format
    body: bytes


HEAD_BYTES = 4096
HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
SIGNATURES: tuple[tuple[re.Pattern[bytes], Source], ...] = (
    (re.compile(rb"\xff\xd8\xff"), Source.JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), Source.PNG),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), Source.WEBP),
    (re.compile(rb"RIFF....WAVE", re.DOTALL), Source.WAV),
    (re.compile(rb"\s*%PDF-"), Source.PDF),
    (re.compile(rb"ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"), Source.MP3),
    (re.compile(rb"\xff[\xf0\xf1\xf8\xf9]"), Source.ADTS),
    (re.compile(rb"OggS\x00"), Source.OGG),
    (re.compile(rb"\x1a\x45\xdf\xa3"), Source.WEBM),
    (re.compile(rb"....ftyp", re.DOTALL), Source.MP4),
)
TAGS = (
    rb"!doctype|!--|\?xml|html|head|body|svg|script|iframe|style|title|meta|link|object|embed|math"
    rb"|h1|div|font|table|form|img|a|b|br|p"
)
UNWELCOME: tuple[tuple[re.Pattern[bytes], Refusal], ...] = (
    (re.compile(rb"PK\x03\x04|PK\x05\x06|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Refusal.OFFICE),
    (re.compile(rb"#!AMR|fLaC|FORM....AIF|\x30\x26\xb2\x75", re.DOTALL), Refusal.SOUND_TYPE),
    (re.compile(rb"GIF8"), Refusal.UNKNOWN_TYPE),
    # Text that a viewer would run or render. Stored as text it would keep its metadata.
    (
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s*(?:<(?:" + TAGS + rb")[\s/>-]|\{\\rtf|%!|#!)", re.IGNORECASE
        ),
        Refusal.MARKUP,
    ),
)


def recognise(data: bytes) -> Source:
    """Return what this is, or refuse it. Decoding must still succeed."""
    head = data[:HEAD_BYTES]
    if not head:
        raise Uncleanable(Refusal.EMPTY)
    for signature, refusal in UNWELCOME:
        if signature.match(head):
            raise Uncleanable(refusal)
    for signature, source in SIGNATURES:
        if signature.match(head):
            return _not_heif(head, source)
    return Source.TEXT


def _not_heif(head: bytes, source: Source) -> Source:
    if source is Source.MP4 and head[8:12] in HEIF_BRANDS:
        raise Uncleanable(Refusal.HEIC)
    return source
