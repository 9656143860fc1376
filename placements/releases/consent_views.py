"""/uitkomsten/scholen/<code>/openbaar/: what a school makes public; its administrator decides."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from placements.releases import consenting, policy, public
from placements.releases.access import of_school, person
from placements.releases.forms import NOTHING, ConsentForm
from placements.releases.models import SchoolConsent
from schools.registry.models import School
from stagebaken.web.days import today


@require_http_methods(["GET", "HEAD", "POST"])
@of_school
def page(request: HttpRequest, school: School) -> HttpResponse:
    consents = list(SchoolConsent.objects.filter(school=school))
    now = next((one for one in consents if one.withdrawn_on is None), None)
    if request.method == "POST":
        policy.require_may_consent(person(request), school)
        form = ConsentForm(request.POST)
        if form.is_valid():
            _decide(request, school, form.cleaned_data["covers"])
            return redirect("releases:consent", code=school.code)
    else:
        form = ConsentForm(initial={"covers": now.covers if now else NOTHING})
    context: dict[str, Any] = {
        "school": school,
        "consent": now,
        "history": consents,
        "form": form,
        "may_consent": policy.may_consent(person(request), school),
        "public_releases": public.releases_of(school),
        "origin_from": policy.ORIGIN_FROM,
    }
    status = 422 if form.errors else 200
    return render(request, "releases/consent.html", context, status=status)


def _decide(request: HttpRequest, school: School, covers: str) -> None:
    by = person(request)
    if covers == NOTHING:
        consenting.withdraw(by=by, school=school, day=today())
        messages.success(request, _("Vastgelegd. Nieuwe cijfers zijn niet openbaar."))
    else:
        consenting.give(by=by, school=school, covers=SchoolConsent.Covers(covers), day=today())
        messages.success(request, _("Vastgelegd. Deze cijfers zijn nu openbaar."))
