"""The reporter's side: yes, no or not now, until it was carried out."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reports.consents.actions import IllegalStep, NoConsent, PreviewChanged, opened
from reports.consents.vocabulary import ANSWERS, State
from reports.ladder import actions
from reports.ladder.panels import card
from reports.reporter.access import ReporterView


class QuestionPage(ReporterView):
    """One question by itself: what leaves, who gets it, what may follow."""

    def get(self, request: HttpRequest, consent_id: UUID) -> HttpResponse:
        return self._show(consent_id)

    def post(self, request: HttpRequest, consent_id: UUID) -> HttpResponse:
        given = request.POST.get("answer", "")
        if given not in ANSWERS:
            return self._show(consent_id, status=422, is_unanswered=True)
        try:
            actions.answer(
                own=self.own,
                consent_id=consent_id,
                answer=State(given),
                digest=request.POST.get("digest", ""),
            )
        except PreviewChanged:
            return self._show(consent_id, status=409, is_changed=True)
        except IllegalStep:
            return self._show(consent_id, status=409, is_over=True)
        except NoConsent:
            raise Http404 from None
        return redirect(reverse("own-ladder:question", args=[consent_id]) + "?gelukt=ja")

    def _show(self, consent_id: UUID, status: int = 200, **facts: bool) -> HttpResponse:
        for question in opened(self.own.dossier, self.own.keys):
            if question.id == consent_id:
                is_done = self.request.GET.get("gelukt") == "ja"
                context = {"panel": card(question), "is_done": is_done} | facts
                return render(self.request, "ladder/own_question.html", context, status=status)
        raise Http404
