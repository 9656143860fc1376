"""Until when a company may answer: as it promised, or else as the product says."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from placements.commitments import catalogue
from placements.commitments.models import CompanyCommitment
from placements.companies.models import TrainingCompany
from schools.terms.working_days import Calendar


@dataclass(frozen=True)
class Term:
    on: date  # the last day of it
    is_promised: bool


def term_of(company: TrainingCompany, day: date) -> Term:
    """A promise counts on the day of the application; withdrawing it later changes no term."""
    promised = CompanyCommitment.objects.standing(day).filter(
        company=company, commitment=catalogue.ANSWER, answer_days__isnull=False
    )
    days = promised.values_list("answer_days", flat=True).first()
    if days is None:
        return Term(day + timedelta(days=settings.APPLICATION_TERM_DAYS), is_promised=False)
    return Term(Calendar().shift(day, days), is_promised=True)
