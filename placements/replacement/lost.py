"""Whether students can stay at a company, as far as the register and the school itself say."""

from datetime import date
from uuid import UUID

from placements.accreditations.models import Accreditation, SchoolApproval, Status
from placements.companies.models import TrainingCompany
from placements.measures.reading import closed_to
from schools.registry.models import School, Sector


def has_lost_its_standing(school: School, company_id: UUID, day: date) -> bool:
    """Gone from the register, or no longer recognised: by SBB, and in the hbo by the school.

    For a suspension or withdrawal that still has to begin it says so as well.
    """
    if TrainingCompany.objects.filter(pk=company_id, ended_on__isnull=False).exists():
        return True
    if school.sector == Sector.MBO:
        rows = Accreditation.objects.filter(company=company_id)
        said = set(rows.lasting(day).values_list("status", flat=True))
        return bool(said - {Status.ACTIVE}) or (not said and rows.exists())
    approvals = SchoolApproval.objects.filter(school=school, company=company_id)
    taken_back = approvals.filter(withdrawn_on__isnull=False).exists()
    return taken_back and not approvals.valid(day).exists()


def places_nobody(school: School, company_id: UUID, day: date) -> bool:
    """The school's own decision. Attack: whoever is told why learns of it; say only what to do."""
    return company_id in closed_to(school, day)
