"""What a source states of many recognitions at once.

A statement is one row of a file: company, programme, pathway, first day, and with those its last
day and status. Only what a source says anew changes something, and only from today on: days that
have passed are never rewritten, and a file that repeats itself does not undo an officer's decision.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction

from placements.accreditations.models import Accreditation, AccreditationChange, Key, Status
from placements.accreditations.signals import accreditations_changed, recognition_changed
from placements.companies.marks import Marks
from placements.companies.models import TrainingCompany
from placements.companies.rows import insert

DAY = timedelta(days=1)


class Statement(NamedTuple):
    company_id: UUID
    programme_id: int
    pathway: str
    valid_from: date | None
    valid_until: date | None
    status: Status

    @property
    def key(self) -> Key:
        return Key(self.company_id, self.programme_id, self.pathway)


@dataclass
class Tally:
    """What an import did, in statements."""

    new: int = 0
    changed: int = 0
    same: int = 0
    repeated: int = 0


@dataclass
class _Plan:
    """Rows to write, and rows in memory as they will then be."""

    source: str
    day: date
    rows: dict[Key, list[Accreditation]]
    made: list[Accreditation] = field(default_factory=list)
    changed: dict[int, Accreditation] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    touched: dict[Key, Status] = field(default_factory=dict)  # and what the source says of it
    before: dict[Key, bool] = field(default_factory=dict)  # touched and known: erkend or not

    def watch(self, key: Key, status: Status = Status.ACTIVE) -> None:
        """Remember how it was, before the first change."""
        if key not in self.touched and self.rows[key]:
            self.before[key] = _is_erkend(self.rows[key], self.day)
        self.touched[key] = status

    def add(self, key: Key, status: Status, first: date | None, said: Statement) -> Accreditation:
        row = Accreditation(
            company_id=key.company_id, programme_id=key.programme_id, pathway=key.pathway,
            status=status, valid_from=first, valid_until=said.valid_until, source=self.source,
            stated_from=said.valid_from,
        )  # fmt: skip
        self.made.append(row)
        self.rows[key].append(row)
        return row

    def close(self, key: Key, row: Accreditation, last: date | None) -> None:
        """Let a row end on this day; a row that had still to begin then never counted, and goes."""
        if last is not None and row.valid_from is not None and last < row.valid_from:
            self.rows[key].remove(row)
            self.gone.add(row.pk)
            return
        row.valid_until = last
        self.changed[row.pk] = row

    def write(self) -> None:
        insert(Accreditation, self.made)
        rows = [row for pk, row in self.changed.items() if pk not in self.gone]
        fields = ["valid_until", "stated_until", "stated_status"]
        Accreditation.objects.bulk_update(rows, fields, batch_size=500)
        if self.gone:
            Accreditation.objects.filter(pk__in=self.gone).delete()


@transaction.atomic
def state(*, source: str, day: date, statements: Sequence[Statement], marks: Marks) -> Tally:
    """Take what a source says; `marks` remembers its rows, for what it no longer says."""
    plan = _Plan(source, day, _rows({said.company_id for said in statements}))
    tally = Tally()
    met: set[tuple[Key, date | None]] = set()
    for said in statements:
        own = [row for row in plan.rows[said.key] if _is_of(row, source, said)]
        if (said.key, said.valid_from) in met or any(row.pk in marks for row in own if row.pk):
            tally.repeated += 1
            continue
        met.add((said.key, said.valid_from))
        for row in own:
            marks.add(row.pk)
        _take(plan, said, own, tally)
    plan.write()
    _mark_made(plan, marks)
    _tell(plan)
    return tally


def _mark_made(plan: _Plan, marks: Marks) -> None:
    """New rows got their numbers from the database: look them up by what they say."""
    if not plan.made:
        return
    stated = {(Key.of(row), row.stated_from) for row in plan.made}
    companies = {row.company_id for row in plan.made}
    rows = Accreditation.objects.filter(source=plan.source, company__in=companies)
    names = ("pk", "company", "programme", "pathway", "stated_from")
    for number, company, programme, pathway, first in rows.values_list(*names):
        if (Key(company, programme, pathway), first) in stated:
            marks.add(number)


@transaction.atomic
def end(*, source: str, day: date, rows: Sequence[int]) -> None:
    """A source no longer says these: from this day on they say nothing."""
    ending = set(Accreditation.objects.filter(pk__in=rows, source=source).lasting(day))
    plan = _Plan(source, day, _rows({row.company_id for row in ending}))
    for key, own in plan.rows.items():
        for row in [row for row in own if row in ending]:
            plan.watch(key)
            row.stated_until, row.stated_status = None, ""
            plan.close(key, row, day - DAY)
    plan.write()
    _tell(plan)


def _rows(companies: set[UUID]) -> dict[Key, list[Accreditation]]:
    # One writer per company at a time, as in actions.py; in one order, against deadlocks.
    if connection.features.has_select_for_update:
        locked = TrainingCompany.objects.filter(pk__in=companies).order_by("pk")
        list(locked.select_for_update(no_key=True).values_list("pk"))
    found: dict[Key, list[Accreditation]] = defaultdict(list)
    for row in Accreditation.objects.filter(company__in=companies):
        found[Key.of(row)].append(row)
    return found


def _is_of(row: Accreditation, source: str, said: Statement) -> bool:
    return row.source == source and row.stated_from == said.valid_from


def _take(plan: _Plan, said: Statement, own: list[Accreditation], tally: Tally) -> None:
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


def _first(plan: _Plan, said: Statement, own: list[Accreditation]) -> None:
    """A statement that is new: its days count as the source says, also those that passed."""
    _noted(plan.add(said.key, Status.ACTIVE, said.valid_from, said), said)
    if said.status != Status.ACTIVE and not own:
        plan.add(said.key, said.status, said.valid_from, said)


def _noted(row: Accreditation, said: Statement) -> Accreditation:
    row.stated_until, row.stated_status = said.valid_until, said.status
    return row


def _renew(plan: _Plan, said: Statement, last: Accreditation) -> None:
    """Move the last day: shorter, but not into the past; longer, without filling a gap."""
    yesterday = plan.day - DAY
    was, wanted = last.valid_until or date.max, said.valid_until or date.max
    _noted(last, said)
    if last.pk:
        plan.changed[last.pk] = last
    if wanted < was and was > yesterday:
        plan.close(said.key, last, max(wanted, yesterday))
    elif wanted > was and wanted >= plan.day:
        if was >= yesterday:
            last.valid_until = said.valid_until
        else:
            _noted(plan.add(said.key, Status.ACTIVE, plan.day, said), said)


def _block(plan: _Plan, said: Statement, blocks: list[Accreditation]) -> None:
    """Suspend or withdraw from today on, or let what did so end yesterday."""
    standing = [row for row in blocks if (row.valid_until or date.max) >= plan.day]
    same = [row for row in standing if row.status == said.status]
    for row in standing:
        if row not in same:
            plan.close(said.key, row, plan.day - DAY)
    for row in same:
        last = said.valid_until and max(said.valid_until, plan.day - DAY)
        if row.valid_until != last:
            plan.close(said.key, row, last)
    until = said.valid_until or date.max
    if said.status != Status.ACTIVE and not same and until >= plan.day:
        plan.add(said.key, said.status, max(said.valid_from or plan.day, plan.day), said)


def _is_erkend(rows: Sequence[Accreditation], day: date) -> bool:
    """Whether an active row covers this day, and no other."""
    return {row.status for row in rows if row.covers(day)} == {Status.ACTIVE}


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
