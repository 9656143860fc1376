"""Strings that must never be found where they do not belong, in every spelling we can think of."""

import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django.db import connection


def texts(secret: str) -> Iterator[bytes]:
    """A text as a database, a log line, a query string or a traceback would hold it."""
    yield secret.encode()
    yield secret.encode("utf-16-le")
    yield json.dumps(secret)[1:-1].encode()
    yield from binaries(secret.encode())


def binaries(secret: bytes) -> Iterator[bytes]:
    """Bytes as such, in hex, and in base64 at each of the three places a byte can stand."""
    yield secret
    yield secret.hex().encode()
    yield secret.hex().upper().encode()
    for shift in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            # The signs at the ends also hold bits of the neighbours: left out.
            whole = encode(bytes(shift) + secret).rstrip(b"=")
            yield whole[-(-shift * 8 // 6) : -1]


def digits(receipt: str) -> Iterator[bytes]:
    """A receipt code: in groups with any usual separator, or as the number that it is."""
    groups = [receipt[start : start + 5] for start in range(0, len(receipt), 5)]
    for separator in ("", " ", "-", "+", "%20", "\u00a0", "   "):
        yield from texts(separator.join(groups))
    for number in (int(receipt), int(receipt[:-1])):
        size = (number.bit_length() + 7) // 8
        yield number.to_bytes(size, "big")
        yield number.to_bytes(size, "little")


def found(spellings: Iterable[bytes], haystack: bytes) -> list[bytes]:
    return [spelling for spelling in spellings if spelling in haystack]


def traces(secrets: Mapping[str, list[bytes]], places: Mapping[str, bytes]) -> list[str]:
    """Which secret was found where; empty is what a test wants."""
    return [
        f"{name} in {where}"
        for where, content in places.items()
        for name, spellings in secrets.items()
        if found(spellings, content)
    ]


def files_under(folder: Path) -> dict[str, bytes]:
    """Every file by its path, with its name as part of its content."""
    return {
        str(path.relative_to(folder)): str(path).encode() + b"\n" + path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def tables() -> dict[str, bytes]:
    """Every value of every row, by table, whatever the database."""
    dump: dict[str, bytes] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            dump[table] = b"\n".join(_raw(value) for row in cursor.fetchall() for value in row)
    return dump


def _raw(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
