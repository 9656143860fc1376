"""/leerbedrijf/<id>/hulpmiddelen/: what helps a company further, and what it completed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from placements.companies.models import TrainingCompany
from placements.contacts.access import of_own_company, person, sent
from placements.resources import actions
from placements.resources.catalogue import BY_CODE, RESOURCES, Kind, Resource
from placements.resources.forms import CompletionForm
from placements.resources.models import CompletedResource
from stagebaken.web.days import today


@require_safe
@of_own_company
def overview(request: HttpRequest, company: TrainingCompany) -> HttpResponse:
    done = dict(
        CompletedResource.objects.filter(company=company).values_list("code", "completed_on")
    )
    groups = [
        (kind, [(one, done.get(one.code)) for one in RESOURCES if one.kind == kind])
        for kind in Kind
    ]
    context = {"company": company, "groups": groups, "badge": Kind.BADGE}
    return render(request, "resources/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_company
def complete(request: HttpRequest, company: TrainingCompany, code: str) -> HttpResponse:
    resource = _resource(code)
    form = CompletionForm(sent(request), initial={"day": today()})
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["day"]
        actions.complete(by=person(request), company_id=company.pk, resource=resource, day=day)
        messages.success(request, _("Bewaard."))
        return redirect("resources:list", company_id=company.pk)
    context = {"company": company, "resource": resource, "form": form}
    return render(request, "resources/complete.html", context)


@require_POST
@of_own_company
def undo(request: HttpRequest, company: TrainingCompany, code: str) -> HttpResponse:
    actions.undo(by=person(request), company_id=company.pk, resource=_resource(code))
    messages.success(request, _("Dit staat niet meer als afgerond."))
    return redirect("resources:list", company_id=company.pk)


def _resource(code: str) -> Resource:
    if code not in BY_CODE:
        raise Http404
    return BY_CODE[code]
