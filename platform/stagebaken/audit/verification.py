"""Verify the chain: name the first event that was changed, removed or moved, or a cut tail."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from stagebaken.audit import chain, head
from stagebaken.audit.models import ChainHead, Event

# What a field that was overwritten with something of another kind raises when it is read.
_UNREADABLE = (ValueError, TypeError, AttributeError)


class Fault(enum.StrEnum):
    CHANGED = "changed"
    REMOVED = "removed"
    MOVED = "moved"
    CUT = "cut"
    REWRITTEN = "rewritten"
    END = "end"
    HEAD_MISSING = "head_missing"


@dataclass(frozen=True)
class Problem:
    fault: Fault
    seq: int  # the first event concerned

    def __str__(self) -> str:
        return _SENTENCES[self.fault].format(seq=self.seq)


_SENTENCES = {
    Fault.CHANGED: "Event {seq} is the first that was changed.",
    Fault.REMOVED: "Event {seq} is the first that was removed.",
    Fault.MOVED: "Event {seq} is the first that stands in another place than it was written.",
    Fault.CUT: "The log was cut: event {seq} and what followed are gone.",
    Fault.REWRITTEN: "Event {seq} was written twice: the log was cut and grown again.",
    Fault.END: "The stored end of the chain is not event {seq}, the last of the log.",
    Fault.HEAD_MISSING: "The head file is missing, so that a cut after event {seq} would not show.",
}


def verify() -> list[Problem]:
    """Return what is wrong, the first event first; nothing when the whole chain holds.

    Lets HeadUnreadable pass. Events that a crash kept out of the head file are no problem:
    the mac of a later one, or the chain's end in the database, still covers them.
    """
    # Head and end are read before the events, which only grow: what they name must be there.
    try:
        noted = head.read()
    except FileNotFoundError:
        noted = None
    except head.HistoryRewritten as rewritten:
        return [Problem(Fault.REWRITTEN, rewritten.seq)]
    end_seq, end_mac = _stored_end()
    macs: list[bytes] = [chain.START]
    for seen in _walk(noted or {}):
        if isinstance(seen, Problem):
            return [seen]
        macs.append(seen)
    last = len(macs) - 1
    if max([end_seq, *(noted or {})]) > last:
        return [Problem(Fault.CUT, last + 1)]
    if macs[end_seq] != end_mac or _stored_end()[0] < last:
        return [Problem(Fault.END, last)]
    return [Problem(Fault.HEAD_MISSING, last)] if noted is None and last else []


def _walk(noted: dict[int, bytes]) -> Iterator[bytes | Problem]:
    """Follow the chain from the start: yield each mac, and the first problem as the last."""
    places = {mac: seq for seq, mac in noted.items()}
    before, place = chain.START, 1
    try:
        for event in Event.objects.order_by("seq").iterator(2000):
            problem = _problem(event, place, before, noted, places)
            yield problem or bytes(event.mac)
            if problem:
                return
            before, place = bytes(event.mac), place + 1
    except _UNREADABLE:
        yield Problem(Fault.CHANGED, place)


def _problem(
    event: Event, place: int, before: bytes, noted: dict[int, bytes], places: dict[bytes, int]
) -> Problem | None:
    if event.seq != place:
        return Problem(Fault.REMOVED, place)
    mac = bytes(event.mac)
    if mac == chain.mac(event, before) and noted.get(place, mac) == mac:
        return None
    is_elsewhere = places.get(mac, place) != place
    return Problem(Fault.MOVED if is_elsewhere else Fault.CHANGED, place)


def _stored_end() -> tuple[int, bytes]:
    end = ChainHead.objects.first()
    return (end.seq, bytes(end.mac)) if end else (0, chain.START)
