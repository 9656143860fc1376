"""On which days is a company erkend? Days are numbers (date.toordinal) in here."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from placements.accreditations.models import Status
from placements.search.models import ALWAYS

_ACTIVE = Status.ACTIVE.value

Span = tuple[int, int]  # the first and the last day
Row = tuple[str, date | None, date | None]  # status, from, until: a row of the register


def numbered(valid_from: date | None, valid_until: date | None) -> Span:
    return (
        valid_from.toordinal() if valid_from else 0,
        valid_until.toordinal() if valid_until else ALWAYS,
    )


def erkend(rows: Sequence[Row]) -> list[Span]:
    """Days on which an active row holds and no suspended or withdrawn one does, in order."""
    active = [numbered(start, until) for status, start, until in rows if status == _ACTIVE]
    if len(active) == len(rows) == 1:
        return active if active[0][0] <= active[0][1] else []
    blocked = [numbered(start, until) for status, start, until in rows if status != _ACTIVE]
    return [span for one in joined(active) for span in _outside(one, joined(blocked))]


def joined(spans: Iterable[Span]) -> list[Span]:
    """Put overlapping and adjoining days together."""
    whole: list[Span] = []
    for start, until in sorted(span for span in spans if span[0] <= span[1]):
        if whole and start <= whole[-1][1] + 1:
            whole[-1] = (whole[-1][0], max(whole[-1][1], until))
        else:
            whole.append((start, until))
    return whole


def _outside(span: Span, blocked: Iterable[Span]) -> Iterable[Span]:
    start, until = span
    for block_start, block_until in blocked:
        if block_until < start or block_start > until:
            continue
        if start < block_start:
            yield start, block_start - 1
        start = block_until + 1
    if start <= until:
        yield start, until


def common(first: Iterable[Span], second: Sequence[Span]) -> list[Span]:
    """Days that are in both."""
    pairs = [(max(a[0], b[0]), min(a[1], b[1])) for a in first for b in second]
    return [span for span in pairs if span[0] <= span[1]]


def layered(parts: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Lay (start, until, bits) over each other: stretches of days with the same bits, in order."""
    if len(parts) == 1:
        return list(parts)
    edges = sorted({start for start, _, _ in parts} | {until + 1 for _, until, _ in parts})
    layers: list[tuple[int, int, int]] = []
    for start, after in pairwise(edges):
        bits, covered = 0, False
        for first, last, own in parts:
            if first <= start <= last:
                bits, covered = bits | own, True
        if not covered:
            continue
        if layers and layers[-1][1] == start - 1 and layers[-1][2] == bits:
            layers[-1] = (layers[-1][0], after - 1, bits)
        else:
            layers.append((start, after - 1, bits))
    return layers
