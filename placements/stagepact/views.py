"""/uitkomsten/scholen/<code>/stagepact/: what a school does, and what it says of itself."""

import functools
from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from placements.cohorts.years import year_of
from placements.releases.spreadsheet import spreadsheet
from placements.stagepact import actions, policy, reading
from placements.stagepact.forms import AssessmentForm, EffortForm
from placements.stagepact.models import Effort, SelfAssessment
from schools.registry.models import School
from schools.students.models import school_year
from schools.teams.actions import RuleBroken
from stagebaken.accounts.models import User
from stagebaken.web.days import today

FORM_METHODS = ["GET", "HEAD", "POST"]
View = Callable[..., HttpResponseBase]


def of_school(view: View) -> View:
    """Give the view a school whose monitor this user keeps; another one is 404."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponseBase:
        school: School = get_object_or_404(policy.schools_of(_person(request)), code=code)
        return view(request, school, **kwargs)

    return wrapped


def _person(request: HttpRequest) -> User:
    return cast("User", request.user)


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@require_safe
@of_school
def home(request: HttpRequest, school: School) -> HttpResponse:
    year = school_year(year_of(today()))
    context = {"school": school, "monitor": reading.monitor(school, today()), "year": year}
    return render(request, "stagepact/home.html", context)


@require_http_methods(FORM_METHODS)
@of_school
def write(request: HttpRequest, school: School, effort_id: UUID | None = None) -> HttpResponse:
    effort = None if effort_id is None else _effort(school, effort_id)
    start = {"task": request.GET.get("taak"), "starts_on": today()}
    form = EffortForm(_sent(request), instance=effort, initial=start if effort is None else None)
    if request.method == "POST" and form.is_valid():
        try:
            _write(request, school, effort_id, form)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Bewaard."))
            return redirect("stagepact:home", code=school.code)
    context = {"school": school, "form": form, "effort": effort}
    return render(request, "stagepact/write.html", context, status=_status(form))


def _write(request: HttpRequest, school: School, effort_id: UUID | None, form: EffortForm) -> None:
    if effort_id is None:
        actions.write(by=_person(request), school=school, fields=form.chosen())
    else:
        effort = _effort(school, effort_id)
        actions.change(by=_person(request), effort=effort, fields=form.chosen())


@require_http_methods(FORM_METHODS)
@of_school
def take_off(request: HttpRequest, school: School, effort_id: UUID) -> HttpResponse:
    effort = _effort(school, effort_id)
    if request.method == "POST":
        actions.take_off(by=_person(request), effort=effort)
        messages.success(request, _("Weggehaald."))
        return redirect("stagepact:home", code=school.code)
    return render(request, "stagepact/take_off.html", {"school": school, "effort": effort})


@require_http_methods(FORM_METHODS)
@of_school
def assess(request: HttpRequest, school: School) -> HttpResponse:
    newest = SelfAssessment.objects.filter(school=school).first()
    form = AssessmentForm(_sent(request), levels=newest.levels if newest else None)
    if request.method == "POST" and form.is_valid():
        actions.assess(by=_person(request), school=school, levels=form.cleaned_data)
        messages.success(request, _("Bewaard. Alleen jullie school ziet dit."))
        return redirect("stagepact:home", code=school.code)
    year = school_year(year_of(today()))
    context = {"school": school, "form": form, "year": year}
    return render(request, "stagepact/assess.html", context, status=_status(form))


@require_safe
@of_school
def export(request: HttpRequest, school: School, kind: str) -> HttpResponse:
    """The own file, or the one without names for the Kennispunt."""
    kinds = {
        "eigen": (reading.rows, reading.COLUMNS),
        "anoniem": (reading.anonymous_rows, reading.ANONYMOUS_COLUMNS),
    }
    if kind not in kinds:
        raise Http404
    rows, columns = kinds[kind]
    response = HttpResponse(spreadsheet(rows(school), columns), "text/csv; charset=utf-8")
    # The anonymous file names no school, in its name either.
    name = f"stagepact-{school.code}.csv" if kind == "eigen" else "stagepact.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _effort(school: School, effort_id: UUID) -> Effort:
    found: Effort = get_object_or_404(Effort.objects.filter(school=school), pk=effort_id)
    return found


def _status(form: forms.BaseForm) -> int:
    return 422 if form.errors else 200
