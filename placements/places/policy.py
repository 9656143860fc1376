"""Which places somebody may maintain: those of their own companies; all others are 404."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from placements.contacts.policy import own_company
from placements.places.models import TrainingPlace
from stagebaken.accounts.models import User


def own_place(user: User, company_id: UUID, place_id: UUID) -> TrainingPlace:
    company = own_company(user, company_id)
    places = TrainingPlace.objects.for_pages().select_related("company", "programme")
    return get_object_or_404(places, pk=place_id, company=company)
