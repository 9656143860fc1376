"""Suggestions while somebody types: companies, programmes and places."""

from typing import Any

from django.db.models import Q

from placements.accreditations.models import Programme, ProgrammeKind
from placements.companies.models import TrainingCompany
from placements.companies.words import LENGTH_LIMIT, pattern, plain
from placements.geography.models import Locality
from placements.geography.names import key_of
from placements.geography.own_places import own_places
from placements.search import vocabulary
from placements.search.engine import Order, Question, answer
from placements.search.models import SearchCompany
from placements.search.words import telling

LIMIT = 8  # of each kind
START = 2  # letters before the first suggestion


def companies(typed: str) -> list[TrainingCompany]:
    """Companies that look like what was typed, erkend or not; the best first."""
    if len(plain(typed[:LENGTH_LIMIT])) < START:
        return []
    hits = answer(Question(q=typed, order=Order.RELEVANCE), size=LIMIT).hits
    found = TrainingCompany.objects.in_bulk([hit.company for hit in hits])
    return [found[hit.company] for hit in hits if hit.company in found]


def programmes(typed: str) -> list[dict[str, Any]]:
    """Programmes of the mbo by their name, words or crebo."""
    words = telling(plain(typed[:LENGTH_LIMIT]).split())
    found = Programme.objects.filter(kind=ProgrammeKind.KWALIFICATIE, ended_on__isnull=True)
    for word in words:
        found = found.filter(
            Q(name__iregex=pattern(word))
            | Q(keywords__iregex=pattern(word))
            | Q(crebo__startswith=word)
        )
    if not words or len("".join(words)) < START:
        return []
    rows = found.order_by("name", "level", "crebo").values_list("crebo", "name", "level")
    return [{"crebo": crebo, "name": name, "level": level} for crebo, name, level in rows[:LIMIT]]


def places(typed: str) -> list[str]:
    """Places that begin so: those of our own table, then the imported ones, the largest first."""
    key = key_of(typed[:LENGTH_LIMIT])
    if len(key) < START:
        return []
    own = [one.name for one in own_places() if key_of(one.name).startswith(key)]
    found = Locality.objects.filter(key__startswith=key).order_by("-postcodes", "key")
    known = {key_of(name) for name in own}
    imported = [one for one in found.values_list("key", flat=True)[:LIMIT] if one not in known]
    return [*sorted(own), *(name.title() for name in dict.fromkeys(imported))][:LIMIT]


def meant_places(typed: str) -> list[str]:
    """Places that are one or two letters away from what was typed, the nearest ones."""
    key = key_of(typed[:LENGTH_LIMIT])
    named = {key_of(one.name): one.name for one in own_places()}
    others = {*Locality.objects.values_list("key", flat=True).distinct()}
    others |= set(SearchCompany.objects.values_list("place", flat=True).distinct())
    near = vocabulary.nearest(key, [*named, *(others - named.keys())])
    return [named.get(one, one.title()) for one in near]
