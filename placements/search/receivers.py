"""What follows from news of the rooms below: the index is renewed in the same transaction."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from placements.accreditations.signals import accreditations_changed
from placements.commitments.signals import commitments_changed
from placements.companies.signals import companies_changed
from placements.places.signals import places_changed
from placements.search import index


@receiver(
    [companies_changed, accreditations_changed, commitments_changed, places_changed],
    dispatch_uid="search_renews",
)
def renew(companies: list[UUID], **_: Any) -> None:
    index.renew(companies)
