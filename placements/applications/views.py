"""/mijn-stage/: a student's profile and applications."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from placements.applications import applying, copies, policy, profiling, reading, showing
from placements.applications.access import of_applicants, of_students
from placements.applications.advice import advice_on, own_of, text_findings
from placements.applications.errors import RuleBroken, Stale
from placements.applications.forms import ProfileForm
from placements.applications.models import Application
from placements.contacts.access import person, sent
from placements.places.models import TrainingPlace
from schools.students.models import Student
from stagebaken.web.days import today

# ---------- the profile ----------


@require_http_methods(["GET", "HEAD", "POST"])
@of_students
def profile(request: HttpRequest, student: Student) -> HttpResponse:
    found = profiling.profile_of(student)
    known = profiling.work_processes_for(student)
    form = ProfileForm(sent(request), profile=found, work_processes=known)
    if request.method == "POST" and form.is_valid():
        try:
            _save(student, form)
        except Stale as refusal:
            form.add_error(None, str(refusal))
            form.use_version(profiling.profile_of(student).version)
        else:
            messages.success(request, _("Bewaard. Zo leest een bedrijf je profiel."))
            return redirect("applications:preview")
    return render(request, "applications/profile.html", {"student": student, "form": form})


def _save(student: Student, form: ProfileForm) -> None:
    profiling.save(
        student=student,
        version=form.cleaned_data["version"],
        facts=form.facts(),
        goals=form.learning_goals(),
        skills=form.own_skills(),
    )


@require_safe
@of_students
def preview(request: HttpRequest, student: Student) -> HttpResponse:
    """Word for word what a company reads, and what could give the student away."""
    found = profiling.profile_of(student)
    if found.version == 0:
        return redirect("applications:profile")
    context = {
        "shown": reading.shown(dict(copies.copy_of(found))),
        "advice": advice_on(found, student),
        "withheld": reading.shown(dict(copies.withheld_of(found))),
        "place": None,
    }
    return render(request, "applications/preview.html", context)


@require_POST
@of_students
def text(request: HttpRequest, student: Student) -> JsonResponse:
    """Advice while somebody writes. Nothing of the text is kept."""
    return JsonResponse({"findings": text_findings(request.POST.get("text", ""), own_of(student))})


# ---------- applications ----------


@require_safe
@of_applicants
def applications(request: HttpRequest, student: Student) -> HttpResponse:
    own = policy.applications_of(person(request)).select_related("place", "company")
    rows = [showing.row(one, today()) for one in own.order_by("-sent_on", "pk")]
    context = {
        "running": [one for one in rows if one.is_running],
        "closed": [one for one in rows if not one.is_running],
    }
    return render(request, "applications/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_students
def apply(request: HttpRequest, student: Student, place_id: UUID) -> HttpResponse:
    """Show what the company will read, and ask."""
    place = _open_place(place_id)
    record = policy.record_for(person(request), place) or student
    earlier = _earlier(request, record, place)
    if earlier is not None:
        return redirect("applications:one", application_id=earlier.pk)
    if request.method == "POST":
        return _apply(request, place)
    found = profiling.profile_of(record)
    context: dict[str, Any] = {
        "place": place,
        "why_not": applying.why_not(record, place, today()),
        "has_goal": found.version > 0 and found.goals.exists(),
        "version": found.version,
        "shown": reading.shown(dict(copies.copy_of(found))) if found.version else None,
        "withheld": reading.shown(dict(copies.withheld_of(found))) if found.version else None,
        "advice": advice_on(found, record) if found.version else [],
        "term": showing.term(place, today()),
    }
    return render(request, "applications/apply.html", context)


def _open_place(place_id: UUID) -> TrainingPlace:
    places = TrainingPlace.objects.for_pages().select_related("company", "programme")
    place: TrainingPlace = get_object_or_404(places.exclude(state="concept"), pk=place_id)
    return place


def _earlier(request: HttpRequest, student: Student, place: TrainingPlace) -> Application | None:
    own = policy.applications_of(person(request))
    return own.filter(student=student, place=place).order_by("-sent_on").first()


def _apply(request: HttpRequest, place: TrainingPlace) -> HttpResponse:
    version = request.POST.get("version", "")
    try:
        made = applying.apply(
            by=person(request),
            place=place,
            version=int(version) if version.isascii() and version.isdecimal() else -1,
        )
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect("applications:apply", place_id=place.pk)
    messages.success(request, _("Verstuurd. Hieronder zie je wat er gebeurt en tot wanneer."))
    return redirect("applications:one", application_id=made.pk)


@require_safe
@of_applicants
def one(request: HttpRequest, student: Student, application_id: UUID) -> HttpResponse:
    found = policy.own_application(person(request), application_id)
    context = showing.page(found, today())
    if not policy.records_of(person(request)).exists():  # who left takes no place any more
        context |= {"is_invited": False, "is_offered": False}
    return render(request, "applications/one.html", context)


@require_POST
@of_students
def accept(request: HttpRequest, student: Student, application_id: UUID) -> HttpResponse:
    """An invitation or an offer, by what the page asked; another answer came first: it says so."""
    found = policy.own_application(person(request), application_id)
    is_offer = request.POST.get("what") == "offer"
    verb = applying.accept_offer if is_offer else applying.accept_invitation
    try:
        verb(by=person(request), application=found)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        accepted = _("Je hebt de plek aangenomen. Het bedrijf weet nu wie je bent.")
        talk = _("Je gaat naar het gesprek. Het bedrijf weet nu wie je bent.")
        messages.success(request, accepted if is_offer else talk)
    return redirect("applications:one", application_id=found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@of_applicants
def withdraw(request: HttpRequest, student: Student, application_id: UUID) -> HttpResponse:
    found = policy.own_application(person(request), application_id)
    if request.method == "POST":
        try:
            applying.withdraw(by=person(request), application=found)
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Ingetrokken. Het bedrijf ziet dat, en geen naam."))
        return redirect("applications:one", application_id=found.pk)
    if not found.is_running:
        return redirect("applications:one", application_id=found.pk)
    return render(request, "applications/withdraw.html", {"application": found})
