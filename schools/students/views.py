"""/studenten/: the students of a school, for who looks after them."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schools.registry.models import School
from schools.students import actions, doors, inviting, keeping, policy
from schools.students.access import of_coordinators, of_one, person, sent
from schools.students.entries import cohort_of
from schools.students.forms import EndForm, RecordForm
from schools.students.listing import listing
from schools.students.models import Correction, Student
from schools.students.periods import periods_of
from schools.students.words import rows_of
from schools.teams.actions import RuleBroken
from stagebaken.web.days import today

PAGE_SIZE = 50


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    schools = list(policy.schools_of(person(request), policy.IMPORTERS))
    own = set(policy.schools_of(person(request)).values_list("pk", flat=True))
    if not schools:
        raise Http404
    rows = [(school, "overview" if school.pk in own else "upload") for school in schools]
    if len(rows) == 1:
        school, page = rows[0]
        return redirect(f"students:{page}", code=school.code)
    return render(request, "students/schools.html", {"rows": rows})


@require_safe
@of_coordinators
def overview(request: HttpRequest, school: School) -> HttpResponse:
    found = listing(school, request.GET, today())
    page = Paginator(found.rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "school": school,
        "form": found.form,
        "is_filtered": found.is_filtered,
        "has_left": found.has_left,
        "page": page,
        "students": list(page),
        "corrections": Correction.objects.waiting().filter(student__school=school).count(),
        "doors": doors.of_school(school, person(request)),
    }
    return render(request, "students/overview.html", context)


@require_safe
@of_one
def one(request: HttpRequest, student: Student) -> HttpResponse:
    months = keeping.months_of(student.school)
    context = {
        "school": student.school,
        "student": student,
        "facts": [(label, value) for _field, label, value in rows_of(student)],
        "corrections": student.corrections.waiting().select_related("student"),
        "periods": periods_of(student),
        "has_left": student.has_left(today()),
        "kept_until": keeping.ends_on(student, months),
        "months": months,
        "day": today(),
        "doors": doors.of_student(student, person(request)),
    }
    return render(request, "students/one.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_one
def change(request: HttpRequest, student: Student) -> HttpResponse:
    year = cohort_of(today())
    form = RecordForm(sent(request), student=student, year=year or today().year)
    if request.method == "POST" and form.is_valid():
        actions.change(by=person(request), student=student, values=form.cleaned_data)
        messages.success(request, _("Bewaard. Een volgende lijst zet dit niet terug."))
        return _back(student)
    context = {"school": student.school, "student": student, "form": form}
    return render(request, "students/change.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@of_one
def end(request: HttpRequest, student: Student) -> HttpResponse:
    initial = {"last_day": student.enrolment_end or today()}
    form = EndForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        last_day = form.cleaned_data["last_day"]
        actions.end_enrolment(by=person(request), student=student, last_day=last_day)
        messages.success(request, _("De laatste dag staat erin."))
        return _back(student)
    context: dict[str, Any] = {"school": student.school, "student": student, "form": form}
    context["months"] = keeping.months_of(student.school)
    return render(request, "students/end.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@of_one
def erase(request: HttpRequest, student: Student) -> HttpResponse:
    school = student.school
    if request.method == "POST":
        actions.erase(by=person(request), student=student)
        messages.success(request, _("Alles van deze student is gewist."))
        return redirect("students:overview", code=school.code)
    losses = [
        _("De gegevens die je school had, en wat de student daarover zei."),
        _("Staat de student nog in een lijst van je school? Dan komt die bij het inlezen terug."),
    ]
    if student.account is not None:
        losses.insert(1, _("Het account. Inloggen kan daarna niet meer."))
    context = {"school": school, "student": student, "losses": losses}
    return render(request, "students/erase.html", context)


# ---------- corrections ----------


@require_safe
@of_coordinators
def corrections(request: HttpRequest, school: School) -> HttpResponse:
    waiting = Correction.objects.waiting().filter(student__school=school)
    page = Paginator(
        waiting.select_related("student").order_by("day", "student__sort_name", "pk"), PAGE_SIZE
    ).get_page(request.GET.get("page"))
    context = {"school": school, "page": page, "corrections": list(page)}
    return render(request, "students/corrections.html", context)


@require_POST
@of_coordinators
def decide(request: HttpRequest, school: School, correction_id: UUID) -> HttpResponse:
    found = Correction.objects.filter(student__school=school).select_related("student__school")
    correction = get_object_or_404(found, pk=correction_id)
    answers = {
        "take": (actions.take, _("Overgenomen.")),
        "decline": (actions.decline, _("Niet overgenomen. De student leest dat.")),
    }
    if answer := answers.get(request.POST.get("answer", "")):
        verb, done = answer
        _try(request, lambda: verb(by=person(request), correction=correction), done)
    if "record" in request.POST:
        return _back(correction.student)
    return redirect("students:corrections", code=school.code)


# ---------- accounts ----------


@require_POST
@of_one
def invite(request: HttpRequest, student: Student) -> HttpResponse:
    done = _("De uitnodiging is onderweg naar %(email)s.") % {"email": student.email}
    _try(request, lambda: inviting.invite(by=person(request), student=student), done)
    return _back(student)


@require_POST
@of_coordinators
def invite_many(request: HttpRequest, school: School) -> HttpResponse:
    """Those that were ticked on one page of the list."""
    chosen = request.POST.getlist("student")[:PAGE_SIZE]
    rows = policy.visible_to(person(request)).of(school)
    known = rows.filter(pk__in=_ids(chosen)).values_list("pk", flat=True)
    invited, refused = inviting.invite_many(by=person(request), school=school, students=known)
    if not chosen:
        messages.warning(request, _("Vink eerst aan wie je wilt uitnodigen."))
    if invited:
        text = ngettext(
            "%(total)s uitnodiging is onderweg.", "%(total)s uitnodigingen zijn onderweg.", invited
        )
        messages.success(request, text % {"total": invited})
    if refused:
        text = ngettext(
            "%(total)s student kon niet: zonder e-mailadres, of al binnen.",
            "%(total)s studenten konden niet: zonder e-mailadres, of al binnen.",
            refused,
        )
        messages.warning(request, text % {"total": refused})
    return redirect("students:overview", code=school.code)


@require_http_methods(["GET", "HEAD", "POST"])
@of_one
def remove_access(request: HttpRequest, student: Student) -> HttpResponse:
    if request.method == "POST":
        inviting.remove_access(by=person(request), student=student)
        messages.success(request, _("Deze student kan niet meer inloggen."))
        return _back(student)
    context = {"school": student.school, "student": student}
    return render(request, "students/remove_access.html", context)


# ---------- how ----------


def _back(student: Student) -> HttpResponse:
    return redirect("students:one", code=student.school.code, student_id=student.pk)


def _ids(texts: list[str]) -> list[UUID]:
    """Of a form that somebody may have changed: what is no id is left out."""
    found = []
    for text in texts:
        with suppress(ValueError):
            found.append(UUID(text))
    return found


def _try(request: HttpRequest, verb: Callable[[], object], done: str) -> None:
    try:
        verb()
    except RuleBroken as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done)
