"""/mijn-stage/gegevens/: everything that stands under a student's own record, to read and keep."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from schools.students import copying
from schools.students.access import of_students, person
from schools.students.models import Student
from stagebaken.web.days import today


@require_safe
@never_cache
@of_students
def own(request: HttpRequest, records: list[Student]) -> HttpResponse:
    user = person(request)
    shown = [{"student": student, "parts": copying.parts_of(student, user)} for student in records]
    return render(request, "students/copy.html", {"records": shown, "day": today()})


@require_http_methods(["GET", "HEAD", "POST"])
@of_students
def take(request: HttpRequest, records: list[Student]) -> HttpResponse:
    """Asked with a form, so that no link, prefetch or preview takes one."""
    if request.method != "POST":
        return redirect("own_record:copy")
    content = json.dumps(
        copying.file_of(records, person(request), today()), ensure_ascii=False, indent=1
    )
    headers = {
        "Content-Disposition": 'attachment; filename="gegevens.json"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type="application/json", headers=headers)
