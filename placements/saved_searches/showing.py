"""A saved search as its student reads it."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count

from placements.commitments.models import Commitment
from placements.saved_searches import shapes
from placements.saved_searches.models import Find, SavedSearch, SavedSearchQuerySet

SHOWN_MOST = 50  # of what is new on one page; the list of the search itself has the rest


@dataclass(frozen=True)
class Row:
    """A line of the list."""

    id: UUID
    name: str
    about: list[str]
    asked: str
    is_paused: bool
    can_be_asked: bool
    saved_on: date
    fresh: int


@dataclass(frozen=True)
class Fresh:
    """A company, with the open places of it that are new; none: the company itself is."""

    company: UUID
    name: str
    where: str
    since: date
    places: list[str] = field(default_factory=list)


def rows(searches: SavedSearchQuerySet) -> list[Row]:
    promises = shapes.promises()
    found = list(searches.defer("known"))
    counted = Find.objects.filter(search__in=found).order_by().values_list("search")
    fresh = dict(counted.annotate(total=Count("pk")))
    return [row(one, fresh.get(one.pk, 0), promises) for one in found]


def row(search: SavedSearch, fresh: int, promises: list[Commitment] | None = None) -> Row:
    form = shapes.read_text(search.asked, promises)
    return Row(
        id=search.pk,
        name=search.name,
        about=shapes.described(form) if form else [],
        asked=search.asked,
        is_paused=search.is_paused,
        can_be_asked=form is not None,
        saved_on=search.saved_on,
        fresh=fresh,
    )


def fresh_of(search: SavedSearch) -> tuple[list[Fresh], int]:
    """What is new, the newest first, and the last id of it."""
    finds = list(search.finds.select_related("company", "place")[:SHOWN_MOST])
    found: dict[UUID, Fresh] = {}
    for find in finds:
        company = find.company
        one = found.setdefault(
            company.pk, Fresh(company.pk, company.name, company.place, find.found_on)
        )
        if find.place:
            one.places.append(find.place.title)
    return list(found.values()), max((find.pk for find in finds), default=0)
