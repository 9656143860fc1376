"""What other rooms show of commitments beside a company's name."""

from collections.abc import Iterable
from typing import Any

from django import template

from placements.commitments.models import CompanyCommitment
from stagebaken.web.days import today

register = template.Library()


@register.inclusion_tag("commitments/_labels.html")
def commitment_labels(standing: Iterable[CompanyCommitment]) -> dict[str, Any]:
    """Name in a word what was checked and what was only promised."""
    rows, day = list(standing), today()
    checked = [one.commitment.short for one in rows if one.is_checked(day)]
    promised = [one.commitment.short for one in rows if not one.is_checked(day)]
    return {"checked": checked, "promised": ", ".join(promised)}
