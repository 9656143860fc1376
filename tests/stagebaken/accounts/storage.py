"""Reads everything that the database holds, as a thief would."""

from base64 import b64encode

from django.db import connection


def everything() -> str:
    """Every value of every table, as text."""
    parts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            parts += [_text(value) for row in cursor.fetchall() for value in row]
    return "\n".join(parts)


def disguises(secret: str) -> list[str]:
    """The spellings in which a secret could lie somewhere."""
    raw = secret.encode()
    return [secret, secret.lower(), raw.hex(), b64encode(raw).decode()]


def _text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("latin-1")
    return str(value)
