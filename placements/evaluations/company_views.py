"""/leerbedrijf/<id>/evaluaties/: what a company reads of its own students' evaluations."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from placements.companies.models import TrainingCompany
from placements.contacts.access import of_own_company
from placements.evaluations import figures
from placements.protection.floors import RATE_FROM


@require_safe
@of_own_company
def overview(request: HttpRequest, company: TrainingCompany) -> HttpResponse:
    years = figures.years()
    context = {
        "company": company,
        "figures": figures.of_company(company, years[0]) if years else None,
        "floor": RATE_FROM,
    }
    return render(request, "evaluations/company.html", context)
