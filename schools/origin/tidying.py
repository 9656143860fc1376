"""Every night the rows of a school are written anew, in random order.

Attack: rows lie in the order in which they were written, on PostgreSQL each with the number of
its transaction. Beside a list of who signed in when, or the order of the students' own rows, that
order would tell whose a row is. What nobody's number leads to any more goes at the same time.
"""

import secrets
from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from schools.origin import registers, rows
from schools.origin.models import Entry, Objection, Register, Response
from schools.origin.pseudonyms import FACTS, key_id, pseudonym
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.vault import erasure

Row = TypeVar("Row", Entry, Response, Objection)


def tidy() -> int:
    """All schools; return how many rows there are. Killed halfway, the next night does the rest."""
    registers_now = list(Register.objects.select_related("school"))
    number = sum(shuffle(register.school) for register in registers_now)
    number += _shuffle_objections()
    forget_order()
    return number


def shuffle(school: School) -> int:
    """Write the rows of one school anew, without those of students who are gone."""
    with transaction.atomic():
        register = registers.locked(school)
        numbers = list(Student.objects.of(school).values_list("number", flat=True))
        entries = _kept(Entry.objects.filter(register=register), _names(school, numbers))
        responses: list[Response] = []
        said = Response.objects.filter(register=register)
        for year in rows.years(register):
            names = _names(school, numbers, year)
            responses += _kept(said.filter(school_year=year), names)
        Entry.objects.filter(register=register).delete()
        said.delete()
        _write(Entry, entries)
        _write(Response, responses)
    return len(entries) + len(responses)


def _shuffle_objections() -> int:
    """Of a student who is gone an objection need not be remembered; of another key it stays."""
    with transaction.atomic():
        _keep_writers_out()
        current = Objection.objects.filter(key_id=key_id())
        known: set[UUID] = set()
        for school in School.objects.all():
            numbers = Student.objects.of(school).values_list("number", flat=True)
            known |= _names(school, numbers.iterator())
        kept = _kept(current, known)
        current.delete()
        _write(Objection, kept)
    return len(kept)


def forget_order() -> None:
    """Deleted rows stay readable: in SQLite's log, and in PostgreSQL's table until this."""
    if connection.in_atomic_block:
        return
    if connection.vendor != "postgresql":
        erasure.scrub()
        return
    with connection.cursor() as cursor:
        for table in registers.TABLES:
            cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}")


def _names(school: School, numbers: Iterable[str], year: int = FACTS) -> set[UUID]:
    return {pseudonym(school, number, year) for number in numbers}


def _kept(found: QuerySet[Row], names: set[UUID]) -> list[Row]:
    return [row for row in found.iterator() if row.pseudonym in names]


def _write(model: type[Row], kept: list[Row]) -> None:
    secrets.SystemRandom().shuffle(kept)
    model._base_manager.bulk_create(kept, batch_size=rows.BATCH)  # noqa: SLF001


def _keep_writers_out() -> None:
    """An objection made between reading and deleting would be lost. SQLite has one writer."""
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(Objection._meta.db_table)  # noqa: SLF001
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
