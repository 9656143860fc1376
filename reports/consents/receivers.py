"""What follows from a backup that was put back."""

from typing import Any

from django.dispatch import receiver

from reports.consents.models import Consent
from reports.consents.vocabulary import State
from stagebaken.audit import destruction
from stagebaken.audit.destruction import Kind
from stagebaken.backup.signals import restored


@receiver(restored)
def revoke(**_: Any) -> None:
    """A yes that was taken back since stands no more: the reporter is asked anew.

    Its sealed answers are those of the backup; a yes counts only where seal and row agree.
    """
    taken_back = [
        consent_id
        for entry in destruction.read()
        if entry.kind is Kind.REVOKE
        for consent_id in entry.ids
    ]
    Consent.objects.filter(pk__in=taken_back, state=State.YES).update(state=State.REVOKED)
