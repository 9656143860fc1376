"""/mijn-stage/plek/evaluatie/: a student looks back on a placement."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from placements.evaluations import policy, sending
from placements.evaluations.forms import APART, StudentForm
from placements.evaluations.models import Evaluation
from placements.evaluations.sending import THEMES, NotOpen
from placements.evaluations.showing import label_of
from schools.students.access import of_students, person, sent
from schools.students.models import Student
from stagebaken.accounts.kept import KeepsWords


@require_safe
@of_students
def evaluations(request: HttpRequest, records: list[Student]) -> HttpResponse:
    rows = list(policy.own(person(request)))
    if len(rows) == 1 and rows[0].is_open:
        return redirect("own_evaluation:form", placement_id=rows[0].placement_id)
    return render(request, "evaluations/own.html", {"rows": rows})


class EvaluationPage(KeepsWords, View):
    """A class, because its choices survive a session that ended."""

    http_method_names = ("get", "head", "post")
    choices = frozenset(StudentForm.base_fields)
    evaluation: Evaluation

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: Any) -> HttpResponseBase:
        return of_students(self._respond)(request, **kwargs)

    def _respond(
        self, request: HttpRequest, records: list[Student], placement_id: UUID
    ) -> HttpResponseBase:
        self.evaluation = policy.own_evaluation(person(request), placement_id)
        if not self.evaluation.is_open and request.method != "OPTIONS":
            return render(request, "evaluations/own_sent.html", _sent(self.evaluation))
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        answers = self._form()
        if not answers.is_valid():
            return self._page(answers)
        try:
            sending.send(
                by=person(request),
                evaluation=self.evaluation,
                themes=answers.themes(),
                safe=answers.cleaned_data["safe"],
                apart=answers.apart(),
            )
        except NotOpen:
            messages.info(request, _("Deze evaluatie was al verstuurd of gesloten."))
        else:
            messages.success(request, _("Verstuurd. Dank je wel dat je terugkeek."))
        return redirect("own_evaluation:form", placement_id=self.evaluation.placement_id)

    def _form(self) -> StudentForm:
        asks_apart = sending.is_asked(self.evaluation.placement.student.school)
        return StudentForm(sent(self.request), asks_apart=asks_apart)

    def _page(self, answers: StudentForm) -> HttpResponse:
        asks_apart = all(name in answers.fields for name in APART)
        context = {
            "evaluation": self.evaluation,
            "placement": self.evaluation.placement,
            "form": answers,
            "asks_apart": asks_apart,
            "work": [answers[name] for name in THEMES if name != "job"],
            "apart": [answers[name] for name in APART] if asks_apart else [],
        }
        status = 422 if answers.errors else 200
        return render(self.request, "evaluations/own_form.html", context, status=status)


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
