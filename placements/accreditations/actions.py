"""Recognise a leerbedrijf for a programme, suspend it, withdraw it, lift that, or let it end.

Files and screens both end here. Days that have passed are never rewritten: a change ends a row
on the day before it, or adds a row from that day on.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

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


class RuleBroken(ValueError):
    """What was asked cannot be: nothing to suspend, or days that run backwards."""


def _not_before_today(day: date) -> None:
    if day < today():
        raise RuleBroken("Days that have passed are not rewritten.")


def rows_of(key: Key) -> AccreditationQuerySet:
    return Accreditation.objects.filter(
        company_id=key.company_id, programme_id=key.programme_id, pathway=key.pathway
    )


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
    by: User | None = None,
) -> Accreditation:
    """Add days on which a company may train. `valid_until` is the last of them."""
    if valid_from and valid_until and valid_until < valid_from:
        raise RuleBroken("The days run backwards.")
    with _Watch(key, Status.ACTIVE, source=source, by=by):
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
    if not is_erkend(key, day):
        raise RuleBroken("There is no recognition on this day.")
    with _Watch(key, status, source=source, reason=reason, by=by):
        return _add(key, status, source, day, until)


@transaction.atomic
def lift(*, key: Key, source: str, day: date, reason: str = "", by: User | None = None) -> None:
    """End every suspension or withdrawal: from this day on the recognition counts again."""
    _not_before_today(day)
    blocking = rows_of(key).covering(day).exclude(status=Status.ACTIVE)
    with _Watch(key, Status.ACTIVE, source=source, reason=reason, by=by):
        if not _end_before(blocking, day):
            raise RuleBroken("Nothing is suspended or withdrawn.")


@transaction.atomic
def end(*, key: Key, source: str, day: date, reason: str = "", by: User | None = None) -> None:
    """Let the recognition by this source end: `day` is the first day without it."""
    _not_before_today(day)
    mine = rows_of(key).filter(source=source, status=Status.ACTIVE)
    with _Watch(key, Status.ACTIVE, source=source, reason=reason, by=by):
        _end_before(mine.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day)), day)


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
    """Compare today before and after a change; write down what changed and tell the others."""

    def __init__(
        self, key: Key, status: Status, *, source: str, reason: str = "", by: User | None = None
    ) -> None:
        self.key, self.status, self.source = key, status, source
        self.reason, self.by = reason, by

    def __enter__(self) -> None:
        # One writer per company at a time: two officers see each other's decision.
        TrainingCompany.objects.select_for_update().filter(pk=self.key.company_id).first()
        self.was_erkend = is_erkend(self.key, today())

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            return
        accreditations_changed.send(Accreditation, companies=[self.key.company_id])
        erkend = is_erkend(self.key, today())
        if erkend == self.was_erkend:
            return
        change = AccreditationChange.objects.create(
            company_id=self.key.company_id,
            programme_id=self.key.programme_id,
            pathway=self.key.pathway,
            day=today(),
            was_erkend=self.was_erkend,
            is_erkend=erkend,
            status=self.status,
            reason=self.reason,
            source=self.source,
            by=self.by,
        )
        recognition_changed.send(Accreditation, change=change)
