"""What follows from a backup that was put back."""

from typing import Any

from django.dispatch import receiver

from reports.attachments import storage
from stagebaken.backup.signals import restored


@receiver(restored)
def purge(**_: Any) -> None:
    """Files of what was withdrawn since came back with the others: their rows are gone again."""
    storage.purge_unknown()
