"""What is known of the search within a dossier, as one sealed value; and what may follow what."""

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from placements.replacement.wanted import Wanted
from reports.replacing.models import Replacing
from stagebaken.audit.destruction import Kind
from stagebaken.vault import erasure
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier


class Stage(models.TextChoices):
    NONE = "none", _("Nog niet gevraagd")
    NOT_NEEDED = "not_needed", _("Niet nodig")
    ASKED = "asked", _("Gevraagd")
    YES = "yes", _("Ja")
    NO = "no", _("Nee")
    REVOKED = "revoked", _("Ja teruggenomen")
    OPENED = "opened", _("Er wordt gezocht")


# From each stage: the stages that may follow. All else is illegal.
TRANSITIONS: dict[Stage, frozenset[Stage]] = {
    Stage.NONE: frozenset({Stage.ASKED, Stage.YES, Stage.NOT_NEEDED}),
    Stage.NOT_NEEDED: frozenset({Stage.ASKED, Stage.YES}),
    Stage.ASKED: frozenset({Stage.ASKED, Stage.YES, Stage.NO, Stage.NOT_NEEDED}),
    Stage.YES: frozenset({Stage.YES, Stage.ASKED, Stage.REVOKED, Stage.OPENED}),
    Stage.NO: frozenset({Stage.ASKED, Stage.YES, Stage.NOT_NEEDED}),
    Stage.REVOKED: frozenset({Stage.ASKED, Stage.YES, Stage.NOT_NEEDED}),
    # Once more, when the request was closed without a place.
    Stage.OPENED: frozenset({Stage.ASKED, Stage.YES}),
}


class IllegalStage(ValueError):
    """This stage may not follow that one: it was answered, taken back or opened meanwhile."""


@dataclass(frozen=True)
class Matter:
    """Days as ISO 8601; a request as the text of its id."""

    stage: str = Stage.NONE
    near: str = ""
    crebo: str = ""
    pathway: str = ""
    level: int | None = None
    wishes: str = ""
    agreed: str = ""  # the digest to which the reporter said yes
    closes: bool = True  # withdrawing the report closes the request as well
    request: str = ""
    opened_on: str = ""
    rested_by: str = ""  # who said that none is needed: a Side of the conversation
    is_lost: bool = False  # SBB wrote that the company may train nobody any more
    # Appended, never edited: [stage, day].
    history: list[list[str]] = field(default_factory=list)

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.near, self.crebo, self.pathway, self.level, self.wishes)

    @property
    def digest(self) -> str:
        """SHA-256 of exactly what a request would hold, as 64 hexadecimal digits."""
        return digest_of(self.wanted)

    @property
    def request_id(self) -> UUID | None:
        return UUID(self.request) if self.request else None

    @property
    def is_agreed(self) -> bool:
        """A yes that stands, to these very facts."""
        return self.stage == Stage.YES and self.agreed == self.digest

    def moved(self, stage: Stage, day: date, **changes: Any) -> Self:
        """Raises IllegalStage."""
        if stage not in TRANSITIONS[Stage(self.stage)]:
            raise IllegalStage(f"{self.stage} → {stage}")
        history = [*self.history, [str(stage), day.isoformat()]]
        return replace(self, stage=str(stage), history=history, **changes)


def digest_of(wanted: Wanted) -> str:
    facts = json.dumps(wanted.facts(), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(facts.encode()).hexdigest()


def read(dossier: Dossier, keys: DossierKeys) -> Matter:
    row = Replacing.objects.filter(dossier=dossier).first()
    if row is None:
        return Matter()
    value = keys.read(row, "matter")
    known = {item.name for item in fields(Matter)}
    matter = Matter(**{name: value[name] for name in value.keys() & known})
    if row.is_taken_back and matter.stage == Stage.YES:
        return replace(matter, stage=str(Stage.REVOKED), agreed="")
    return matter


def write(dossier: Dossier, keys: DossierKeys, matter: Matter) -> None:
    """Callers hold the dossier's lock."""
    before = read(dossier, keys)
    if before.is_agreed and matter.stage != Stage.OPENED and matter.agreed != before.agreed:
        # Attack: a backup from before is put back, and with it the yes.
        erasure.announce(Kind.REVOKE, [dossier.pk])
    row = Replacing.objects.filter(dossier=dossier).first() or Replacing(dossier=dossier)
    row.is_taken_back = False
    keys.seal(row, "matter", asdict(matter))
    row.save()
