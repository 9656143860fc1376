"""Write a leerbedrijf and its programmes. Commands and imports call this; no page does yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import override

from placements.companies.models import CompanyProgramme, TrainingCompany
from placements.companies.signals import companies_changed
from placements.companies.words import plain


@dataclass(frozen=True)
class Programme:
    """A programme as a source names it."""

    name: str
    crebo: str = ""
    pathway: str = ""
    level: int | None = None
    accredited_until: date | None = None


@transaction.atomic
def register(*, programmes: Iterable[Programme] = (), **facts: Any) -> TrainingCompany:
    """Make or, when its `id` or `leerbedrijf_id` is known, replace a company and its programmes."""
    company = _known(facts) or TrainingCompany()
    for name, value in facts.items():
        setattr(company, name, value)
    offered = list(programmes)
    company.leerbedrijf_id = company.leerbedrijf_id or None
    company.postcode = company.postcode.replace(" ", "").upper()
    company.place_plain = plain(company.place)
    company.search_text = _search_text(company, offered)
    company.full_clean()
    company.save()
    company.programmes.all().delete()
    CompanyProgramme.objects.bulk_create(
        CompanyProgramme(company=company, **vars(programme)) for programme in offered
    )
    companies_changed.send(TrainingCompany, companies=[company.pk])
    return company


def _known(facts: dict[str, Any]) -> TrainingCompany | None:
    if identity := facts.get("id"):
        return TrainingCompany.objects.select_for_update().filter(pk=identity).first()
    if number := facts.get("leerbedrijf_id"):
        companies = TrainingCompany.objects.select_for_update()
        return companies.filter(leerbedrijf_id=number).first()
    return None


def _search_text(company: TrainingCompany, programmes: list[Programme]) -> str:
    with override("nl"):  # the stored words do not depend on who registers
        sector = company.get_sector_display() if company.sector else ""
    parts = [company.name, company.place, company.trades, str(sector)]
    parts += [company.leerbedrijf_id or "", company.postcode]
    for programme in programmes:
        parts += [programme.name, programme.crebo]
    # Each word once: a company with ninety programmes stays short to read through.
    return " ".join(dict.fromkeys(plain(" ".join(parts)).split()))
