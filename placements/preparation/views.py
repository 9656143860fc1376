"""/mijn-stage/voorbereiding/: a student's own list."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from placements.applications.access import of_students
from placements.contacts.access import person
from placements.preparation import actions, showing
from schools.students.models import Student


@require_http_methods(["GET", "HEAD", "POST"])
@of_students
def own(request: HttpRequest, student: Student) -> HttpResponse:
    if request.method == "POST":
        actions.tick(by=person(request), student=student, items=request.POST.getlist("done"))
        messages.success(request, _("Bewaard."))
        return redirect("preparation:list")
    parts = showing.parts(student)
    done, total = showing.counted(parts)
    return render(request, "preparation/own.html", {"parts": parts, "done": done, "total": total})
