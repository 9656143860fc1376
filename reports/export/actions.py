"""Take a copy of the own dossier along. Noted before the first byte leaves (P5)."""

import json
from enum import StrEnum

from reports.dossiers.actions import Side
from reports.export import document, pdf
from reports.export.contents import contents
from reports.reporter.opening import OwnDossier
from stagebaken.audit.actions import record_now
from stagebaken.audit.models import Scope, Verb


class Kind(StrEnum):
    PDF = "pdf"
    JSON = "json"


def take_copy(*, own: OwnDossier, kind: Kind) -> bytes:
    """Everything that the reporter may read, made in memory. Raises Busy, TooLong (PDF only)."""
    record_now(
        verb=Verb.OWN_COPY_TAKEN,
        actor=None,
        role=Side.REPORTER,
        scope=Scope.DOSSIER,
        vault_id=own.dossier.vault_id,
        subject=own.dossier.pk,
        detail={"kind": kind},
    )
    copy = contents(own)
    if kind is Kind.JSON:
        return json.dumps(copy, ensure_ascii=False, indent=2).encode()
    return pdf.made(document.of(copy))
