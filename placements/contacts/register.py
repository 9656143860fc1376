"""Find a company to invite: by name, place or leerbedrijf-ID, whether or not it is erkend."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from placements.companies.models import TrainingCompany
from placements.companies.words import pattern, plain
from placements.contacts.models import CompanyContact

LIMIT = 20  # companies on the page; who sees more writes a longer name
WORDS = 6
SHORTEST = 2  # letters; one letter finds half the register
# What the rooms above know that makes a question cheap. It changes no answer: the expression of a
# word is tried on what is left.
_narrowings: list[Callable[[str], Q]] = []
_WRITTEN = Concat("name", Value(" "), "other_names", Value(" "), "place")


def narrow_by(narrowing: Callable[[str], Q]) -> None:
    _narrowings.append(narrowing)


def find(text: str) -> QuerySet[TrainingCompany]:
    """Companies in which every word occurs; `has_contact` says whether somebody maintains them."""
    words = [word for word in text.split() if len(plain(word).replace(" ", "")) >= SHORTEST]
    found = TrainingCompany.objects.filter(ended_on__isnull=True)
    if not words:
        return found.none()
    found = found.alias(written=_WRITTEN)
    for word in words[:WORDS]:
        found = found.filter(_has(word))
    contacts = CompanyContact.objects.active().filter(company=OuterRef("pk"))
    return found.annotate(has_contact=Exists(contacts)).order_by("name", "place", "pk")


def _has(word: str) -> Q:
    named = Q(written__iregex=pattern(word))
    for narrowing in _narrowings:
        named = narrowing(word) & named
    number = word.replace("-", "")
    if number.isascii() and number.isdigit() and len(number) >= 3:
        return Q(leerbedrijf_id__startswith=number) | named
    return named
