"""The list of destructions, kept beside the head: a restored backup must not undo them (P6).

A line is written before the keys are destroyed. A crash in between leaves a destruction that
was asked for and is carried out at the restore; the other order would leave a promise broken.
"""

import datetime as dt
import enum
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from stagebaken.audit import ledger
from stagebaken.web.days import today


class Kind(enum.StrEnum):
    """What was done to keys, and what was allowed. First the dossier, then the persons."""

    DESTROY = "destroy"
    EXCLUDE = "exclude"
    READMIT = "readmit"
    RECUSE = "recuse"
    LEAVE = "leave"  # ids: the recipient
    RETIRE = "retire"  # ids: the recipient, whose passphrase was lost
    PART = "part"  # who was away when the reporter named outsiders
    GIVE = "give"  # the reporter let somebody in again after that
    REVOKE = "revoke"  # ids: the question, or the dossier of a search; no key goes
    CARRY_OUT = "carry_out"  # ids: the question whose text left with a yes; no key goes
    EXCEPT = "except"  # ids: the question whose text left without one, in danger; no key goes
    FORGET = "forget"  # ids: a student's pseudonym in the origin register, then the rows
    ERASE = "erase"  # ids: a student's record
    SWITCH_OFF = "switch_off"  # ids: a school's origin register


@dataclass(frozen=True)
class Destruction:
    id: UUID
    kind: Kind
    ids: tuple[UUID, ...]
    day: dt.date


class ListUnreadable(Exception):
    """The list holds a line that this module did not write."""


def path() -> Path:
    return Path(settings.DESTRUCTIONS_FILE)


def begin() -> None:
    """Have a list, be it empty: a restore without one stops, because it cannot tell."""
    if not path().exists():
        path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path().touch(mode=0o600)


def announce(kind: Kind | str, ids: Iterable[UUID]) -> UUID:
    """Write down what is about to be destroyed; return the id with which to retract it.

    `vault.erasure` calls this, and retracts when the transaction turns out to be rolled back.
    """
    announcement = uuid.uuid4()
    entry = {
        "id": str(announcement),
        "kind": Kind(kind).value,
        "ids": [str(one) for one in ids],
        "day": today().isoformat(),
    }
    ledger.append(path(), json.dumps(entry))
    return announcement


def retract(announcement: UUID) -> None:
    """Take an announcement back: its transaction was rolled back."""
    ledger.append(path(), json.dumps({"retracted": str(announcement)}))


def read() -> list[Destruction]:
    """Return what was destroyed, oldest first, without what was retracted."""
    entries: dict[str, Destruction] = {}
    for line in ledger.lines(path()):
        try:
            entry = json.loads(line)
            if "retracted" in entry:
                entries.pop(entry["retracted"], None)
            else:
                entries[entry["id"]] = _destruction(entry)
        except (ValueError, KeyError, TypeError) as error:
            raise ListUnreadable from error
    return list(entries.values())


def _destruction(entry: dict[str, str | list[str]]) -> Destruction:
    return Destruction(
        id=UUID(str(entry["id"])),
        kind=Kind(str(entry["kind"])),
        ids=tuple(UUID(one) for one in entry["ids"]),
        day=dt.date.fromisoformat(str(entry["day"])),
    )
