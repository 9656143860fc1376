"""The message in which places are proposed."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from placements.companies.models import TrainingCompany


def proposal_text(companies: Sequence[TrainingCompany], words: str) -> str:
    """The member's own words first, then each place with the address of its public page."""
    lines = [words.strip()] if words.strip() else [_("Misschien is een van deze plekken iets?")]
    lines += [f"• {line_of(company)}" for company in companies]
    lines.append(_("Bovenaan je dossier kun je per plek zeggen wat je ervan vindt."))
    return "\n".join(lines)


def line_of(company: TrainingCompany) -> str:
    address = settings.PUBLIC_ADDRESS + reverse("profiles:company", args=[company.pk])
    return (
        f"{company.name}, {company.place}: {address}"
        if company.place
        else (f"{company.name}: {address}")
    )
