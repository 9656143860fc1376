"""What is told to this room: SBB ended a recognition, the report dies, a backup was put back."""

from dataclasses import replace
from typing import Any

from django.dispatch import receiver

from placements.replacement import asked
from reports.casework.models import Case, Status
from reports.casework.signals import case_moved, placement_lost
from reports.replacing import matter as matters
from reports.replacing.models import Replacing
from stagebaken.audit import destruction
from stagebaken.audit.destruction import Kind
from stagebaken.backup.signals import restored
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today


@receiver(placement_lost)
def keep_that_it_is_lost(dossier: Dossier, keys: DossierKeys, **_: Any) -> None:
    """SBB's letter names no company of the register: what it says is kept with the search."""
    known = matters.read(dossier, keys)
    if not known.is_lost:
        matters.write(dossier, keys, replace(known, is_lost=True))


@receiver(case_moved)
def close_with_the_report(case: Case, after: Status, keys: DossierKeys | None, **_: Any) -> None:
    """The link dies with the dossier; what it points at is closed first, if that was chosen."""
    if after != Status.WITHDRAWN or keys is None:
        return
    known = matters.read(case.dossier, keys)
    if known.closes and known.request_id is not None:
        asked.withdraw(known.request_id, today())


@receiver(restored)
def take_back_again(**_: Any) -> None:
    """A yes to a search that was taken back after the backup stands no more: it is asked anew."""
    taken_back = [
        dossier_id
        for entry in destruction.read()
        if entry.kind is Kind.REVOKE
        for dossier_id in entry.ids
    ]
    Replacing.objects.filter(pk__in=taken_back).update(is_taken_back=True)
