"""The printable agreement, for the three parties of that one placement. All others: 404."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from placements.agreements import policy
from placements.agreements.document import drawn, file_name
from placements.agreements.models import Agreement, Placement
from placements.applications.access import of_receivers
from placements.companies.models import TrainingCompany
from placements.contacts.access import person
from schools.registry.models import School
from schools.students.access import of_coordinators


@require_safe
def own(request: HttpRequest, placement_id: UUID, version: int) -> HttpResponse:
    return _file(policy.own_placement(person(request), placement_id), version)


@require_safe
@of_coordinators
def of_school(
    request: HttpRequest, school: School, placement_id: UUID, version: int
) -> HttpResponse:
    return _file(policy.school_placement(person(request), school, placement_id), version)


@require_safe
@of_receivers
def of_company(
    request: HttpRequest, company: TrainingCompany, reference: str, version: int
) -> HttpResponse:
    return _file(policy.company_placement(company, reference), version)


def _file(placement: Placement, version: int) -> HttpResponse:
    agreement = get_object_or_404(Agreement, placement=placement, version=version)
    agreement.placement = placement  # with its student and company: they were read together
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(agreement)}"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(drawn(agreement), content_type="application/pdf", headers=headers)
