"""What follows from losing access to a case."""

from collections.abc import Collection
from typing import Any

from django.dispatch import receiver

from reports.casework.signals import access_ended
from reports.ladder.actions import end_proposals
from stagebaken.accounts.models import User
from stagebaken.vault.models import Dossier


@receiver(access_ended)
def take_from(dossier: Dossier, users: Collection[User], **_: Any) -> None:
    """Excluded, or stepped back: what they proposed no longer counts as one of two."""
    end_proposals(dossier, by=users)
