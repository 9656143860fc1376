"""/mijn-stage/gelijke-kansen/: a student gives origin facts, reads them, takes them back."""

import functools
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from schools.origin import actions
from schools.origin.forms import FactsForm
from schools.origin.own import Own, look, records
from schools.origin.registers import NotSwitchedOn
from schools.origin.vocabulary import Gender, Herkomst
from schools.students.models import Student
from schools.students.models import school_year as in_words
from stagebaken.accounts.models import User

View = Callable[..., HttpResponse]


def of_own_record(view: View) -> View:
    """Give the view the visitor's own record at this school; for others there is no such page."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, code: str) -> HttpResponse:
        for student in records(_person(request)):
            if student.school.code == code:
                return view(request, student)
        raise Http404

    return wrapped


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    students = records(_person(request))
    if not students:
        raise Http404
    if len(students) == 1:
        return redirect("origin:own", code=students[0].school.code)
    return render(request, "origin/home.html", {"students": students})


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_record
def own(request: HttpRequest, student: Student) -> HttpResponse:
    try:
        found = look(by=_person(request), student=student)
        form = FactsForm(request.POST if request.method == "POST" else None, before=found.facts)
        if form.is_valid():
            actions.give(by=_person(request), student=student, facts=form.facts())
            messages.success(request, _("Bewaard. Dank je wel. Alleen jij kunt dit hier lezen."))
            return redirect("origin:own", code=student.school.code)
    except NotSwitchedOn:
        return render(request, "origin/off.html", {"student": student})
    context = {"student": student, "form": form, "own": found, "facts": _facts(found)}
    return render(request, "origin/own.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_record
def withdraw(request: HttpRequest, student: Student) -> HttpResponse:
    if request.method == "POST":
        actions.withdraw(by=_person(request), student=student)
        messages.success(request, _("Gewist. Je school neemt dit ook niet meer uit een bestand."))
        return redirect("origin:own", code=student.school.code)
    return render(request, "origin/withdraw.html", {"student": student})


def _person(request: HttpRequest) -> User:
    """The signed-in user; the login-required middleware has let nobody else through."""
    return cast("User", request.user)


def _facts(found: Own) -> list[tuple[str, Any]]:
    """What stands in the register, as the student reads it."""
    unknown = _("Onbekend")
    facts: list[tuple[str, Any]] = []
    if found.facts:
        kept = found.facts
        facts = [
            (_("Herkomst"), Herkomst(kept.herkomst).label),
            (_("Land"), kept.herkomst_land or unknown),
            (_("Geboren in Nederland"), _yes_no(kept.born_nl)),
            (_("Geslacht of gender"), Gender(kept.gender).label if kept.gender else unknown),
            (_("Gegeven door"), _("jezelf") if kept.giver else _("een bestand van je school")),
        ]
    for year, said in found.answers.items():
        grade = str(said.satisfaction or unknown)
        words = _("Discriminatie meegemaakt: %(discrim)s. Cijfer voor de stage: %(grade)s.")
        text = words % {"discrim": _yes_no(said.discrim).lower(), "grade": grade}
        facts.append((_("Evaluatie %(year)s") % {"year": in_words(year)}, text))
    return facts


def _yes_no(value: bool | None) -> str:
    if value is None:
        return _("Onbekend")
    return _("Ja") if value else _("Nee")
