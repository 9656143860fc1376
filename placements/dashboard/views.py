"""/leerbedrijf/: where a company's contact person begins."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from placements.companies.models import TrainingCompany
from placements.contacts import policy
from placements.contacts.access import of_own_company, person
from placements.contacts.models import CompanyContact
from placements.dashboard.due import counts, due
from stagebaken.web.days import today


@require_safe
def companies(request: HttpRequest) -> HttpResponse:
    """The companies of this contact; with one, straight to it. For anybody else there is none."""
    own = list(policy.companies_of(person(request)))
    if len(own) == 1:
        return redirect("dashboard:home", company_id=own[0].pk)
    if not own and not CompanyContact.objects.filter(user=person(request)).exists():
        raise Http404
    day = today()
    rows = [(company, len(due(company, day))) for company in own]
    return render(request, "dashboard/companies.html", {"rows": rows})


@require_safe
@of_own_company
def home(request: HttpRequest, company: TrainingCompany) -> HttpResponse:
    day = today()
    context = {"company": company, "due": due(company, day), "counts": counts(company, day)}
    return render(request, "dashboard/home.html", context)
