"""One sealed file: a header that only the private backup key opens, then the archive in chunks.

"STAGEBAKEN-BACKUP 1\n" | 4 bytes length | HPKE(file key and id) | sealed stream of a tar
"""

import secrets
from collections.abc import Iterable, Iterator
from typing import BinaryIO
from uuid import UUID, uuid4

from stagebaken.vault.purposes import Purpose
from stagebaken.vault.streams import open_stream, seal_stream
from stagebaken.vault.wrapping import open_from, seal_to

MAGIC = b"STAGEBAKEN-BACKUP 1\n"
INFO = b"stagebaken/backup/v1"
LENGTH_BYTES = 4
HEADER_LIMIT = 8192
KEY_BYTES = 32
READ_BYTES = 64 * 1024


class NotABackup(Exception):
    """The file does not start as a backup of this product does."""


def write(target: BinaryIO, chunks: Iterable[bytes], *, public_key: bytes) -> None:
    """Seal the archive's bytes for the holder of the private key."""
    key, file_id = secrets.token_bytes(KEY_BYTES), uuid4()
    header = seal_to(public_key, key + file_id.bytes, info=INFO)
    target.write(MAGIC + len(header).to_bytes(LENGTH_BYTES, "big") + header)
    for sealed in seal_stream(key, file_id, chunks, purpose=Purpose.BACKUP_CHUNK):
        target.write(sealed)


def read(source: BinaryIO, *, private_key: bytes) -> Iterator[bytes]:
    """Yield the archive's bytes. Raises NotABackup, or EnvelopeError at the first changed chunk."""
    if source.read(len(MAGIC)) != MAGIC:
        raise NotABackup
    length = int.from_bytes(source.read(LENGTH_BYTES), "big")
    if not 0 < length <= HEADER_LIMIT:
        raise NotABackup
    opened = open_from(private_key, source.read(length), info=INFO)
    chunks = iter(lambda: source.read(READ_BYTES), b"")
    yield from open_stream(
        opened[:KEY_BYTES],
        UUID(bytes=opened[KEY_BYTES:]),
        chunks,
        purpose=Purpose.BACKUP_CHUNK,
    )
