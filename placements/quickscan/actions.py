"""Fill the quickscan in. A second time on the same day takes the place of the first."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from placements.companies.models import TrainingCompany
from placements.contacts import policy
from placements.quickscan.models import QuickScan
from placements.quickscan.questions import CURRENT
from placements.quickscan.scoring import Answers, require_answers
from stagebaken.accounts.models import User
from stagebaken.web.days import today


@transaction.atomic
def fill(*, by: User, company_id: UUID, answers: Answers) -> QuickScan:
    """Keep the answers with the version of the questions that they answer."""
    require_answers(CURRENT, answers)
    company = TrainingCompany.objects.select_for_update(no_key=True).get(pk=company_id)
    if not policy.companies_of(by).filter(pk=company.pk).exists():
        raise PermissionDenied
    scan, _is_new = QuickScan.objects.update_or_create(
        company=company,
        day=today(),
        defaults={"version": CURRENT, "answers": dict(answers)},
    )
    return scan
