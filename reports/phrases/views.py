"""Begin an answer with an example; and the examples of a school."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reports.casework.access import OneCase, TeamView
from reports.casework.forms import ReplyForm
from reports.phrases import actions
from reports.phrases.forms import PhraseForm
from reports.phrases.vocabulary import Kind
from schools.registry.models import School
from stagebaken.accounts.kept import KeepsWords


class BeginPage(OneCase):
    """Put an example into the answer, below what was typed. Sending it is the case's own verb.

    Nothing of the dossier is opened here: the words travel in the body of the form alone.
    """

    def get(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        return self._show("")

    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        return self._show(request.POST.get("text", ""))

    def _show(self, typed: str) -> HttpResponse:
        self.open_vault()
        chosen = self._chosen()
        form = ReplyForm(initial={"text": "\n\n".join(filter(None, [typed.strip(), chosen]))})
        del form.fields["file"]
        if once := self.request.POST.get("once"):
            form.initial["once"] = once  # sent from two tabs, it is still one answer
        context = {
            "case": self.case,
            "reply_form": form,
            "examples": actions.examples(self.case.school),
            "had_file": bool(self.request.FILES),
            "is_chosen": bool(chosen),
        }
        return render(self.request, "phrases/begin.html", context)

    def _chosen(self) -> str:
        kind, _colon, language = self.request.POST.get("example", "").partition(":")
        if kind not in Kind.values:
            return ""
        found = actions.example(self.case.school, Kind(kind))
        return found.text_en if language == "en" else found.text


class PhraseList(TeamView):
    """The examples of every school whose team this member is on."""

    def get(self, request: HttpRequest) -> HttpResponse:
        schools = [(one, actions.examples(one)) for one in actions.schools_of(self.user)]
        return render(request, "phrases/list.html", {"schools": schools})


class OnePhrase(KeepsWords, TeamView):
    """A page or verb of one example of a school. Another school's do not exist."""

    school: School
    kind: Kind

    def respond(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        mine = (one for one in actions.schools_of(self.user) if one.code == kwargs["code"])
        school = next(mine, None)
        if school is None or kwargs["kind"] not in Kind.values:
            raise Http404
        self.school, self.kind = school, Kind(kwargs["kind"])
        return super().respond(request, *args, **kwargs)


class PhrasePage(OnePhrase):
    def get(self, request: HttpRequest, code: str, kind: str) -> HttpResponse:
        found = actions.example(self.school, self.kind)
        return self._show(PhraseForm(initial={"text": found.text, "text_en": found.text_en}))

    def post(self, request: HttpRequest, code: str, kind: str) -> HttpResponse:
        form = PhraseForm(request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        actions.adapt(by=self.user, school=self.school, kind=self.kind, **form.cleaned_data)
        messages.success(request, _("Dit voorbeeld heeft nu jullie woorden."))
        return redirect("phrases:list")

    def _show(self, form: PhraseForm, status: int = 200) -> HttpResponse:
        context = {
            "school": self.school,
            "form": form,
            "example": actions.example(self.school, self.kind),
        }
        return render(self.request, "phrases/phrase.html", context, status=status)


class RestorePage(OnePhrase):
    def get(self, request: HttpRequest, code: str, kind: str) -> HttpResponse:
        return redirect("phrases:phrase", code=code, kind=kind)

    def post(self, request: HttpRequest, code: str, kind: str) -> HttpResponse:
        actions.restore(by=self.user, school=self.school, kind=self.kind)
        messages.success(request, _("De eerste tekst staat er weer."))
        return redirect("phrases:list")
