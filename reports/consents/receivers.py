"""What follows from a backup that was put back."""

from typing import Any

from django.dispatch import receiver

from reports.consents.models import Consent
from reports.consents.vocabulary import OPEN, State
from stagebaken.audit import destruction
from stagebaken.audit.destruction import Kind
from stagebaken.backup.signals import restored

LEFT = {Kind.CARRY_OUT: State.CARRIED_OUT, Kind.EXCEPT: State.EXCEPTION}


@receiver(restored)
def keep_done(**_: Any) -> None:
    """What left since stays done, on its own day: the same yes does not let it leave again."""
    for entry in destruction.read():
        if entry.kind in LEFT:
            asked = Consent.objects.filter(pk__in=entry.ids, state__in=OPEN)
            asked.update(state=LEFT[entry.kind], ended_on=entry.day)


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
