"""Lists of threads, and a copy. The page of one thread is in `pages`."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from schools.messages import reading
from schools.messages.models import Thread, Turn
from schools.registry.models import School
from schools.students import policy
from schools.students.access import of_coordinators, of_students, person
from schools.students.models import Student

PAGE_SIZE = 50


@never_cache
@require_safe
@of_coordinators
def threads(request: HttpRequest, school: School) -> HttpResponse:
    """Names and days; no word of a message is opened for a list."""
    rows = Thread.objects.of(school).for_list(person(request)).select_related("student")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"school": school, "page": page, "threads": list(page), "Turn": Turn}
    return render(request, "student_messages/list.html", context)


@never_cache
@require_safe
@of_students
def own(request: HttpRequest, records: list[Student]) -> HttpResponse:
    """Where a mail leads: its address says nothing of a student."""
    if len(records) == 1:
        return redirect("own_messages:thread", student_id=records[0].pk)
    rows = [(one, reading.news_for_student(one, person(request))) for one in records]
    return render(request, "student_messages/schools.html", {"rows": rows})


@never_cache
@require_safe
def copy(request: HttpRequest, student_id: UUID) -> HttpResponse:
    """All of it as a text file, whose name says nothing of anybody."""
    student = get_object_or_404(policy.own_records(person(request)), pk=student_id)
    text = reading.copy_of(student, person(request))
    headers = {"Content-Disposition": 'attachment; filename="berichten.txt"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)
