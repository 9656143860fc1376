"""Files, sealed in chunks of 64 KiB: no byte of an upload waits anywhere in clear.

Each chunk is an ordinary envelope that is bound to the file, its index and whether it is the
last: cut, reordered or extended files fail. Length hides here too (P8): the whole file grows to
one of few lengths. Every file has a key of its own.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from stagebaken.vault import envelope
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.padding import LENGTH_BYTES, frame, padded_length, unpad
from stagebaken.vault.purposes import Purpose

FRAME_BYTES = 64 * 1024
CONTENT_BYTES = FRAME_BYTES - LENGTH_BYTES  # of the file, in a full chunk
SEALED_BYTES = FRAME_BYTES + envelope.OVERHEAD


def seal_stream(
    key: bytes,
    file_id: UUID,
    chunks: Iterable[bytes],
    *,
    purpose: Purpose = Purpose.ATTACHMENT_CHUNK,
) -> Iterator[bytes]:
    """Seal content that comes in pieces of any size; holds one chunk in memory."""
    for index, (framed, is_last) in enumerate(_marked(_framed(chunks))):
        context = _context(purpose, file_id, index, is_last=is_last)
        yield envelope.seal_padded(key, framed, context=context)


def open_stream(
    key: bytes,
    file_id: UUID,
    chunks: Iterable[bytes],
    *,
    purpose: Purpose = Purpose.ATTACHMENT_CHUNK,
) -> Iterator[bytes]:
    """Yield the content; raises EnvelopeError at the first chunk that is not as it was sealed.

    What came before a cut was genuine, but only the end proves that nothing is missing.
    """
    for index, (sealed, is_last) in enumerate(_marked(_cut(chunks, SEALED_BYTES))):
        context = _context(purpose, file_id, index, is_last=is_last)
        content = unpad(envelope.unseal_padded(key, sealed, context=context))
        if content:
            yield content


def _framed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    total = 0
    pending: bytes | None = None
    for content in _cut(chunks, CONTENT_BYTES):
        if pending is not None:
            yield frame(pending, FRAME_BYTES)
        pending = content
        total += len(content)
    yield from _final_frames(pending or b"", total)


def _final_frames(content: bytes, total: int) -> Iterator[bytes]:
    """The last content and, behind it, as much nothing as hides the length of the whole."""
    room = padded_length(total) - (total - len(content))
    while room > CONTENT_BYTES:
        yield frame(content, FRAME_BYTES)
        content = b""
        room -= CONTENT_BYTES
    yield frame(content, LENGTH_BYTES + room)


def _cut(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Cut pieces of any size into pieces of one size; the last is the rest."""
    buffer = bytearray()
    for chunk in chunks:
        buffer += chunk
        start = 0
        while len(buffer) - start >= size:
            yield bytes(buffer[start : start + size])
            start += size
        del buffer[:start]
    if buffer:
        yield bytes(buffer)


def _marked(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Tell of each piece whether it is the last. Nothing at all is a file cut to nothing."""
    pending: bytes | None = None
    for piece in pieces:
        if pending is not None:
            yield pending, False
        pending = piece
    if pending is None:
        raise EnvelopeError("The sealed file is empty.")
    yield pending, True


def _context(purpose: Purpose, file_id: UUID, index: int, *, is_last: bool) -> bytes:
    place = index.to_bytes(8, "big") + bytes([is_last])
    return purpose.value.encode("ascii") + file_id.bytes + place
