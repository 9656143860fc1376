"""/studenten/<school>/evaluaties/: what coordinators read. No student's answers but one."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from placements.agreements.models import Placement
from placements.evaluations import figures, policy, trainers
from placements.evaluations.mails import address_of
from placements.evaluations.models import Evaluation
from placements.evaluations.showing import trainer_facts
from placements.protection.floors import RATE_FROM
from schools.registry.models import School
from schools.students.access import of_coordinators, person
from schools.students.models import school_year

PAGE_SIZE = 50


@require_safe
@of_coordinators
def overview(request: HttpRequest, school: School) -> HttpResponse:
    years = figures.years()
    asked = request.GET.get("jaar", "")
    year = int(asked) if asked in map(str, years) else next(iter(years), None)
    context = {
        "school": school,
        "year": school_year(year) if year else "",
        "blocks": figures.of_school(school, year) if year else [],
        "floor": RATE_FROM,
        "views": [
            {"label": school_year(one), "url": f"?jaar={one}", "is_current": one == year}
            for one in years
        ],
    }
    return render(request, "evaluations/school.html", context)


@require_safe
@of_coordinators
def placements(request: HttpRequest, school: School) -> HttpResponse:
    readable = Evaluation.objects.only(*policy.COORDINATOR_READS)
    rows = (
        policy.of_school(person(request), school)
        .select_related("trainer_evaluation")
        .prefetch_related(Prefetch("evaluation", queryset=readable))
        .order_by("-ended_on", "pk")
    )
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page", "1"))
    return render(request, "evaluations/placements.html", {"school": school, "page": page})


@require_safe
@of_coordinators
def one(request: HttpRequest, school: School, placement_id: UUID) -> HttpResponse:
    placement = policy.school_placement(person(request), school, placement_id)
    years = figures.years()
    company = placement.company
    context = {
        "school": school,
        "placement": placement,
        "evaluation": Evaluation.objects.only(*policy.COORDINATOR_READS)
        .filter(placement=placement)
        .first(),
        "trainer": getattr(placement, "trainer_evaluation", None),
        "facts": trainer_facts(placement),
        "can_ask": _can_ask(placement),
        "figures": figures.of_company(company, years[0]) if company and years else None,
        "floor": RATE_FROM,
    }
    return render(request, "evaluations/placement.html", context)


def _can_ask(placement: Placement) -> bool:
    held = getattr(placement, "trainer_evaluation", None)
    return bool(held and trainers.may_get_one(held) and address_of(placement))


@require_POST
@of_coordinators
def ask(request: HttpRequest, school: School, placement_id: UUID) -> HttpResponse:
    placement = policy.school_placement(person(request), school, placement_id)
    try:
        trainers.ask_anew(by=person(request), placement=placement)
    except trainers.NotPossible:
        messages.error(request, _("Dat kan nu niet meer. Kijk hieronder hoe het nu is."))
    else:
        messages.success(
            request, _("Er gaat een nieuwe link naar de praktijkopleider. De oude werkt niet meer.")
        )
    return redirect("school_evaluations:one", code=school.code, placement_id=placement.pk)
