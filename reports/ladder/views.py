"""The team's pages of the ladder: ask, see the answer, take back, carry out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.casework.access import OneCase
from reports.casework.confirming import is_confirmed
from reports.casework.opening import keys_for, open_case
from reports.casework.telling import tell
from reports.consents import staying
from reports.consents.actions import (
    DocumentUnfit,
    IllegalStep,
    NoConsent,
    OpenConsent,
    Request,
)
from reports.consents.vocabulary import State, Step
from reports.ladder import actions, danger, drafts
from reports.ladder.forms import AskForm, CarryOutForm, ReasonForm
from reports.ladder.links import carrying_out
from stagebaken.audit.models import Verb


class AskPage(OneCase):
    """Write down what would leave, and ask the reporter."""

    def get(self, request: HttpRequest, case_id: UUID, step: str) -> HttpResponse:
        known, opened = self._step(step), open_case(member=self.open_vault(), case=self.case)
        initial = {
            "receiver": drafts.receiver(opened, known),
            "document": drafts.document(opened, known),
            "may_follow": drafts.may_follow(opened, known),
            "language": opened.account.language,
        }
        return self._ask(known, AskForm(initial=initial, step=known))

    def post(self, request: HttpRequest, case_id: UUID, step: str) -> HttpResponse:
        known = self._step(step)
        form = AskForm(request.POST, step=known)
        if not form.is_valid():
            return self._ask(known, form, status=422)
        try:
            self._send(known, form.cleaned_data)
        except DocumentUnfit:
            form.add_error("document", _("Schrijf op wat er naar buiten gaat."))
            return self._ask(known, form, status=422)
        except actions.NotNow:
            said = _("Deze zaak is intussen afgerond. Er is niets gevraagd.")
            form.add_error(None, said)
            return self._ask(known, form, status=409)
        return self.back()

    def _step(self, step: str) -> Step:
        if step not in drafts.steps_of(self.case.school):
            raise Http404
        return Step(step)

    def _send(self, step: Step, data: dict[str, Any]) -> None:
        member = self.open_vault()
        asked = Request(
            step=step,
            receiver=drafts.RECEIVERS.get(step) or data["receiver"],
            document=data["document"],
            may_follow=data["may_follow"],
            may_guess=data["may_guess"] == "yes",
            author=member.recipient.user.name,
            role=member.recipient.role,
            language=data["language"],
        )
        _consent, is_new = actions.ask(
            member=member, case=self.case, request=asked, once=data["once"]
        )
        if is_new:
            tell(self.request, member, self.case, _("De vraag staat in het dossier."))

    def _ask(self, step: Step, form: AskForm, status: int = 200) -> HttpResponse:
        context = {
            "case": self.case,
            "form": form,
            "step": drafts.LADDER[step],
            "receiver": drafts.RECEIVERS.get(step),
            "stays": staying.told(step, drafts.RECEIVERS.get(step) or _("deze organisatie")),
        }
        return render(self.request, "ladder/ask.html", context, status=status)


class OneQuestion(OneCase):
    """A page or a verb of one question of this case."""

    def question(self, consent_id: UUID) -> OpenConsent:
        keys = keys_for(member=self.open_vault(), case=self.case, verb=Verb.OPENED)
        try:
            return actions.question_of(self.case, keys, consent_id)
        except NoConsent:
            raise Http404 from None

    def here(self, consent_id: UUID) -> HttpResponse:
        return redirect(reverse("ladder:question", args=[self.case.pk, consent_id]))

    def ended(self, consent_id: UUID) -> HttpResponse:
        said = _("Deze zaak is intussen afgerond. Er is niets naar buiten gegaan.")
        messages.error(self.request, said)
        return self.here(consent_id)

    def show(self, consent_id: UUID, status: int = 200, **forms: Any) -> HttpResponse:
        question = self.question(consent_id)
        keys = keys_for(member=self.open_vault(), case=self.case, verb=Verb.OPENED)
        proposal, reason = danger.proposal(self.case, keys, consent_id) or (None, "")
        context = {
            "case": self.case,
            "question": question,
            "step": drafts.LADDER[question.step],
            "lines": question.request.document.splitlines(),
            "stays": staying.told(question.step, question.request.receiver),
            "form": forms.get("form"),
            "carry_out_form": forms.get("form") or CarryOutForm(),
            "reason_form": forms.get("reason_form") or ReasonForm(),
            "elsewhere": carrying_out(self.case, question),
            "may_be_proposed": danger.may_be_proposed(question) and proposal is None,
            "proposal": proposal,
            "reason": reason,
            "is_own_proposal": proposal is not None and proposal.proposed_by_id == self.user.pk,
            "is_done": question.state in {State.CARRIED_OUT, State.EXCEPTION},
        }
        return render(self.request, "ladder/question.html", context, status=status)


class QuestionPage(OneQuestion):
    def get(self, request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
        return self.show(consent_id)


class TakeBackPage(OneQuestion):
    def get(self, request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
        return self.here(consent_id)

    def post(self, request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
        self.question(consent_id)
        try:
            actions.take_back(member=self.open_vault(), case=self.case, consent_id=consent_id)
        except IllegalStep:
            messages.error(request, _("Deze vraag was al afgerond. Er is niets veranderd."))
            return self.here(consent_id)
        messages.success(request, _("De vraag is ingetrokken. De melder ziet dat."))
        return self.back()


class CarryOutPage(OneQuestion):
    """Carry out what the reporter allowed."""

    def get(self, request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
        return self.here(consent_id)

    def post(self, request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
        question, form = self.question(consent_id), CarryOutForm(request.POST)
        if not (form.is_valid() and is_confirmed(request, form)):
            return self.show(consent_id, status=422, form=form)
        try:
            actions.carry_out(
                member=self.open_vault(),
                case=self.case,
                consent_id=consent_id,
                step=question.step,
            )
        except NoConsent:
            messages.error(
                request, _("Er is geen ja (meer) van de melder. Er is niets naar buiten gegaan.")
            )
            return self.here(consent_id)
        except actions.NotNow:
            return self.ended(consent_id)
        tell(request, self.open_vault(), self.case, _("Vastgelegd. De melder ziet dit."))
        return self.here(consent_id)


class DocumentPage(OneQuestion):
    """The very bytes that the reporter allowed, once they may leave: with the passphrase again."""

    def get(self, request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
        return self.here(consent_id)

    def post(self, request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
        question, form = self.question(consent_id), CarryOutForm(request.POST)
        if question.state not in {State.CARRIED_OUT, State.EXCEPTION}:
            raise Http404
        if not (form.is_valid() and is_confirmed(request, form)):
            return self.show(consent_id, status=422, form=form)
        keys_for(member=self.open_vault(), case=self.case, verb=Verb.EXPORTED)
        response = HttpResponse(question.request.content, "text/plain; charset=utf-8")
        # Attack: a name that goes along to the receiver tells the number of the case.
        response["Content-Disposition"] = 'attachment; filename="tekst.txt"'
        return response


class ProposePage(OneQuestion):
    """Acute danger: a first member says why it cannot wait."""

    def get(self, request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
        return self.here(consent_id)

    def post(self, request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
        self.question(consent_id)
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.show(consent_id, status=422, reason_form=form)
        try:
            danger.propose(
                member=self.open_vault(),
                case=self.case,
                consent_id=consent_id,
                reason=form.cleaned_data["reason"],
            )
        except danger.NeedsAnother:
            form.add_error(
                "reason",
                _("Er is niemand anders die deze zaak kan openen. Bel bij direct gevaar 112."),
            )
            return self.show(consent_id, status=409, reason_form=form)
        except actions.NotNow:
            return self.ended(consent_id)
        except danger.AlreadyDecided:
            messages.error(request, _("Hier is intussen al over beslist."))
        return self.here(consent_id)


class DecidePage(OneQuestion):
    """Acute danger: a second member decides."""

    def get(self, request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
        return self.here(consent_id)

    def post(self, request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
        self.question(consent_id)
        member, form = self.open_vault(), CarryOutForm(request.POST)
        try:
            if request.POST.get("answer") != "ja":
                danger.refuse(member=member, case=self.case, consent_id=consent_id)
                messages.success(request, _("Er gaat niets naar buiten."))
                return self.here(consent_id)
            if not (form.is_valid() and is_confirmed(request, form)):
                return self.show(consent_id, status=422, form=form)
            danger.carry_out(member=member, case=self.case, consent_id=consent_id)
        except danger.NeedsAnother:
            messages.error(request, _("Wie het voorstelt, beslist niet. Vraag een collega."))
            return self.here(consent_id)
        except actions.NotNow:
            return self.ended(consent_id)
        except danger.AlreadyDecided:
            messages.error(request, _("Hier is intussen al over beslist."))
            return self.here(consent_id)
        tell(request, member, self.case, _("Vastgelegd. De melder leest jullie reden."))
        return self.here(consent_id)
