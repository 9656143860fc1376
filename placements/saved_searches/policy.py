"""Searches are the student's own: nobody of a school, no company and no other student has them."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from placements.saved_searches.models import SavedSearch, SavedSearchQuerySet
from stagebaken.accounts.models import User


def searches_of(user: User) -> SavedSearchQuerySet:
    return SavedSearch.objects.of(user)


def own_search(user: User, search_id: UUID) -> SavedSearch:
    found: SavedSearch = get_object_or_404(searches_of(user), pk=search_id)
    return found
