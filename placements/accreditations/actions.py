"""Recognise a leerbedrijf for a programme, suspend it, withdraw it, lift that, or let it end.

Files and screens both end here. Days that have passed are never rewritten: a change ends a row
on the day before it, or adds a row from that day on.
"""

from datetime import date, timedelta

from django.db import transaction

from placements.accreditations.models import (
    Accreditation,
    AccreditationChange,
    AccreditationQuerySet,
    Key,
    Status,
)
from placements.accreditations.signals import accreditations_changed, recognition_changed
from placements.companies.models import TrainingCompany
from stagebaken.accounts.models import User
from stagebaken.web.days import today

OFFICERS = "SBB"  # the source of what is decided on screens; no file may have this name


class RuleBroken(ValueError):
    """What was asked cannot be: nothing to suspend, or days that run backwards."""


def _not_before_today(day: date) -> None:
    if day < today():
        raise RuleBroken("Days that have passed are not rewritten.")


def rows_of(key: Key) -> AccreditationQuerySet:
    return Accreditation.objects.filter(
        company_id=key.company_id, programme_id=key.programme_id, pathway=key.pathway
    )


def lock(key: Key) -> None:
    """One writer per company at a time: two officers see each other's decision."""
    TrainingCompany.objects.select_for_update(no_key=True).filter(pk=key.company_id).first()


def is_erkend(key: Key, day: date) -> bool:
    """Answer the one question of the register: erkend for this programme, on this day?"""
    return rows_of(key).erkend(day).exists()


@transaction.atomic
def recognise(
    *,
    key: Key,
    source: str,
    valid_from: date | None = None,
    valid_until: date | None = None,
    reason: str = "",
    by: User | None = None,
) -> Accreditation:
    """Add days on which a company may train. `valid_until` is the last of them."""
    if valid_from and valid_until and valid_until < valid_from:
        raise RuleBroken("The days run backwards.")
    with _Watch(key, Status.ACTIVE, source=source, day=valid_from, reason=reason, by=by):
        return _add(key, Status.ACTIVE, source, valid_from, valid_until)


@transaction.atomic
def block(
    *,
    key: Key,
    status: Status,
    source: str,
    day: date,
    until: date | None = None,
    reason: str = "",
    by: User | None = None,
) -> Accreditation:
    """Suspend (until a day, or until lifted) or withdraw from this day on."""
    if status is Status.ACTIVE or (until is not None and until < day):
        raise RuleBroken("Not a suspension or a withdrawal.")
    _not_before_today(day)
    with _Watch(key, status, source=source, day=day, reason=reason, by=by):
        if not may_block(key, status, day):
            raise RuleBroken("There is no recognition on this day.")
        return _add(key, status, source, day, until)


def may_block(key: Key, status: Status, day: date) -> bool:
    """Say whether there is something to suspend, or, suspended or not, to withdraw."""
    if status is Status.SUSPENDED:
        return is_erkend(key, day)
    said = set(rows_of(key).covering(day).values_list("status", flat=True))
    return Status.ACTIVE in said and Status.WITHDRAWN not in said


@transaction.atomic
def lift(*, key: Key, source: str, day: date, reason: str = "", by: User | None = None) -> None:
    """End every suspension or withdrawal from this day on, those that had still to begin too."""
    _not_before_today(day)
    blocking = rows_of(key).lasting(day).exclude(status=Status.ACTIVE)
    with _Watch(key, Status.ACTIVE, source=source, day=day, reason=reason, by=by):
        if not _end_before(blocking, day):
            raise RuleBroken("Nothing is suspended or withdrawn.")


@transaction.atomic
def end(
    *,
    key: Key,
    source: str,
    day: date,
    reason: str = "",
    by: User | None = None,
    of_every_source: bool = False,
) -> None:
    """Let the recognition by this source end: `day` is the first day without it.

    A file ends what that file said; an officer ends what anybody said (`of_every_source`).
    """
    _not_before_today(day)
    ending = rows_of(key).filter(status=Status.ACTIVE).lasting(day)
    if not of_every_source:
        ending = ending.filter(source=source)
    with _Watch(key, Status.ACTIVE, source=source, day=day, reason=reason, by=by):
        _end_before(ending, day)


def _add(
    key: Key, status: Status, source: str, valid_from: date | None, valid_until: date | None
) -> Accreditation:
    return Accreditation.objects.create(
        company_id=key.company_id,
        programme_id=key.programme_id,
        pathway=key.pathway,
        status=status,
        source=source,
        valid_from=valid_from,
        valid_until=valid_until,
        stated_from=valid_from,
    )


def _end_before(rows: AccreditationQuerySet, day: date) -> int:
    """Close rows on the day before; those that had still to begin never counted, and go."""
    last = day - timedelta(days=1)
    future = rows.filter(valid_from__gte=day)
    gone, _ = future.delete()
    return gone + rows.update(valid_until=last)


class _Watch:
    """Compare before and after on the day that a change begins; write it down, tell the others."""

    def __init__(
        self,
        key: Key,
        status: Status,
        *,
        source: str,
        day: date | None,
        reason: str = "",
        by: User | None = None,
    ) -> None:
        self.key, self.status, self.source = key, status, source
        self.reason, self.by = reason, by
        self.starts_on = max(day or today(), today())

    def __enter__(self) -> None:
        lock(self.key)
        self.was_erkend = is_erkend(self.key, today())

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            return
        accreditations_changed.send(Accreditation, companies=[self.key.company_id])
        erkend = is_erkend(self.key, today())
        # What a file says of a later day is written down when that day comes (turning.py).
        if self.by is None and erkend == self.was_erkend:
            return
        change = self._write(erkend)
        if change.is_a_change:
            recognition_changed.send(Accreditation, change=change)

    def _write(self, erkend: bool) -> AccreditationChange:
        return AccreditationChange.objects.create(
            company_id=self.key.company_id,
            programme_id=self.key.programme_id,
            pathway=self.key.pathway,
            day=today(),
            takes_effect_on=self.starts_on if self.starts_on > today() else None,
            was_erkend=self.was_erkend,
            is_erkend=erkend,
            status=self.status,
            reason=self.reason,
            source=self.source,
            by=self.by,
        )
