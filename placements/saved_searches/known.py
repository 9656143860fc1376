"""What a search found before, as one row of bytes: eight of every id.

Ids are random, so eight bytes of each are as good as all: that two of a million share them happens
once in some forty million registers.
"""

from collections.abc import Iterable
from uuid import UUID

KEY_BYTES = 8


def key(number: UUID) -> bytes:
    return number.bytes[:KEY_BYTES]


def pack(keys: Iterable[bytes]) -> bytes:
    return b"".join(sorted(set(keys)))


def unpack(row: bytes | memoryview) -> set[bytes]:
    """PostgreSQL hands over a view, SQLite bytes."""
    held = bytes(row)
    return {held[start : start + KEY_BYTES] for start in range(0, len(held), KEY_BYTES)}
