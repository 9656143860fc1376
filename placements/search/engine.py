"""One question to the index, one statement to the database: a page, the total, every count."""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection

from placements.search import around, index, statement
from placements.search.facets import PROGRAMMES, Choice, Tally, tally
from placements.search.models import SearchCompany
from placements.search.words import Asked, understand
from stagebaken.web.days import today

logger = logging.getLogger(__name__)

PAGE_SIZE = 20  # leerbedrijven on a page
PAGE_LIMIT = 5_000  # a page number beyond this is a mistake, and would overflow the database
RADIUS_LIMIT = 100  # kilometres; contract.md


class Order(StrEnum):
    DISTANCE = "distance"
    RELEVANCE = "relevance"


@dataclass(frozen=True)
class Question:
    """What somebody asks; empty means that it does not matter."""

    q: str = ""
    crebo: str = ""
    near: str = ""
    radius_km: float | None = None
    is_vetted: bool = False  # only companies that are erkend today
    choice: Choice = field(default_factory=Choice)
    order: Order | None = None
    own_words: tuple[tuple[str, str], ...] = ()  # a school's synonyms
    renewed_since: date | None = None  # only companies of which something changed from this day on

    @cached_property
    def asked(self) -> Asked:
        return understand(self.q, dict(self.own_words))

    @cached_property
    def around(self) -> around.Around | None:
        """Raises UnknownPlace."""
        return around.find(self.near) if self.near.strip() else None

    @property
    def by(self) -> Order:
        """Without a place there is no distance."""
        if self.around is None or self.around.latitude is None:
            return Order.RELEVANCE
        return self.order or Order.DISTANCE

    @property
    def reach(self) -> float | None:
        return None if self.radius_km is None else min(max(self.radius_km, 0.0), RADIUS_LIMIT)

    @property
    def is_empty(self) -> bool:
        """Nothing to order by: all companies in the order in which they were indexed."""
        return not (self.asked.groups or self.crebo or self.around)

    @property
    def demands(self) -> list[tuple[int, bool]]:
        """What counts before anything is counted: erkend, when that was asked."""
        return [(PROGRAMMES, False)] if self.is_vetted else []

    def but(self, **changes: Any) -> "Question":
        return replace(self, **changes)


@dataclass(frozen=True)
class Hit:
    company: UUID
    distance_km: float | None


@dataclass(frozen=True)
class Answer:
    tally: Tally
    hits: list[Hit]

    @property
    def total(self) -> int:
        return self.tally.total


def answer(question: Question, *, page: int = 1, size: int = PAGE_SIZE) -> Answer:
    """Raises UnknownPlace when `near` is a place that we do not know."""
    _bring_up_to_date()
    sql, values = statement.write(question, today(), limit=size, offset=(page - 1) * size)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    counts = _counts([(facets, number) for part, number, facets, *_ in rows if part])
    found = sorted(((*row[3:], row[1]) for row in rows if not row[0]), key=_place_in_order)
    return Answer(tally(counts, question.choice), _hits(found))


def _bring_up_to_date() -> None:
    """One company that cannot be renewed must not stop the search of all.

    Its rows know their own days; only what is counted per company is a day behind.
    """
    try:
        index.bring_up_to_date()
    except Exception:
        logger.exception("the index could not be brought up to date")


def _counts(rows: Sequence[tuple[int | str | None, int]]) -> Iterable[tuple[int, int]]:
    """How often each combination of filters occurs; SQLite hands them over as one text."""
    counted: Counter[int] = Counter()
    for facets, number in rows:
        if isinstance(facets, int):
            counted[facets] += number
        else:
            counted.update({int(one): n for one, n in Counter((facets or "").split()).items()})
    return counted.items()


def total(question: Question) -> int:
    return answer(question, size=0).total


def _place_in_order(row: Sequence[Any]) -> tuple[Any, ...]:
    """As the statement orders: the database may hand the rows of a union in any order."""
    rank, distance, name, number = row
    return rank, distance is None, distance, name, number


def _hits(found: Sequence[Sequence[Any]]) -> list[Hit]:
    numbers = [row[-1] for row in found]
    rows = SearchCompany.objects.filter(pk__in=numbers).values_list("pk", "company")
    companies = dict(rows)
    return [Hit(companies[number], _km(distance)) for _, distance, _, number in found]


def _km(distance: float | None) -> float | None:
    return None if distance is None else round(around.kilometres(distance), 1)
