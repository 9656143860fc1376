"""/mijn-stage/plek/evaluatie/: a student looks back on a placement."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from placements.evaluations import policy, sending
from placements.evaluations.forms import APART, StudentForm
from placements.evaluations.models import Evaluation
from placements.evaluations.sending import THEMES, NotOpen
from placements.evaluations.showing import label_of
from schools.students.access import of_students, person, sent
from schools.students.models import Student


@require_safe
@of_students
def evaluations(request: HttpRequest, records: list[Student]) -> HttpResponse:
    rows = list(policy.own(person(request)))
    if len(rows) == 1 and rows[0].is_open:
        return redirect("own_evaluation:form", placement_id=rows[0].placement_id)
    return render(request, "evaluations/own.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@of_students
def form(request: HttpRequest, records: list[Student], placement_id: UUID) -> HttpResponse:
    evaluation = policy.own_evaluation(person(request), placement_id)
    if not evaluation.is_open:
        return render(request, "evaluations/own_sent.html", _sent(evaluation))
    school = evaluation.placement.student.school
    asks_apart = sending.is_asked(school)
    answers = StudentForm(sent(request), asks_apart=asks_apart)
    if request.method == "POST" and answers.is_valid():
        return _send(request, evaluation, answers)
    context = {
        "evaluation": evaluation,
        "placement": evaluation.placement,
        "form": answers,
        "asks_apart": asks_apart,
        "work": [answers[name] for name in THEMES if name != "job"],
        "apart": [answers[name] for name in APART] if asks_apart else [],
    }
    return render(
        request, "evaluations/own_form.html", context, status=422 if answers.errors else 200
    )


def _send(request: HttpRequest, evaluation: Evaluation, answers: StudentForm) -> HttpResponse:
    try:
        sending.send(
            by=person(request),
            evaluation=evaluation,
            themes=answers.themes(),
            safe=answers.cleaned_data["safe"],
            apart=answers.apart(),
        )
    except NotOpen:
        messages.info(request, _("Deze evaluatie was al verstuurd of gesloten."))
    else:
        messages.success(request, _("Verstuurd. Dank je wel dat je terugkeek."))
    return redirect("own_evaluation:form", placement_id=evaluation.placement_id)


def _sent(evaluation: Evaluation) -> dict[str, Any]:
    """What this student answered; where the record had another account, only that it is in."""
    fields = [(label_of(Evaluation, name), name) for name in THEMES]
    facts = [
        (label, getattr(evaluation, f"get_{name}_display")() or _("Geen antwoord"))
        for label, name in fields
    ]
    shown = facts if evaluation.sent_on and evaluation.is_shown else []
    return {
        "evaluation": evaluation,
        "placement": evaluation.placement,
        "facts": shown,
        "asks_apart": sending.is_asked(evaluation.placement.student.school),
    }
