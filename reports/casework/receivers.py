"""What follows from a backup that was put back."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.dispatch import receiver

from reports.casework.models import Case
from stagebaken.backup.signals import restored
from stagebaken.vault import keyring
from stagebaken.vault.models import Audience


@receiver(restored)
def unassign(**_: Any) -> None:
    """Whoever was excluded since is given the case no more: colleagues would read the name."""
    wraps = keyring.readable().filter(
        audience=Audience.SHARED, user=OuterRef("assignee"), dossier=OuterRef("dossier")
    )
    Case.objects.filter(assignee__isnull=False).exclude(Exists(wraps)).update(assignee=None)
