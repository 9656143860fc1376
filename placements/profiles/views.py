"""The public page of a leerbedrijf: what it may, what it promises, and since when."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from placements.companies.models import TrainingCompany
from placements.profiles.profile import Profile
from stagebaken.web.days import today


@require_safe
@login_not_required
def company(request: HttpRequest, company_id: UUID) -> HttpResponse:
    found = get_object_or_404(TrainingCompany, pk=company_id)
    context = {"profile": Profile(found, today()), "company": found, "section": "search"}
    return render(request, "profiles/company.html", context)
