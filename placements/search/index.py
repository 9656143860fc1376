"""Keep the index equal to the register: renew some companies, all, or those whose day has come."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, connections, transaction
from django.db.models.expressions import RawSQL

from placements.companies.models import TrainingCompany
from placements.search import facets, text, vocabulary
from placements.search.facts import Facts, among, gather
from placements.search.models import ALWAYS, ENTRIES, SearchCompany, SearchEntry
from placements.search.spans import layered
from stagebaken.web.days import today

BATCH = 2_000  # companies renewed at once: a bound on memory

LAST_DAY = date.max.toordinal()

EntryRow = tuple[int, int, int | None, int | None, int, int, int]

_COLUMNS = "company_id, crebo, latitude, longitude, starts, until, facets"
_INSERT = {
    "sqlite": (
        f"INSERT INTO {ENTRIES} ({_COLUMNS})"  # noqa: S608 - our own names
        " VALUES (%s, %s, %s, %s, %s, %s, %s)"
    ),
    "postgresql": (
        f"INSERT INTO {ENTRIES} ({_COLUMNS})"  # noqa: S608
        " SELECT * FROM unnest(%s::int[], %s::int[], %s::int[], %s::int[], %s::int[], %s::int[],"
        " %s::bigint[])"
    ),
}


def renew(companies: Iterable[UUID]) -> None:
    """Make the index of these companies anew, in the transaction of whoever changed them."""
    for some in _batches(sorted(set(companies))):
        with transaction.atomic():
            _renew(some)


def bring_up_to_date() -> int:
    """Renew the companies of which something began or ended by itself; return how many.

    Every search asks this first, so it is one look at an index on every day but a new one.
    """
    due = SearchCompany.objects.filter(renew_on__lte=today())
    companies = list(due.values_list("company", flat=True))
    renew(companies)
    return len(companies)


def rebuild() -> Iterator[int]:
    """Make everything anew; yield how many companies are done. Only a batch is locked at a time."""
    done = 0
    for some in _batches(list(TrainingCompany.objects.order_by("pk").values_list("pk", flat=True))):
        renew(some)
        done += len(some)
        yield done
    with transaction.atomic():
        _forget_orphans()


def ensure(using: str = "default", **_: Any) -> None:
    """After every migrate: make what is not there, and rebuild when it cannot be right."""
    tables = connections[using].introspection.table_names()
    if ENTRIES not in tables or using != connection.alias:
        return
    text.create(using)
    if len({TrainingCompany.objects.count(), SearchCompany.objects.count(), text.count()}) > 1:
        _forget_orphans()
        for _done in rebuild():
            pass


def _forget_orphans() -> None:
    """Words of companies that are no longer in the index, such as after a table was emptied."""
    if text.count() != SearchCompany.objects.count():
        text.forget(text.ids() - set(SearchCompany.objects.values_list("pk", flat=True)))


def _renew(companies: list[UUID]) -> None:
    known = _locked(companies)
    day = today().toordinal()
    gathered = gather(list(known), day)
    _write_companies(gathered, known, day)
    _write_entries([row for facts in gathered for row in _entries(facts, day)], list(known))
    terms = {facts.number: facts.terms for facts in gathered}
    text.write(terms)
    vocabulary.add(set().union(*(words.split() for words in terms.values())))


def _locked(companies: list[UUID]) -> dict[int, SearchCompany]:
    """These companies' rows. Two renewals of one company wait for each other here, before they
    read what to write.
    """
    rows = SearchCompany.objects.filter(company__in=_as_one(companies))
    missing = set(companies) - set(rows.values_list("company", flat=True))
    SearchCompany.objects.bulk_create(
        [SearchCompany(company_id=company) for company in sorted(missing)], ignore_conflicts=True
    )
    return {row.pk: row for row in rows.select_for_update().order_by("pk")}


def _as_one(companies: list[UUID]) -> RawSQL:
    if connection.vendor == "sqlite":
        keys = json.dumps([company.hex for company in companies])
        return RawSQL("SELECT value FROM json_each(%s)", [keys])
    return RawSQL("SELECT unnest(%s::uuid[])", [companies])


def _write_companies(gathered: list[Facts], known: dict[int, SearchCompany], day: int) -> None:
    """Most renewals change nothing here."""
    changed: list[SearchCompany] = []
    for facts in gathered:
        row = known[facts.number]
        before = (row.name, row.place, row.area, row.renew_on)
        row.name, row.place = facts.plain_name[:160], facts.plain_place[:80]
        row.area, row.renew_on = facts.postcode[:4], _renew_on(facts, day)
        if before != (row.name, row.place, row.area, row.renew_on):
            changed.append(row)
    SearchCompany.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["name", "place", "area", "renew_on"],
    )


def _renew_on(facts: Facts, day: int) -> date | None:
    edges = [layer.starts for layer in facts.layers]
    edges += [layer.until + 1 for layer in facts.layers if layer.until < ALWAYS]
    edges += [facts.last_day + 1] if facts.ended_on else []
    # A company may say that a place closes in the year 9999: after that no day comes.
    coming = [edge for edge in edges if day < edge <= LAST_DAY]
    return date.fromordinal(min(coming)) if coming else None


def _entries(facts: Facts, day: int) -> Iterator[EntryRow]:
    """One row for each stretch of days in which the same filters are met, from today on."""
    by_crebo: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for layer in facts.layers:
        by_crebo[layer.crebo].append((layer.starts, layer.until, layer.facets))
    always = [(0, facts.last_day, facts.standing), *by_crebo.pop(0, [])]
    own = [part for parts in by_crebo.values() for part in parts]
    stretches = [(0, stretch) for stretch in layered([*always, *own])]
    for crebo, parts in by_crebo.items():
        taught = layered([*always, *parts])
        stretches += [(crebo, stretch) for stretch in taught if stretch[2] & facets.PROGRAMMES]
    for crebo, (starts, until, bits) in stretches:
        if day <= (last := min(until, facts.last_day)):
            yield (facts.number, crebo, *facts.position, starts, last, bits)


def _write_entries(rows: list[EntryRow], numbers: list[int]) -> None:
    SearchEntry.objects.filter(company__in=among(numbers)).delete()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(_INSERT["sqlite"], rows)
        elif rows:
            cursor.execute(
                _INSERT["postgresql"], [list(column) for column in zip(*rows, strict=True)]
            )


def _batches(companies: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(companies), BATCH):
        yield companies[start : start + BATCH]
