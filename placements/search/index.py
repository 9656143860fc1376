"""Keep the index equal to the register: renew some companies, all, or those whose day has come."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, connections, transaction

from placements.companies.models import TrainingCompany
from placements.companies.rows import among_companies, update
from placements.search import facets, text, vocabulary
from placements.search.facts import Facts, among, gather
from placements.search.models import ALWAYS, COMPANIES, ENTRIES, SearchCompany, SearchEntry
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
_NUMBER = (
    f"INSERT INTO {COMPANIES} (company_id, name, place, area)"  # noqa: S608
    " SELECT these.id, '', '', '' FROM ({these}) AS these WHERE NOT EXISTS"
    f" (SELECT 1 FROM {COMPANIES} known WHERE known.company_id = these.id)"
    # Looked for first, since a conflict uses up a number too.
    " ON CONFLICT DO NOTHING"
)


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
    counts = {TrainingCompany.objects.count(), SearchCompany.objects.count(), text.count()}
    if len(counts) > 1 or SearchCompany.objects.filter(written=None).exists():
        _forget_orphans()
        for _done in rebuild():
            pass


def _forget_orphans() -> None:
    """Words of companies that are no longer in the index, such as after a table was emptied."""
    if text.count() != SearchCompany.objects.count():
        text.forget(text.ids() - set(SearchCompany.objects.values_list("pk", flat=True)))


def _renew(companies: list[UUID]) -> None:
    known = _locked(companies)
    numbers = [heading.number for heading in known]
    day = today().toordinal()
    gathered = gather(numbers, day)
    _write_headings(gathered, known, day)
    _write_entries([row for facts in gathered for row in _entries(facts, day)], numbers)
    terms = {facts.number: facts.terms for facts in gathered}
    text.write(terms)
    vocabulary.add(set().union(*(words.split() for words in terms.values())))


class _Heading(NamedTuple):
    """What the index says of a company whatever the day."""

    number: int
    name: str
    place: str
    area: str
    written: str | None
    renew_on: date | None
    renewed_on: date | None


_HEADING = ("id", "name", "place", "area", "written", "renew_on", "renewed_on")


def _locked(companies: list[UUID]) -> list[_Heading]:
    """These companies' rows. Two renewals of one company wait for each other here, before they
    read what to write.
    """
    these = among_companies(companies)
    with connection.cursor() as cursor:
        cursor.execute(_NUMBER.format(these=these.sql), these.params)
    rows = SearchCompany.objects.filter(company__in=these).select_for_update()
    return [_Heading(*row) for row in rows.order_by("pk").values_list(*_HEADING)]


def _write_headings(gathered: list[Facts], known: list[_Heading], day: int) -> None:
    """Of most renewals the day alone is new."""
    fresh = {_heading(facts, day) for facts in gathered}
    update(SearchCompany, _HEADING, sorted(fresh.difference(known)))


def _heading(facts: Facts, day: int) -> _Heading:
    name, place, written = facts.plain_name[:160], facts.plain_place[:80], facts.written[:600]
    days = _renew_on(facts, day), date.fromordinal(day)
    return _Heading(facts.number, name, place, facts.postcode[:4], written, *days)


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
