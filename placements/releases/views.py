"""/uitkomsten/scholen/: a school's own figures, for its team and administrator."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from placements.releases import choosing, policy, reading, showing
from placements.releases.access import of_school, person
from placements.releases.choosing import Choice
from placements.releases.spreadsheet import spreadsheet
from schools.registry.models import School
from stagebaken.web.days import today


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The own schools; who has one goes straight to it."""
    schools = list(policy.schools_of(person(request)).order_by("name"))
    if not schools:
        raise Http404
    if len(schools) == 1:
        return redirect("releases:school", code=schools[0].code)
    return render(request, "releases/schools.html", {"schools": schools})


@require_safe
@of_school
def page(request: HttpRequest, school: School) -> HttpResponse:
    choice = choosing.chosen(request.GET, choosing.releases_of(school))
    context: dict[str, Any] = {
        "school": school,
        "choice": choice,
        "jobs": showing.jobs(school),
        "coming": showing.coming(today()),
        "may_consent": policy.may_consent(person(request), school),
    }
    if choice is not None:
        context |= showing.written(choice, with_course=True)
    return render(request, "releases/school.html", context)


@require_safe
@of_school
def csv_file(request: HttpRequest, school: School) -> HttpResponse:
    choice = _choice(request, school)
    rows = list(reading.rows(choice.release, school.code))
    content = spreadsheet(rows, rows[0] if rows else ())
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"uitkomsten-{school.code}-{choosing.code(choice.release)}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@of_school
def json_file(request: HttpRequest, school: School) -> HttpResponse:
    choice = _choice(request, school)
    return JsonResponse(list(reading.rows(choice.release, school.code)), safe=False)


def _choice(request: HttpRequest, school: School) -> Choice:
    choice = choosing.chosen(request.GET, choosing.releases_of(school))
    if choice is None:
        raise Http404
    return choice
