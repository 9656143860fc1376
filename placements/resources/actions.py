"""Note that a company completed a resource, or take the note away."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from placements.contacts import policy
from placements.resources.catalogue import Resource
from placements.resources.models import CompletedResource
from stagebaken.accounts.models import User
from stagebaken.web.days import today


class NotYet(ValueError):
    """Nobody has completed anything tomorrow."""


@transaction.atomic
def complete(*, by: User, company_id: UUID, resource: Resource, day: date) -> None:
    """Keep the day; a later note takes the place of the earlier one."""
    _require_contact(by, company_id)
    if day > today():
        raise NotYet
    CompletedResource.objects.update_or_create(
        company_id=company_id, code=resource.code, defaults={"completed_on": day}
    )


@transaction.atomic
def undo(*, by: User, company_id: UUID, resource: Resource) -> None:
    _require_contact(by, company_id)
    CompletedResource.objects.filter(company_id=company_id, code=resource.code).delete()


def _require_contact(by: User, company_id: UUID) -> None:
    if not policy.companies_of(by).filter(pk=company_id).exists():
        raise PermissionDenied
