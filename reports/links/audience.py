"""Who may know of a dossier. Two cases stand beside each other only where this is the same."""

from dataclasses import dataclass
from uuid import UUID

from reports.casework.models import Case
from reports.dossiers.actions import read_decisions
from stagebaken.vault import keyring
from stagebaken.vault.keys import DossierKeys


@dataclass(frozen=True)
class Audience:
    readers: frozenset[UUID]
    excluded: frozenset[UUID]


def audience_of(case: Case) -> Audience:
    """Who can open it, and whom its reporter keeps out. No key is needed."""
    readers = keyring.readers(case.dossier).values_list("user_id", flat=True)
    return Audience(
        readers=frozenset(readers),
        excluded=frozenset(one.pk for one in keyring.excluded_users(case.dossier)),
    )


def outsiders_of(case: Case, keys: DossierKeys) -> str:
    """Whom outside the team its reporter named, however it was spaced."""
    decisions = read_decisions(report=case.dossier.report, keys=keys)
    return " ".join(decisions.outsiders.split()).casefold()
