"""The chain's head outside the database: without it nobody would notice a cut tail."""

import re
from pathlib import Path

from django.conf import settings

from stagebaken.audit import ledger
from stagebaken.audit.models import Event
from stagebaken.web.days import today

_LINE = re.compile(r"(restored )?([1-9]\d{0,18}|0) ([0-9a-f]{64}) \d{4}-\d\d-\d\d")


class HeadUnreadable(Exception):
    """The head file holds something that no event wrote."""


class HistoryRewritten(Exception):
    """Two different events were given the same place: the tail was cut and grown again."""

    def __init__(self, seq: int) -> None:
        super().__init__(seq)
        self.seq = seq


def path() -> Path:
    return Path(settings.AUDIT_HEAD_FILE)


def append(event: Event) -> None:
    """Note a committed event. Lines of concurrent events may stand in another order."""
    ledger.append(path(), f"{event.seq} {bytes(event.mac).hex()} {event.day.isoformat()}")


def note_restore(seq: int, mac: bytes) -> None:
    """Note that a backup put the chain back to this event: what came after is lost openly."""
    ledger.append(path(), f"restored {seq} {mac.hex()} {today().isoformat()}")


def read() -> dict[int, bytes]:
    """Return the mac of each noted event; a crash may have left some of them out."""
    macs: dict[int, bytes] = {}
    for line in ledger.lines(path()):
        found = _LINE.fullmatch(line)
        if found is None:
            raise HeadUnreadable
        seq, mac = int(found[2]), bytes.fromhex(found[3])
        if found[1]:
            macs = {place: known for place, known in macs.items() if place <= seq}
        if seq and macs.setdefault(seq, mac) != mac:
            raise HistoryRewritten(seq)
    return macs
