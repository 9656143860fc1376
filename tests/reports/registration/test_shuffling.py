"""Written anew every month: nothing is lost, and no order is kept."""

import sqlite3
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection

from reports.registration import actions, shuffling
from reports.registration.models import RegistrationRecord
from reports.registration.shuffling import shuffle
from schools.registry.models import School
from tests.cast import zeewaarde

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = 60


@pytest.fixture
def school() -> School:
    school = zeewaarde()
    for number in range(NUMBER):
        actions.count_only(
            school=school,
            day=date(2000 + number, 9, 1),
            grounds=["age"] * (number % 2),
            phases=["seeking"],
        )
    return school


def contents() -> Counter[Any]:
    return Counter(
        (record.school_year, tuple(record.grounds), tuple(record.phases), record.only_counted)
        for record in RegistrationRecord.objects.all()
    )


def physical_order() -> list[int]:
    """The years in the order in which the rows lie."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT school_year FROM {shuffling.TABLE} ORDER BY {place}")  # noqa: S608
        return [year for (year,) in cursor.fetchall()]


def test_every_record_is_still_there_under_a_fresh_id(school: School) -> None:
    before, ids = contents(), set(RegistrationRecord.objects.values_list("pk", flat=True))
    assert shuffle() == NUMBER
    assert contents() == before
    assert not ids & set(RegistrationRecord.objects.values_list("pk", flat=True))


def test_the_rows_lie_in_another_order_every_time(school: School) -> None:
    orders = [physical_order()]
    for _ in range(2):
        shuffle()
        orders.append(physical_order())
    assert orders[0] == sorted(orders[0])  # as they were written
    assert len({tuple(order) for order in orders}) == 3  # 1 in 60! that this fails by chance


def test_killed_halfway_nothing_is_lost(school: School) -> None:
    before, order = contents(), physical_order()
    manager = type(RegistrationRecord.objects)
    with (
        patch.object(manager, "bulk_create", side_effect=DatabaseError),
        pytest.raises(DatabaseError),
    ):
        shuffle()
    assert (contents(), physical_order()) == (before, order)


def test_an_operator_can_do_it_by_hand(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("registration", "shuffle")
    assert f"{NUMBER} records in a new order" in capsys.readouterr().out


def test_the_old_ids_are_nowhere_in_the_database(school: School, tmp_path: Path) -> None:
    old = [record.pk.hex.encode() for record in RegistrationRecord.objects.all()]
    before = stored(tmp_path / "before.sqlite3")
    shuffle()
    after = stored(tmp_path / "after.sqlite3")
    assert before != after
    if connection.vendor == "sqlite":
        assert all(one in before for one in old)
        assert not any(one in after for one in old)


def stored(copy: Path) -> bytes:
    """All bytes of SQLite's file; of PostgreSQL the name of the file that holds the table."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_relation_filenode('{shuffling.TABLE}')")
            return str(cursor.fetchone()).encode()
    target = sqlite3.connect(copy)
    connection.ensure_connection()
    connection.connection.backup(target)
    target.close()
    return copy.read_bytes()
