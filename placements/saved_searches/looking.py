"""What a search finds now, and what of it was never found before.

A night asks only about companies of which something changed since the last look: what did not
change cannot be found anew. Whether a company is new, the row of what was known decides, so that it
does not matter why it is found now: a place opened, a recognition began, a promise was made.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from placements.companies.words import plain
from placements.places.models import TrainingPlace
from placements.saved_searches import shapes
from placements.saved_searches.known import key, pack, unpack
from placements.saved_searches.models import Find, SavedSearch
from placements.search.around import UnknownPlace
from placements.search.engine import Question, answer
from placements.search.models import SearchCompany

FOUND_MOST = 2_000  # companies of a search that can be kept: more is no search but the register
BATCH = 500  # rows in one insert


class TooWide(ValueError):
    """The search finds more companies than one can keep an eye on."""


@dataclass(frozen=True)
class Found:
    """Companies that answer today, and of each the open places that do."""

    companies: list[UUID] = field(default_factory=list)
    places: dict[UUID, UUID] = field(default_factory=dict)  # the place: its company

    @property
    def keys(self) -> set[bytes]:
        return {key(one) for one in (*self.companies, *self.places)}


def all_of(question: Question, day: date) -> Found:
    """Raises TooWide, or UnknownPlace."""
    found = answer(question, size=FOUND_MOST)
    if found.total > FOUND_MOST:
        raise TooWide
    return _with_places(question, [hit.company for hit in found.hits], day)


def look(search: SavedSearch, day: date) -> list[Find]:
    """What appeared since the last look, kept and given. The caller has locked the row."""
    question = shapes.question(search.asked)
    finds: list[Find] = []
    if question is not None and _is_any_renewed(search.checked_on):
        finds = _fresh(search, question.but(renewed_since=search.checked_on), day)
    search.checked_on = day
    search.save(update_fields=["checked_on", "known"])
    Find.objects.bulk_create(finds, batch_size=BATCH, ignore_conflicts=True)
    return finds


def _is_any_renewed(day: date) -> bool:
    return SearchCompany.objects.filter(renewed_on__gte=day).exists()


def _fresh(search: SavedSearch, question: Question, day: date) -> list[Find]:
    try:
        hits = answer(question, size=FOUND_MOST).hits
    except UnknownPlace:  # its last company left: there is nothing to find
        return []
    found = _with_places(question, [hit.company for hit in hits], day)
    known = unpack(search.known)
    companies = [one for one in found.companies if key(one) not in known]
    fresh = set(companies)
    places = [
        (place, company)
        for place, company in found.places.items()
        if key(place) not in known and company not in fresh  # of a new company it says no more
    ]
    search.known = pack(known | found.keys)
    finds = [Find(search=search, company_id=one, found_on=day) for one in companies]
    return finds + [
        Find(search=search, company_id=company, place_id=place, found_on=day)
        for place, company in places
    ]


def _with_places(question: Question, companies: list[UUID], day: date) -> Found:
    open_places = TrainingPlace.objects.open(day).select_related("programme", "company")
    places: dict[UUID, UUID] = {}
    for start in range(0, len(companies), BATCH):
        rows = open_places.filter(company__in=companies[start : start + BATCH]).order_by()
        places |= {one.pk: one.company_id for one in rows if answers(one, question)}
    return Found(companies, places)


def answers(place: TrainingPlace, question: Question) -> bool:
    """Whether an open place of a company that was found is itself what was asked for.

    A receptionist's place at a hotel is no news to who looks for a kitchen.
    """
    choice, programme = question.choice, place.programme
    crebo, level = (programme.crebo, programme.level) if programme else ("", place.level)
    return (
        (not question.crebo or question.crebo == crebo)
        and (not choice.pathways or place.pathway in choice.pathways)
        and (not choice.levels or level in choice.levels)
        and _says(place, question)
    )


def _says(place: TrainingPlace, question: Question) -> bool:
    """Of every word that was typed a meaning occurs, in the place or in its company's name."""
    words = _words(place)
    return all(
        any(
            word.startswith(term.word) if term.is_start else word == term.word
            for term in group
            for word in words
        )
        for group in question.asked.groups
    )


def _words(place: TrainingPlace) -> Iterable[str]:
    company, programme = place.company, place.programme
    taught = (programme.name, programme.dossier, programme.keywords) if programme else ()
    own = (place.title, place.programme_text, place.pathway, *taught)
    theirs = (company.name, company.other_names, company.place, company.postcode)
    return plain(" ".join((*own, *theirs))).split()
