"""The reporter's pages: ask for another place, answer, take back, choose among places."""

from contextlib import suppress
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from placements.replacement.wanted import Wanted
from reports.consents.actions import PreviewChanged
from reports.replacing import matter as matters
from reports.replacing import own_actions
from reports.replacing.actions import NotNow
from reports.replacing.forms import OwnWantedForm
from reports.replacing.matter import IllegalStage
from reports.replacing.proposals import Said
from reports.reporter.access import ReporterView

ANCHOR = "#andere-plek"
_NOT_NOW = _(
    "Dit kan nu niet: je school zoekt al, of je zaak is afgerond. Wat je schreef is niet "
    "verstuurd. Wil je het toch kwijt? Zet het in een bericht aan je school."
)


def to_dossier() -> HttpResponse:
    response: HttpResponse = redirect("reporter:dossier")
    response["Location"] += ANCHOR
    return response


class WantedPage(ReporterView):
    """Say what to look for. Sending it is the yes, to exactly these words."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.own.case is None:
            return redirect("reporter:dossier")
        known = matters.read(self.own.dossier, self.own.keys)
        return self._ask(OwnWantedForm(initial=known.wanted.facts() | {"closes": known.closes}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = OwnWantedForm(request.POST)
        if not form.is_valid():
            return self._ask(form, status=422)
        wanted: Wanted = form.wanted
        try:
            own_actions.ask_for_place(
                own=self.own, wanted=wanted, closes=form.cleaned_data["closes"]
            )
        except NotNow:
            form.add_error(None, _NOT_NOW)
            return self._ask(form, status=409)
        return to_dossier()

    def _ask(self, form: OwnWantedForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "case": self.own.case}
        return render(self.request, "replacing/wanted.html", context, status=status)


class OwnVerb(ReporterView):
    """A verb is a POST. Whoever comes back to its address later finds the dossier."""

    def get(self, request: HttpRequest, **_kwargs: object) -> HttpResponse:
        return to_dossier()


class AnswerPage(OwnVerb):
    """Yes or no to what the team asked."""

    def post(self, request: HttpRequest) -> HttpResponse:
        given = request.POST.get("answer")
        if given not in ("ja", "nee"):
            return to_dossier()
        try:
            own_actions.answer(
                own=self.own,
                is_yes=given == "ja",
                digest=request.POST.get("digest", ""),
                closes="closes" in request.POST,
            )
        except PreviewChanged:
            return render(request, "replacing/changed.html", status=409)
        except IllegalStage:
            pass  # taken back or opened meanwhile: the dossier says so
        return to_dossier()


class NonePage(OwnVerb):
    """No other place is needed."""

    def post(self, request: HttpRequest) -> HttpResponse:
        with suppress(NotNow, IllegalStage):  # asked a moment ago: the dossier has the question
            own_actions.need_none(own=self.own)
        return to_dossier()


class RevokePage(OwnVerb):
    def post(self, request: HttpRequest) -> HttpResponse:
        with suppress(IllegalStage):  # opened a moment ago: the dossier says how to stop it
            own_actions.revoke(own=self.own)
        return to_dossier()


class ClosingPage(OwnVerb):
    def post(self, request: HttpRequest) -> HttpResponse:
        own_actions.choose_closing(own=self.own, closes="closes" in request.POST)
        return to_dossier()


class StopPage(OwnVerb):
    def post(self, request: HttpRequest) -> HttpResponse:
        own_actions.stop(own=self.own)
        return to_dossier()


class ProposalPage(OwnVerb):
    """Interested in one place, or not."""

    def post(self, request: HttpRequest, proposal_id: UUID) -> HttpResponse:
        said = {"ja": Said.WANTED, "nee": Said.UNWANTED}.get(request.POST.get("answer", ""))
        if said is not None:
            own_actions.answer_proposal(own=self.own, proposal_id=proposal_id, said=said)
        return to_dossier()
