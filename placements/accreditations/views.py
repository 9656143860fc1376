"""/stages/controle/: is this leerbedrijf erkend for this programme on that day?"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from placements.accreditations.bpv import bpv_services
from placements.accreditations.forms import IdentifyForm, VerifyForm
from placements.accreditations.models import Programme
from stagebaken.web.days import today


@require_safe
@login_not_required
def verify(request: HttpRequest) -> HttpResponse:
    """Answer in the address itself, so that the answer can be kept and shown to others."""
    asked = request.GET if "crebo" in request.GET else None
    form = VerifyForm(asked, initial={"day": today(), **request.GET.dict()})
    context: dict[str, object] = {"form": form, "section": "search"}
    if form.is_valid():
        facts = form.cleaned_data
        services = bpv_services()
        context |= {
            "is_answered": True,
            "is_erkend": services.verify(**facts),
            "details": services.details(leerbedrijf_id=facts["leerbedrijf_id"], day=facts["day"]),
            "programme": Programme.objects.filter(crebo=facts["crebo"]).first(),
            "day": facts["day"],
        }
    return render(request, "accreditations/verify.html", context)


@require_safe
@login_not_required
def identify(request: HttpRequest) -> HttpResponse:
    """Find the number of a company by its name and postcode."""
    form = IdentifyForm(request.GET or None)
    context: dict[str, object] = {"form": form, "section": "search"}
    if form.is_valid():
        context["found"] = bpv_services().identify(**form.cleaned_data, day=today())
        context["is_answered"] = True
    return render(request, "accreditations/identify.html", context)
