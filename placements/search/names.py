"""Letters anywhere in what a company is called and where it is, without reading every company."""

from django.db.models import Q

from placements.companies.words import squeezed
from placements.search.models import SearchCompany


def holding(word: str) -> Q:
    """Companies in which this word may occur; all in which it does are among them."""
    found = SearchCompany.objects.filter(written__contains=squeezed(word))
    return Q(pk__in=found.values("company"))
