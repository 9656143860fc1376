"""/studenten/…/plaatsing/ for coordinators; a student's timeline for both."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from placements.overview import own as own_search
from placements.overview import showing, timeline
from placements.overview.listing import by_group, by_programme, listing
from placements.overview.states import NOTHING_TO_DO, WORDS, State, slug
from schools.registry.models import School
from schools.students import policy
from schools.students.access import of_coordinators, of_one, of_students, person
from schools.students.models import Student
from stagebaken.web.days import today

PAGE_SIZE = 50
MOMENTS = 50  # of a timeline on one page


@never_cache
@require_safe
@of_coordinators
def overview(request: HttpRequest, school: School) -> HttpResponse:
    day = today()
    found = listing(school, request.GET, day)
    page = Paginator(found.rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "school": school,
        "form": found.form,
        "found": found,
        "page": page,
        "lines": showing.lines(list(page), school, person(request), day),
        "counts": [
            (WORDS[state], slug(state), found.counts[state])
            for state in State
            if state in found.counts and state not in NOTHING_TO_DO
        ],
    }
    return render(request, "overview/list.html", context)


@never_cache
@require_safe
@of_coordinators
def groups(request: HttpRequest, school: School) -> HttpResponse:
    day = today()
    found = listing(school, request.GET, day)
    context = {
        "school": school,
        "found": found,
        "classes": by_group(found.every, day),
        "programmes": by_programme(found.every, day),
    }
    return render(request, "overview/groups.html", context)


@never_cache
@require_safe
@of_one
def timeline_of(request: HttpRequest, student: Student) -> HttpResponse:
    sources = timeline.for_school(student, person(request))
    row = own_search.row_of(student, today())
    line = showing.lines([row], student.school, person(request), today())[0] if row else None
    context = _moments(request, student, sources) | {
        "school": student.school,
        "line": line,
        "how_long": own_search.how_long(row, today()) if row else "",
    }
    return render(request, "overview/timeline.html", context)


@never_cache
@require_safe
@of_students
def own(request: HttpRequest, records: list[Student]) -> HttpResponse:
    if len(records) == 1:
        return redirect("own_timeline:one", student_id=records[0].pk)
    return render(request, "overview/schools.html", {"records": records})


@never_cache
@require_safe
def own_timeline(request: HttpRequest, student_id: UUID) -> HttpResponse:
    student = get_object_or_404(policy.own_records(person(request)), pk=student_id)
    row = own_search.row_of(student, today())
    sources = timeline.for_student(student, person(request))
    context = _moments(request, student, sources) | {
        "since": own_search.since(student, row) if row else "",
        "is_looking": row is not None and not row.has_place,
    }
    return render(request, "overview/own.html", context)


def _moments(
    request: HttpRequest, student: Student, sources: timeline.Sources
) -> dict[str, object]:
    every = timeline.moments(student, sources, today())
    page = Paginator(every, MOMENTS).get_page(request.GET.get("page"))
    return {"student": student, "page": page, "items": list(page)}
