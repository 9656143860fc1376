"""What other rooms show of commitments: the public list, and short labels."""

from typing import Any

from django import template

from placements.commitments import showing
from placements.companies.models import TrainingCompany
from stagebaken.web.days import today

register = template.Library()


@register.inclusion_tag("commitments/_commitments.html")
def commitments(company: TrainingCompany) -> dict[str, Any]:
    """List what a company promised, with status, date, who checked it, and the history."""
    return {"cards": showing.cards(company, today()), "company": company}


@register.inclusion_tag("commitments/_labels.html")
def commitment_labels(promised: int, checked: int = 0) -> dict[str, Any]:
    """Show the masks of the search index as short labels."""
    return {"labels": showing.labels(promised or 0, checked or 0)}
