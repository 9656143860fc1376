"""Another placement (R5) where a case closes: known to the room above that looks for one alone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from reports.casework.models import Case
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.sessions import UnlockedMember


class Place(StrEnum):
    """What stands in the dossier about another placement."""

    SETTLED = "settled"  # asked for with a yes, not needed, or no placement ends
    OPEN = "open"  # the reporter was not asked, or did not answer, and nobody wrote why not
    AGREED = "agreed"  # the reporter said yes, and no request was opened


@dataclass(frozen=True)
class Search:
    """What was recorded of a search for another placement; without a day nobody looked."""

    asked_on: date | None = None
    found_on: date | None = None


class PlaceRoom(Protocol):
    def place(self, case: Case, keys: DossierKeys, *, is_lost: bool) -> Place:
        """What must be known before it closes. `is_lost`: the closing itself says that the
        company has no students any more."""

    def rest(self, member: UnlockedMember, case: Case, keys: DossierKeys, why: str) -> None:
        """Record that none is needed, and why. In the caller's transaction, with the case held."""

    def search(self, case: Case, keys: DossierKeys) -> Search:
        """For the registration record, which keeps bands and no days."""


_rooms: list[PlaceRoom] = []


def join(room: PlaceRoom) -> None:
    """Of the room above, in its `AppConfig.ready()`; again replaces it."""
    _rooms[:] = [room]


def room() -> PlaceRoom:
    return _rooms[0]
