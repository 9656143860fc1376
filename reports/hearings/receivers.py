"""What follows from a hearing that is destroyed, with its dossier or by itself."""

from typing import Any

from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from reports.hearings.models import Hearing


@receiver(post_delete, sender=Hearing)
def wipe_deleted(**_: Any) -> None:
    """A wrapped key that went, went for good: PostgreSQL keeps dead rows until they are cleaned.

    SQLite wipes by itself (ADR 16), and its log with the dossier's keyring.
    """
    if connection.vendor == "postgresql":
        transaction.on_commit(_vacuum, robust=True)


@receiver(post_save, sender=Hearing)
def wipe_closed(instance: Hearing, **_: Any) -> None:
    if instance.wrapped_key is None:
        wipe_deleted()


def _vacuum() -> None:
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (SKIP_LOCKED) hearings_hearing")
