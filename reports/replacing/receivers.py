"""What a case tells this room: SBB ended a recognition, or the report is withdrawn and dies."""

from dataclasses import replace
from typing import Any

from django.dispatch import receiver

from placements.replacement import asked
from reports.casework.models import Case, Status
from reports.casework.signals import case_moved, placement_lost
from reports.replacing import matter as matters
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
