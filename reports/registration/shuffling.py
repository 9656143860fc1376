"""Once a month the table is written anew, in random order and under fresh ids (vault.md).

Attack: rows lie in the order in which they were written, on PostgreSQL each with the number of
its transaction. Beside the days in the audit log that order would tell which case a row was.
Fresh ids keep two backups from naming what came in between them. What was published does not
change: releases are stored, and each has a key of its own (statistics.md §3, rule 7).
"""

import secrets
import uuid

from django.db import connection, transaction

from reports.registration.models import RegistrationRecord
from stagebaken.vault import erasure

TABLE = "registration_registrationrecord"
BATCH = 500  # rows a statement


def shuffle() -> int:
    """Write all rows anew and return how many there are. Killed halfway, nothing changed."""
    with transaction.atomic(durable=True):
        _keep_writers_out()
        records = list(RegistrationRecord.objects.all())
        RegistrationRecord.objects.all().delete()
        for record in records:
            record.pk = uuid.uuid4()
        secrets.SystemRandom().shuffle(records)
        RegistrationRecord.objects.bulk_create(records, batch_size=BATCH)
    _forget_the_old_order()
    return len(records)


def _keep_writers_out() -> None:
    """A record written between reading and deleting would be lost. SQLite has one writer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {TABLE} IN SHARE ROW EXCLUSIVE MODE")


def _forget_the_old_order() -> None:
    """Deleted rows stay readable: in SQLite's log, and in PostgreSQL's table until this."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM FULL {TABLE}")
    else:
        erasure.scrub()
