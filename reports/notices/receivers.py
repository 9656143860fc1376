"""What follows from a backup that was put back."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.dispatch import receiver

from reports.notices.models import News
from stagebaken.backup.signals import restored
from stagebaken.vault import keyring
from stagebaken.vault.models import Audience


@receiver(restored)
def forget(**_: Any) -> None:
    """Whoever was excluded since has no news of the dossier, as at the exclusion itself (P2)."""
    wraps = keyring.readable().filter(
        audience=Audience.SHARED, recipient=OuterRef("recipient"), dossier=OuterRef("dossier")
    )
    News.objects.exclude(Exists(wraps)).delete()
