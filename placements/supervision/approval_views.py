"""/leerbedrijf/goedkeuring/: a hbo school says which companies it approves for its students."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from placements.accreditations import approvals
from placements.accreditations.actions import RuleBroken
from placements.accreditations.bpv import bpv_services
from placements.accreditations.models import SchoolApproval
from placements.companies.models import TrainingCompany
from placements.supervision import policy
from placements.supervision.access import of_hbo_school, person, sent
from placements.supervision.forms import ApprovalForm, FindForm, WithdrawalForm
from schools.registry.models import School
from stagebaken.web.days import today

PAGE_SIZE = 50


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    schools = list(approvals.schools_of(person(request)))
    if not schools:
        raise Http404
    if len(schools) == 1:
        return redirect("approvals:overview", code=schools[0].code)
    return render(request, "supervision/schools.html", {"schools": schools})


@require_safe
@of_hbo_school
def overview(request: HttpRequest, school: School) -> HttpResponse:
    form = FindForm(request.GET if "q" in request.GET else None)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    rows = SchoolApproval.objects.filter(school=school).select_related("company", "programme")
    context = {
        "school": school,
        "form": form,
        "asked": asked,
        "found": bpv_services().search(text=asked, day=today()) if asked else [],
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page", "1")),
        "day": today(),
    }
    return render(request, "supervision/approvals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_hbo_school
def approve(request: HttpRequest, school: School, company_id: UUID) -> HttpResponse:
    company = get_object_or_404(TrainingCompany, pk=company_id)
    policy.require_no_stake(person(request), company.pk)
    form = ApprovalForm(sent(request), initial={"day": today()})
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        days = {"valid_from": facts.pop("day"), "valid_until": facts.pop("until")}
        try:
            approvals.approve(by=person(request), school=school, company=company, **days, **facts)
        except RuleBroken:
            form.add_error("day", _("Voor deze dagen heeft je school dit bedrijf al goedgekeurd."))
        else:
            messages.success(request, _("Je school heeft dit bedrijf goedgekeurd."))
            return redirect("approvals:overview", code=school.code)
    context = {"school": school, "company": company, "form": form}
    return render(request, "supervision/approve.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_hbo_school
def withdraw(request: HttpRequest, school: School, approval_id: int) -> HttpResponse:
    rows = SchoolApproval.objects.filter(school=school).select_related("company", "programme")
    approval: SchoolApproval = get_object_or_404(rows, pk=approval_id)
    form = WithdrawalForm(sent(request))
    context = {"school": school, "approval": approval, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "supervision/withdraw.html", context)
    reason = form.cleaned_data["reason"]
    if "confirmed" not in request.POST:
        hidden = [("reason", reason), ("confirmed", "1")]
        return render(request, "supervision/confirm_withdrawal.html", context | {"hidden": hidden})
    try:
        approvals.withdraw(by=person(request), approval=approval, reason=reason)
    except RuleBroken:
        messages.error(request, _("Deze goedkeuring was al voorbij."))
    else:
        messages.success(request, _("De goedkeuring is ingetrokken."))
    return redirect("approvals:overview", code=school.code)
