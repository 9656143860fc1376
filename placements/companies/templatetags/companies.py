"""What a result says about a company, from the programmes already read."""

from datetime import date

from django import template

from placements.companies.models import TrainingCompany

register = template.Library()


@register.filter
def accredited_names(company: TrainingCompany, day: date) -> list[str]:
    """Name the programmes for which the company is erkend on this day, each once."""
    programmes = company.programmes.all()
    return list(dict.fromkeys(item.name for item in programmes if item.is_accredited(day)))
