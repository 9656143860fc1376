"""/studenten/…/periodes/: when students of a cohort look for a place."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from schools.registry.models import School
from schools.students import periods
from schools.students.access import of_coordinators, person, sent
from schools.students.entries import cohort_of
from schools.students.forms import PeriodForm
from schools.students.listing import as_programme, programmes_of
from schools.students.models import PlacementPeriod, Student
from schools.teams.actions import RuleBroken
from stagebaken.web.days import today


@require_http_methods(["GET", "HEAD", "POST"])
@of_coordinators
def overview(request: HttpRequest, school: School) -> HttpResponse:
    form = _form(request, school, None)
    if request.method == "POST" and form.is_valid() and _set(request, school, form):
        messages.success(request, _("De periode staat erin."))
        return redirect("students:periods", code=school.code)
    names = dict(programmes_of(school))
    rows = [(one, _named(one, names)) for one in PlacementPeriod.objects.filter(school=school)]
    context = {
        "school": school,
        "form": form,
        "coming": [row for row in rows if row[0].cut_off >= today()],
        "past": [row for row in rows if row[0].cut_off < today()],
        "day": today(),
    }
    return render(request, "students/periods.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@of_coordinators
def change(request: HttpRequest, school: School, period_id: UUID) -> HttpResponse:
    period = _period(school, period_id)
    form = _form(request, school, period)
    if request.method == "POST" and form.is_valid() and _set(request, school, form, period):
        messages.success(request, _("Bewaard."))
        return redirect("students:periods", code=school.code)
    context = {
        "school": school,
        "period": period,
        "form": form,
        "total": Student.objects.of_period(period).enrolled(today()).count(),
    }
    return render(request, "students/period.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@of_coordinators
def remove(request: HttpRequest, school: School, period_id: UUID) -> HttpResponse:
    period = _period(school, period_id)
    if request.method == "POST":
        periods.remove_period(by=person(request), school=school, period_id=period.pk)
        messages.success(request, _("De periode is weg."))
        return redirect("students:periods", code=school.code)
    context = {"school": school, "period": period}
    return render(request, "students/remove_period.html", context)


def _period(school: School, period_id: UUID) -> PlacementPeriod:
    return get_object_or_404(PlacementPeriod.objects.filter(school=school), pk=period_id)


def _form(request: HttpRequest, school: School, period: PlacementPeriod | None) -> PeriodForm:
    initial: dict[str, Any] = {"cohort": cohort_of(today())}
    found = programmes_of(school)
    if period is not None:
        key = period.crebo or period.programme
        initial = {
            "name": period.name,
            "cohort": period.cohort,
            "programme": key,
            "search_start": period.search_start,
            "cut_off": period.cut_off,
        }
        if key and key not in dict(found):  # nobody follows it now, and the period still says so
            found = [*found, (key, key)]
    year = cohort_of(today()) or today().year
    return PeriodForm(sent(request), year=year, programmes=found, initial=initial)


def _set(
    request: HttpRequest, school: School, form: PeriodForm, period: PlacementPeriod | None = None
) -> bool:
    data = form.cleaned_data
    programme = as_programme(data["programme"])
    try:
        periods.set_period(
            by=person(request),
            school=school,
            period_id=period.pk if period else None,
            cohort=data["cohort"],
            name=data["name"],
            search_start=data["search_start"],
            cut_off=data["cut_off"],
            crebo=programme["crebo"],
            programme=programme["programme"],
        )
    except RuleBroken as refusal:
        form.add_error("name", str(refusal))
        return False
    return True


def _named(period: PlacementPeriod, names: dict[str, str]) -> str:
    key = period.crebo or period.programme
    return names.get(key, key) or _("Alle opleidingen")
