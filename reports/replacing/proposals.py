"""Places proposed within a dossier. Callers hold its keys, and its lock where they write."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Max

from placements.companies.models import TrainingCompany
from reports.replacing.models import Proposal
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier


class Said(StrEnum):
    NOTHING = ""
    WANTED = "wanted"
    UNWANTED = "unwanted"


@dataclass(frozen=True)
class Body:
    company_id: str
    name: str
    place: str
    day: str  # ISO 8601
    answer: str = Said.NOTHING


@dataclass(frozen=True)
class OpenProposal:
    id: UUID
    body: Body

    @property
    def day(self) -> date:
        return date.fromisoformat(self.body.day)


def opened(dossier: Dossier, keys: DossierKeys) -> list[OpenProposal]:
    rows = Proposal.objects.filter(dossier=dossier)
    return [OpenProposal(row.pk, Body(**keys.read(row, "body"))) for row in rows]


def add(
    dossier: Dossier, keys: DossierKeys, companies: Sequence[TrainingCompany], day: date
) -> None:
    """Those that were proposed before are left as they are."""
    known = {one.body.company_id for one in opened(dossier, keys)}
    last = Proposal.objects.filter(dossier=dossier).aggregate(Max("position"))["position__max"]
    position = last or 0
    for company in companies:
        if str(company.pk) in known:
            continue
        position += 1
        row = Proposal(dossier=dossier, position=position)
        body = Body(str(company.pk), company.name, company.place, day.isoformat())
        keys.seal(row, "body", asdict(body))
        row.save(force_insert=True)


def answer(dossier: Dossier, keys: DossierKeys, proposal_id: UUID, said: Said) -> Body | None:
    """Keep the answer; None when nothing of this dossier has the id, or it was said before."""
    row = Proposal.objects.filter(dossier=dossier, pk=proposal_id).first()
    if row is None:
        return None
    before = Body(**keys.read(row, "body"))
    if before.answer == said:
        return None
    body = replace(before, answer=str(said))
    keys.seal(row, "body", asdict(body))
    row.save(update_fields=["body"])
    return body
