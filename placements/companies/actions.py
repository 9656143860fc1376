"""Write down a leerbedrijf, one at a time; imports have their own way for many."""

from typing import Any

from django.db import transaction

from placements.companies.models import TrainingCompany
from placements.companies.signals import companies_changed


@transaction.atomic
def register(**facts: Any) -> TrainingCompany:
    """Make a company or, when its `id` or `leerbedrijf_id` is known, change these facts of it."""
    company = _known(facts) or TrainingCompany()
    for name, value in facts.items():
        setattr(company, name, value)
    company.leerbedrijf_id = company.leerbedrijf_id or None
    company.postcode = company.postcode.replace(" ", "").upper()
    company.full_clean()
    company.save()
    companies_changed.send(TrainingCompany, companies=[company.pk])
    return company


def _known(facts: dict[str, Any]) -> TrainingCompany | None:
    if identity := facts.get("id"):
        return TrainingCompany.objects.select_for_update().filter(pk=identity).first()
    if number := facts.get("leerbedrijf_id"):
        companies = TrainingCompany.objects.select_for_update()
        return companies.filter(leerbedrijf_id=number).first()
    return None
