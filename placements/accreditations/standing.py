"""How a company stands for one programme today: erkend until when, or not, and when again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from placements.accreditations.models import Accreditation, Status

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Standing:
    is_erkend: bool
    until: date | None = None  # the last day; None with is_erkend: no end is known
    again_on: date | None = None  # the first day on which it counts, when it does not now
    since: date | None = None  # the first day on which it counted no longer, when it once did


def standing(rows: Iterable[Accreditation], day: date) -> Standing:
    """Read the rows of one company, programme and pathway, as `Accreditation.objects.erkend`."""
    rows = list(rows)
    if not _counts(rows, day):
        again_on, since = _first(rows, after=day), _stopped(rows, by=day)
        return Standing(is_erkend=False, again_on=again_on, since=since)
    ends = [row.valid_until for row in rows if row.status == Status.ACTIVE and row.valid_until]
    blocks = [row.valid_from for row in rows if row.status != Status.ACTIVE and row.valid_from]
    last = [end for end in ends if end >= day] + [start - DAY for start in blocks if start > day]
    return Standing(
        is_erkend=True,
        until=next((end for end in sorted(last) if not _counts(rows, end + DAY)), None),
    )


def _first(rows: Sequence[Accreditation], after: date) -> date | None:
    """It can only begin to count where an active row begins, or where a block is over."""
    starts = [row.valid_from for row in rows if row.status == Status.ACTIVE]
    freed = [
        row.valid_until + DAY for row in rows if row.status != Status.ACTIVE and row.valid_until
    ]
    days = sorted(one for one in starts + freed if one is not None and one > after)
    return next((one for one in days if _counts(rows, one)), None)


def _stopped(rows: Sequence[Accreditation], by: date) -> date | None:
    """It can only stop counting after an active row ends, or where a block begins."""
    ends = [row.valid_until for row in rows if row.status == Status.ACTIVE]
    days = [end + DAY for end in ends if end is not None]
    days += [row.valid_from for row in rows if row.status != Status.ACTIVE and row.valid_from]
    past = sorted((one for one in days if one <= by), reverse=True)
    return next((one for one in past if _counts(rows, one - DAY)), None)


def _counts(rows: Sequence[Accreditation], day: date) -> bool:
    said = {row.status for row in rows if row.covers(day)}
    return said == {Status.ACTIVE}
