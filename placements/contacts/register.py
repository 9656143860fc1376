"""Find a company to invite: by name, place or leerbedrijf-ID, whether or not it is erkend."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact

LIMIT = 20  # companies on the page; who sees more writes a longer name
WORDS = 6
SHORTEST = 2  # letters; one letter finds half the register


def find(text: str) -> QuerySet[TrainingCompany]:
    """Companies in which every word occurs; `has_contact` says whether somebody maintains them."""
    words = [word for word in text.replace("\x00", "").split() if len(word) >= SHORTEST]
    found = TrainingCompany.objects.filter(ended_on__isnull=True)
    if not words:
        return found.none()
    for word in words[:WORDS]:
        found = found.filter(_has(word))
    contacts = CompanyContact.objects.active().filter(company=OuterRef("pk"))
    return found.annotate(has_contact=Exists(contacts)).order_by("name", "place", "pk")


def _has(word: str) -> Q:
    number = word.replace("-", "")
    if number.isascii() and number.isdigit() and len(number) >= 3:
        return Q(leerbedrijf_id__startswith=number) | _in_words(word)
    return _in_words(word)


def _in_words(word: str) -> Q:
    """SQLite knows capitals of a-z alone: `é` and `É` are asked for one by one."""
    found = Q()
    forms = {word.lower(), word.upper(), word.capitalize()}
    for form in {word} if word.isascii() else forms | {word}:
        for field in ("name", "other_names", "place"):
            found |= Q(**{f"{field}__icontains": form})
    return found
