"""What a source states of many recognitions at once.

A statement is one row of a file: company, programme, pathway, first day, and with those its last
day and status. Only what a source says anew changes something, and only from today on: days that
have passed are never rewritten, and a file that repeats itself does not undo an officer's decision.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction

from placements.accreditations.models import (
    Accreditation,
    AccreditationChange,
    Key,
    Status,
    covers,
)
from placements.accreditations.signals import accreditations_changed, recognition_changed
from placements.companies.marks import Marks
from placements.companies.models import TrainingCompany
from placements.companies.rows import among_companies, insert, numbers, update

DAY = timedelta(days=1)


class Statement(NamedTuple):
    key: Key
    valid_from: date | None
    valid_until: date | None
    status: Status


@dataclass
class Tally:
    """What an import did, in statements."""

    new: int = 0
    changed: int = 0
    same: int = 0
    repeated: int = 0


@dataclass(slots=True, eq=False)
class _Row:
    """An Accreditation without the weight of a model: a file has 750,000 of them."""

    number: int  # 0: not written yet
    key: Key
    status: str
    valid_from: date | None
    valid_until: date | None
    source: str
    stated_from: date | None
    stated_until: date | None = None
    stated_status: str = ""


_CHANGING = ("id", "valid_until", "stated_until", "stated_status")
_FIELDS = (
    "id", "company", "programme", "pathway", "status", "valid_from", "valid_until", "source",
    "stated_from", "stated_until", "stated_status",
)  # fmt: skip


@dataclass
class _Plan:
    """Rows to write, and rows in memory as they will then be."""

    source: str
    day: date
    rows: dict[Key, list[_Row]]
    made: list[_Row] = field(default_factory=list)
    changed: dict[int, _Row] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    touched: dict[Key, Status] = field(default_factory=dict)  # and what the source says of it
    before: dict[Key, bool] = field(default_factory=dict)  # touched and known: erkend or not

    def watch(self, key: Key, status: Status = Status.ACTIVE) -> None:
        """Remember how it was, before the first change."""
        if key not in self.touched and (rows := self.rows[key]):
            self.before[key] = _is_erkend(rows, self.day)
        self.touched[key] = status

    def add(self, status: Status, first: date | None, said: Statement) -> _Row:
        key, last = said.key, said.valid_until
        row = _Row(0, key, status.value, first, last, self.source, said.valid_from)
        self.made.append(row)
        self.rows[key].append(row)
        return row

    def close(self, row: _Row, last: date | None) -> None:
        """Let a row end on this day; a row that had still to begin then never counted, and goes."""
        if last is not None and row.valid_from is not None and last < row.valid_from:
            self.rows[row.key].remove(row)
            self.gone.add(row.number)
            return
        row.valid_until = last
        self.changed[row.number] = row

    def write(self) -> None:
        for row, number in zip(self.made, numbers(Accreditation, len(self.made)), strict=True):
            row.number = number
        insert(Accreditation, _FIELDS, [_values(row) for row in self.made])
        changed = [row for row in self.changed.values() if row.number not in self.gone]
        values = attrgetter("number", *_CHANGING[1:])
        update(Accreditation, _CHANGING, [values(row) for row in changed])
        if self.gone:
            Accreditation.objects.filter(pk__in=self.gone).delete()


def _values(row: _Row) -> tuple[Any, ...]:
    """In the order of _FIELDS."""
    return (
        row.number, *row.key, row.status, row.valid_from, row.valid_until, row.source,
        row.stated_from, row.stated_until, row.stated_status,
    )  # fmt: skip


@transaction.atomic
def state(*, source: str, day: date, statements: Sequence[Statement], marks: Marks) -> Tally:
    """Take what a source says; `marks` remembers its rows, for what it no longer says."""
    plan = _Plan(source, day, _rows({said.key.company_id for said in statements}))
    tally = Tally()
    met: set[tuple[Key, date | None]] = set()
    for said in statements:
        own = [row for row in plan.rows[said.key] if _is_of(row, source, said)]
        if (said.key, said.valid_from) in met or any(row.number in marks for row in own):
            tally.repeated += 1
            continue
        met.add((said.key, said.valid_from))
        for row in own:
            marks.add(row.number)
        _take(plan, said, own, tally)
    plan.write()
    for row in plan.made:
        marks.add(row.number)
    _tell(plan)
    return tally


@transaction.atomic
def end(*, source: str, day: date, rows: Sequence[int]) -> None:
    """A source no longer says these: from this day on they say nothing."""
    lasting = Accreditation.objects.filter(pk__in=rows, source=source).lasting(day)
    ending = dict(lasting.values_list("pk", "company"))
    plan = _Plan(source, day, _rows(set(ending.values())))
    for key, own in plan.rows.items():
        for row in [row for row in own if row.number in ending]:
            plan.watch(key)
            row.stated_until, row.stated_status = None, ""
            plan.close(row, day - DAY)
    plan.write()
    _tell(plan)


def _rows(companies: set[UUID]) -> dict[Key, list[_Row]]:
    # One writer per company at a time, as in actions.py; in one order, against deadlocks.
    if connection.features.has_select_for_update:
        locked = TrainingCompany.objects.filter(pk__in=among_companies(companies)).order_by("pk")
        list(locked.select_for_update(no_key=True).values_list("pk"))
    found: dict[Key, list[_Row]] = defaultdict(list)
    rows = Accreditation.objects.filter(company__in=among_companies(companies)).order_by()
    for number, company, programme, pathway, *rest in rows.values_list(*_FIELDS):
        key = Key(company, programme, pathway)
        found[key].append(_Row(number, key, *rest))
    return found


def _is_of(row: _Row, source: str, said: Statement) -> bool:
    return row.source == source and row.stated_from == said.valid_from


def _take(plan: _Plan, said: Statement, own: list[_Row], tally: Tally) -> None:
    active = [row for row in own if row.status == Status.ACTIVE]
    if not active:
        plan.watch(said.key, said.status)
        _first(plan, said, own)
        tally.new += 1
        return
    last = max(active, key=lambda row: row.valid_from or date.min)
    if (last.stated_until, last.stated_status) == (said.valid_until, said.status):
        tally.same += 1
        return
    plan.watch(said.key, said.status)
    _renew(plan, said, last)
    _block(plan, said, [row for row in own if row.status != Status.ACTIVE])
    tally.changed += 1


def _first(plan: _Plan, said: Statement, own: list[_Row]) -> None:
    """A statement that is new: its days count as the source says, also those that passed."""
    _noted(plan.add(Status.ACTIVE, said.valid_from, said), said)
    if said.status != Status.ACTIVE and not own:
        plan.add(said.status, said.valid_from, said)


def _noted(row: _Row, said: Statement) -> _Row:
    row.stated_until, row.stated_status = said.valid_until, said.status.value
    return row


def _renew(plan: _Plan, said: Statement, last: _Row) -> None:
    """Move the last day: shorter, but not into the past; longer, without filling a gap."""
    yesterday = plan.day - DAY
    was, wanted = last.valid_until or date.max, said.valid_until or date.max
    plan.changed[last.number] = _noted(last, said)
    if wanted < was and was > yesterday:
        plan.close(last, max(wanted, yesterday))
    elif wanted > was and wanted >= plan.day:
        if was >= yesterday:
            last.valid_until = said.valid_until
        else:
            _noted(plan.add(Status.ACTIVE, plan.day, said), said)


def _block(plan: _Plan, said: Statement, blocks: list[_Row]) -> None:
    """Suspend or withdraw from today on, or let what did so end yesterday."""
    standing = [row for row in blocks if (row.valid_until or date.max) >= plan.day]
    same = [row for row in standing if row.status == said.status]
    for row in standing:
        if row not in same:
            plan.close(row, plan.day - DAY)
    for row in same:
        last = said.valid_until and max(said.valid_until, plan.day - DAY)
        if row.valid_until != last:
            plan.close(row, last)
    until = said.valid_until or date.max
    if said.status != Status.ACTIVE and not same and until >= plan.day:
        plan.add(said.status, max(said.valid_from or plan.day, plan.day), said)


def _is_erkend(rows: Sequence[_Row], day: date) -> bool:
    """Whether an active row covers this day, and no other."""
    said = {row.status for row in rows if covers(row.valid_from, row.valid_until, day)}
    return said == {Status.ACTIVE}


def _tell(plan: _Plan) -> None:
    """Tell which companies changed, and write down who lost or regained recognition today.

    What was never here before is no change: a first import writes no 750,000 of them.
    """
    if not plan.touched:
        return
    companies = list(dict.fromkeys(key.company_id for key in plan.touched))
    accreditations_changed.send(Accreditation, companies=companies)
    after = {key: _is_erkend(plan.rows[key], plan.day) for key in plan.before}
    changes = AccreditationChange.objects.bulk_create(
        _change(plan, key, is_erkend=after[key])
        for key, was_erkend in plan.before.items()
        if was_erkend != after[key]
    )
    for change in changes:
        recognition_changed.send(Accreditation, change=change)


def _change(plan: _Plan, key: Key, *, is_erkend: bool) -> AccreditationChange:
    return AccreditationChange(
        company_id=key.company_id,
        programme_id=key.programme_id,
        pathway=key.pathway,
        day=plan.day,
        was_erkend=not is_erkend,
        is_erkend=is_erkend,
        status=plan.touched[key],
        source=plan.source,
    )
