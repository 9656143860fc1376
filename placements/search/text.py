"""The words of every company, in the way that each database searches words.

A table of our own and no model, without triggers: a migration that remakes tables cannot make it
stale unseen (stack.md), and both databases read exactly the same tokens. On SQLite it is FTS5, on
PostgreSQL a tsvector that no text parser has touched.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db import connection, connections

NAME = "search_text"

_CREATE = {
    "sqlite": [
        (
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {NAME} USING fts5("
            "terms, tokenize='ascii', prefix='2 3', detail='none', columnsize=0)"
        )
    ],
    "postgresql": [
        f"CREATE TABLE IF NOT EXISTS {NAME} (id integer PRIMARY KEY, terms tsvector NOT NULL)",
        f"CREATE INDEX IF NOT EXISTS {NAME}_terms ON {NAME} USING gin (terms)",
    ],
}
_WRITE = {
    "sqlite": f"INSERT OR REPLACE INTO {NAME} (rowid, terms) VALUES (%s, %s)",  # noqa: S608
    "postgresql": (
        f"INSERT INTO {NAME} (id, terms)"  # noqa: S608 - our own names
        " SELECT id, array_to_tsvector(string_to_array(terms, ' '))"
        " FROM unnest(%s::int[], %s::text[]) AS fresh (id, terms)"
        " ON CONFLICT (id) DO UPDATE SET terms = excluded.terms"
    ),
}
# Ids of the companies in which a question's words occur.
FOUND = {
    "sqlite": f"SELECT rowid AS id FROM {NAME} WHERE {NAME} MATCH %s",  # noqa: S608
    "postgresql": f"SELECT id FROM {NAME} WHERE terms @@ %s::tsquery",  # noqa: S608
}


class Term(NamedTuple):
    """A word to look for: exactly so, or as the start of a word. Letters and digits only."""

    word: str
    is_start: bool = False


def expression(groups: Sequence[Sequence[Term]]) -> str:
    """Write a question in the language of the database: of every group one term has to occur."""
    if connection.vendor == "sqlite":
        parts = [" OR ".join(map(_sqlite, group)) for group in groups]
        return " AND ".join(f"({part})" for part in parts)
    parts = [" | ".join(map(_postgresql, group)) for group in groups]
    return " & ".join(f"({part})" for part in parts)


def _sqlite(term: Term) -> str:
    return f'"{term.word}"*' if term.is_start else f'"{term.word}"'


def _postgresql(term: Term) -> str:
    return f"'{term.word}':*" if term.is_start else f"'{term.word}'"


def found() -> str:
    return FOUND[connection.vendor]


def occurs(term: Term) -> bool:
    """Counted, because for the first row alone PostgreSQL would read the whole table."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM ({found()}) AS hits",  # noqa: S608 - our own names
            [expression([[term]])],
        )
        return bool(cursor.fetchone()[0])


def write(terms: Mapping[int, str]) -> None:
    """Put the words of these companies in the place of what was there."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(_WRITE["sqlite"], list(terms.items()))
        else:
            cursor.execute(_WRITE["postgresql"], [list(terms), list(terms.values())])


def forget(companies: Iterable[int]) -> None:
    column = "rowid" if connection.vendor == "sqlite" else "id"
    with connection.cursor() as cursor:
        statement = f"DELETE FROM {NAME} WHERE {column} = %s"  # noqa: S608 - our own names
        cursor.executemany(statement, [(company,) for company in companies])


def count() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {NAME}")  # noqa: S608 - our own name
        total: int = cursor.fetchone()[0]
        return total


def create(using: str) -> None:
    """Make the table, whether or not it is there."""
    with connections[using].cursor() as cursor:
        for statement in _CREATE[connections[using].vendor]:
            cursor.execute(statement)


def ids() -> set[int]:
    column = "rowid" if connection.vendor == "sqlite" else "id"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {NAME}")  # noqa: S608 - our own names
        return {row[0] for row in cursor.fetchall()}
