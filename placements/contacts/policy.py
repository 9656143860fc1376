"""Which companies somebody may maintain: all others do not exist for them (404)."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from stagebaken.accounts.models import User


def companies_of(user: User) -> QuerySet[TrainingCompany]:
    mine = CompanyContact.objects.of(user)
    return TrainingCompany.objects.filter(pk__in=mine.values("company"))


def own_company(user: User, company_id: UUID) -> TrainingCompany:
    """Return the company that this user maintains; Http404 when it is another's or is none."""
    return get_object_or_404(companies_of(user), pk=company_id)
