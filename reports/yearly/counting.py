"""Count registration records per school, and per group of schools, in one walk over them.

Here alone true counts exist, in memory. A cell knows how many records it holds and which (as a
sum of keys), so that schools add up to groups: they have no record in common.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import add
from typing import NamedTuple
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast

from placements.protection.rounding import Release, Tally
from reports.registration.models import RegistrationRecord
from reports.yearly.catalogue import BY_NAME, CELLS, NONE, TOTALS, UNKNOWN, Cell, Whole

_PLACE = {cell: place for place, cell in enumerate(CELLS)}
_CHUNK = 5000  # rows fetched at a time
_COMBINATIONS = 50_000  # of facts, remembered


class Counts:
    """The cells of one school or group: two flat lists, because there are a great many."""

    def __init__(self) -> None:
        self.counts = [0] * len(CELLS)
        self.keys = [0] * len(CELLS)

    def __getitem__(self, cell: Cell) -> Tally:
        place = _PLACE[cell]
        return Tally.of(self.counts[place], self.keys[place])

    def add(self, places: Iterable[int], key: int) -> None:
        """One record, in each of its cells."""
        for place in places:
            self.counts[place] += 1
            self.keys[place] += key


def together(parts: Iterable[Counts]) -> Counts:
    """Several schools as one: each total is its own count, and is rounded as such."""
    whole = Counts()
    for part in parts:
        whole.counts = list(map(add, whole.counts, part.counts))
        whole.keys = list(map(add, whole.keys, part.keys))
    return whole


class Facts(NamedTuple):
    """What of a record decides in which cells it stands; lists as the JSON they are stored in.

    Few combinations occur, so each is looked into once.
    """

    grounds: str
    phases: str
    measures: str
    only_counted: bool
    sector: str
    outcome: str
    acknowledged_within: str
    outcome_within: str
    replaced_within: str


LISTS = ("grounds", "phases", "measures")


def of_schools(years: Iterable[int], release: Release) -> dict[UUID, Counts]:
    """The cells of every school that has a record in one of these school years."""
    found: dict[UUID, Counts] = defaultdict(Counts)
    for school, name, facts in _records(years):
        found[school].add(_places(facts), release.unit(name))
    return dict(found)


def _records(years: Iterable[int]) -> Iterator[tuple[UUID, str, Facts]]:
    rows = RegistrationRecord.objects.filter(school_year__in=list(years)).values_list(
        "school_id",
        "pk",
        *(Cast(name, TextField()) for name in LISTS),
        *Facts._fields[len(LISTS) :],
    )
    for school, pk, *facts in rows.iterator(_CHUNK):
        yield school, str(pk), Facts(*facts)


@lru_cache(_COMBINATIONS)
def _places(facts: Facts) -> tuple[int, ...]:
    return tuple(_PLACE[cell] for cell in cells_of(facts))


def cells_of(facts: Facts) -> Iterator[Cell]:
    """Where one record stands. Codes that are on no list stand nowhere."""
    yield TOTALS, Whole.REPORTS
    yield from _chosen("grounds", json.loads(facts.grounds), UNKNOWN)
    yield from _chosen("phases", json.loads(facts.phases), UNKNOWN)
    if facts.only_counted:
        yield TOTALS, Whole.COUNTED
        return
    yield TOTALS, Whole.HANDLED
    yield from _chosen("sectors", [facts.sector], UNKNOWN)
    yield from _chosen("measures", json.loads(facts.measures), NONE)
    yield from _chosen("outcomes", [facts.outcome])
    yield from _chosen("acknowledged", [facts.acknowledged_within], UNKNOWN)
    yield from _chosen("outcome_days", [facts.outcome_within], UNKNOWN)
    if facts.replaced_within:
        yield TOTALS, Whole.SOUGHT
        yield from _chosen("replaced", [facts.replaced_within])


def _chosen(table: str, values: list[str], otherwise: str = "") -> Iterator[Cell]:
    known = [value for value in values if value in BY_NAME[table].items]
    for value in dict.fromkeys(known or [otherwise]):
        if value:
            yield table, value
