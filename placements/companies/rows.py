"""Write many new rows at once.

`bulk_create` sends 35 companies a statement to SQLite, because of its bound on parameters. An
import writes a million rows, and would spend a good part of its time on making those statements.
"""

from collections.abc import Collection
from typing import TypeVar

from django.db import connection
from django.db.models import AutoField, Model

Row = TypeVar("Row", bound=Model)


def insert(model: type[Row], rows: Collection[Row]) -> None:
    """Insert rows; a key that the database gives is not read back. Call within a transaction."""
    if not rows:
        return
    meta, quote = model._meta, connection.ops.quote_name  # noqa: SLF001  # public, by its manual
    fields = [field for field in meta.concrete_fields if not isinstance(field, AutoField)]
    columns = ", ".join(quote(str(field.column)) for field in fields)
    values = ", ".join(["%s"] * len(fields))
    written = [
        [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
        for row in rows
    ]
    with connection.cursor() as cursor:
        # Names of our own models; the values are parameters.
        table = quote(meta.db_table)
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({values})", written)  # noqa: S608
