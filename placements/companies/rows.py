"""Read and write many rows at once, without an object for each.

An import writes a million rows. `bulk_create` would make an object of every one and, because of a
bound on parameters, send 35 companies a statement to SQLite: most of the time would go to that.
"""

import json
from collections.abc import Collection, Sequence
from itertools import repeat
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import AutoField, Field, Model
from django.db.models.expressions import RawSQL

Values = Sequence[Any]


def among_companies(companies: Collection[UUID]) -> RawSQL:
    """These companies as one value: thousands of placeholders cost more than the question."""
    if connection.vendor == "sqlite":
        keys = json.dumps([company.hex for company in companies])
        return RawSQL("SELECT value AS id FROM json_each(%s)", [keys])
    return RawSQL("SELECT unnest(%s::uuid[]) AS id", [list(companies)])


def numbers(model: type[Model], count: int) -> Sequence[int]:
    """Return keys for new rows, that nobody else gets. Call within the transaction that uses them.

    So who inserts knows them: to look up afterwards which rows were made costs more than to make
    them.
    """
    meta = model._meta  # noqa: SLF001  # public, by its manual
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # where one transaction writes at a time
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [meta.db_table])
            last = (cursor.fetchone() or (0,))[0]
            return range(last + 1, last + 1 + count)
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [meta.db_table, meta.pk.column, count],
        )
        return [number for (number,) in cursor.fetchall()]


def insert(model: type[Model], names: Sequence[str], rows: Sequence[Values]) -> None:
    """Insert rows of values, in the order of these names; other fields get their default."""
    if not rows:
        return
    fields = _fields(model, names)
    rest = [
        field
        for field in model._meta.concrete_fields  # noqa: SLF001
        if field not in fields and not isinstance(field, AutoField)
    ]
    defaults = (repeat(_ready(field, field.get_default())) for field in rest)
    into = f"{_table(model)} ({', '.join(map(_column, [*fields, *rest]))})"
    _write(into, list(zip(*_columns(fields, rows), *defaults, strict=False)))


def _write(into: str, rows: Sequence[Values]) -> None:
    with connection.wrap_database_errors, connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            values = ", ".join(["%s"] * len(rows[0]))
            # Names of our own models; the values are parameters.
            cursor.executemany(f"INSERT INTO {into} VALUES ({values})", rows)  # noqa: S608
            return
        with cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def update(model: type[Model], names: Sequence[str], rows: Sequence[Values]) -> None:
    """Change the fields of these names; the first of them tells which row it is."""
    if not rows:
        return
    fields = _fields(model, names)
    key, *changed = map(_column, fields)
    columns = _columns(fields, rows)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            sets = ", ".join(f"{column} = %s" for column in changed)
            statement = f"UPDATE {_table(model)} SET {sets} WHERE {key} = %s"  # noqa: S608
            cursor.executemany(statement, list(zip(*columns[1:], columns[0], strict=True)))
            return
        sets = ", ".join(f"{column} = fresh.{column}" for column in changed)
        arrays = ", ".join(f"%s::{field.rel_db_type(connection)}[]" for field in fields)
        cursor.execute(
            f"UPDATE {_table(model)} known SET {sets}"  # noqa: S608
            f" FROM unnest({arrays}) AS fresh ({', '.join([key, *changed])})"
            f" WHERE known.{key} = fresh.{key}",
            columns,
        )


def _fields(model: type[Model], names: Sequence[str]) -> list[Field[Any, Any]]:
    return [model._meta.get_field(name) for name in names]  # type: ignore[misc]  # noqa: SLF001


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001


def _column(field: Field[Any, Any]) -> str:
    return connection.ops.quote_name(str(field.column))


def _columns(fields: Sequence[Field[Any, Any]], rows: Sequence[Values]) -> list[list[Any]]:
    """The values of each field as the database takes them.

    Each is prepared once: most columns of a file say the same few things again and again.
    """
    columns = []
    for field, values in zip(fields, zip(*rows, strict=True), strict=True):
        ready = {value: _ready(field, value) for value in set(values)}
        columns.append([ready[value] for value in values])
    return columns


def _ready(field: Field[Any, Any], value: Any) -> Any:
    is_ready = value is None or isinstance(value, int | float)
    return value if is_ready else field.get_db_prep_save(value, connection)
