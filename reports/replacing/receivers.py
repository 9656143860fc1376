"""What a case tells this room: it closes and is counted, or it is withdrawn and dies."""

from datetime import date
from typing import Any

from django.dispatch import receiver

from placements.replacement import asked
from reports.casework.models import Case, Status
from reports.casework.signals import case_closing, case_moved
from reports.replacing import matter as matters
from reports.replacing.actions import replacement_days
from stagebaken.vault.keys import DossierKeys
from stagebaken.web.days import today


@receiver(case_closing)
def count_days(case: Case, keys: DossierKeys, **_: Any) -> dict[str, date | None]:
    """For the registration record, which keeps bands and no days."""
    asked_on, found_on = replacement_days(case.dossier, keys)
    if asked_on is None:
        return {}
    return {"replacement_asked_on": asked_on, "replaced_on": found_on}


@receiver(case_moved)
def close_with_the_report(case: Case, after: Status, keys: DossierKeys | None, **_: Any) -> None:
    """The link dies with the dossier; what it points at is closed first, if that was chosen."""
    if after != Status.WITHDRAWN or keys is None:
        return
    known = matters.read(case.dossier, keys)
    if known.closes and known.request_id is not None:
        asked.withdraw(known.request_id, today())
