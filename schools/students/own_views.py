"""/mijn-stage/: what the school has of a student, and what the student says of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schools.students import actions, doors, keeping, policy
from schools.students.access import of_students, person, sent
from schools.students.entries import cohort_of
from schools.students.forms import RecordForm
from schools.students.models import CorrectionState, Field, Student
from schools.students.periods import periods_of
from schools.students.words import SHOWN, label_of, rows_of
from stagebaken.web.days import today


@require_safe
@of_students
def home(request: HttpRequest, records: list[Student]) -> HttpResponse:
    user = person(request)
    shown = [_record(student) | {"doors": doors.of_own(student, user)} for student in records]
    return render(request, "students/own.html", {"records": shown, "day": today()})


def _record(student: Student) -> dict[str, Any]:
    """A correction that was taken stands in the record itself; the others stand beside it."""
    found = student.corrections.exclude(state=CorrectionState.TAKEN).select_related("student")
    said = {one.field: one for one in found}
    months = keeping.months_of(student.school)
    return {
        "student": student,
        "rows": [
            {"label": label, "value": value, "said": said.get(field)}
            for field, label, value in rows_of(student, (Field.NAME, *SHOWN))
        ],
        "declined": [
            label_of(student, one.field) for one in found if one.state == CorrectionState.DECLINED
        ],
        "periods": periods_of(student),
        "has_left": student.has_left(today()),
        "kept_until": keeping.ends_on(student, months),
        "months": months,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@of_students
def correct(request: HttpRequest, records: list[Student], student_id: UUID) -> HttpResponse:
    student = _own(request, student_id)
    year = cohort_of(today()) or today().year
    form = RecordForm(sent(request), student=student, year=year, is_own=True)
    if request.method == "POST" and form.is_valid():
        said = actions.correct(by=person(request), student=student, values=form.cleaned_data)
        if said:
            text = ngettext(
                "Doorgegeven. Je coördinator kijkt ernaar.",
                "%(total)s dingen doorgegeven. Je coördinator kijkt ernaar.",
                len(said),
            )
            messages.success(request, text % {"total": len(said)})
        else:
            messages.info(request, _("Er is niets veranderd."))
        return redirect("own_record:home")
    context = {"student": student, "form": form}
    return render(request, "students/correct.html", context, status=422 if form.errors else 200)


@require_POST
@of_students
def withdraw(
    request: HttpRequest, records: list[Student], student_id: UUID, correction_id: UUID
) -> HttpResponse:
    student = _own(request, student_id)
    actions.withdraw(by=person(request), student=student, correction_id=correction_id)
    messages.success(request, _("Dat is weg."))
    return redirect("own_record:home")


def _own(request: HttpRequest, student_id: UUID) -> Student:
    return get_object_or_404(policy.own_records(person(request)), pk=student_id)
