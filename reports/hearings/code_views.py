"""Pages that hand a code to a member: start a hearing, a new code, the letter as a file.

The code travels in forms alone. No address, cookie, session or row of ours holds it.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reports.casework.access import OneCase
from reports.casework.confirming import is_confirmed
from reports.casework.opening import keys_for
from reports.consents import actions as consents
from reports.consents.actions import IllegalStep, NoConsent, OpenConsent
from reports.consents.vocabulary import Step
from reports.hearings import actions, codes, letter, terms
from reports.hearings.access import HearingVerb
from reports.hearings.forms import BUSY, BeginForm, CarriedCode, NewCodeForm, fresh_code
from reports.hearings.models import Hearing
from reports.hearings.vocabulary import IllegalState
from stagebaken.audit.models import Verb
from stagebaken.vault import receipts
from stagebaken.vault.errors import Busy
from stagebaken.web.days import today


class BeginPage(OneCase):
    """What leaves once more, to whom and until when; then the passphrase, and the code."""

    def get(self, request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
        due_on = terms.proposed(self.case.school, today())
        return self._ask(BeginForm(initial=fresh_code() | {"due_on": due_on}))

    def post(self, request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
        self.open_vault()
        form = BeginForm(request.POST)
        if not (form.is_valid() and is_confirmed(request, form)):
            return self._ask(form.renewed(), status=422)
        data = form.cleaned_data
        try:
            started = actions.start(
                member=self.open_vault(),
                case=self.case,
                consent_id=consent_id,
                code=codes.derive(data["code"]),
                due_on=data["due_on"],
            )
        except Busy:
            form.add_error(None, str(BUSY))
            return self._ask(form, status=503)
        except actions.CaseClosed:
            messages.warning(request, _("Deze zaak is afgerond. Heropen hem eerst."))
            return self.back()
        except (NoConsent, IllegalStep, actions.CodeTaken):
            return redirect(request.path)  # another tab was first, or a no came meanwhile
        return show_code(self, started.hearing, data)

    def _ask(self, form: BeginForm, status: int = 200) -> HttpResponse:
        question = self._question()
        if question is None:
            return self._elsewhere()
        context = {"case": self.case, "question": question, "form": form}
        return render(self.request, "hearings/begin.html", context, status=status)

    def _question(self) -> OpenConsent | None:
        """The question of this address, while the reporter's yes to it stands."""
        keys = keys_for(member=self.open_vault(), case=self.case, verb=Verb.OPENED)
        for question in consents.opened(self.case.dossier, keys):
            if question.id == self.kwargs["consent_id"] and question.step == Step.HEAR:
                return question if question.is_granted else None
        return None

    def _elsewhere(self) -> HttpResponse:
        """Nothing to start: it was started before, or there is no yes."""
        hearing = Hearing.objects.filter(
            dossier=self.case.dossier_id, consent=self.kwargs["consent_id"]
        ).first()
        if hearing is not None:
            return redirect("hearings:hearing", self.case.pk, hearing.pk)
        said = _("De melder zei hier geen ja tegen. Er is niets verstuurd.")
        messages.warning(self.request, said)
        return self.back()


def show_code(page: OneCase, hearing: Hearing, data: dict[str, Any]) -> HttpResponse:
    """The code and the letter, in the answer to the form: once, and again for the same form."""
    about = letter_of(page, hearing, data["code"])
    context = {
        "case": page.case,
        "hearing": hearing,
        "receiver": about.receiver,
        "groups": receipts.grouped(data["code"]).split(),
        "words": letter.words(about),
        "code": data["code"],
        "ticket": data["ticket"],
    }
    return render(page.request, "hearings/code.html", context)


def letter_of(page: OneCase, hearing: Hearing, code: str) -> letter.Letter:
    keys = keys_for(member=page.open_vault(), case=page.case, verb=Verb.OPENED)
    receiver = actions.asked(hearing, keys).request.receiver
    return letter.Letter(page.case.school, receiver, hearing.due_on, code)


class RenewPage(HearingVerb):
    """A new code for the same question: the letter was lost. The one before stops working."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self._ask(NewCodeForm(initial=fresh_code()))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        self.open_vault()
        form = NewCodeForm(request.POST)
        if not (form.is_valid() and is_confirmed(request, form)):
            return self._ask(form.renewed(), status=422)
        data = form.cleaned_data
        try:
            started = actions.renew_code(
                member=self.open_vault(),
                case=self.case,
                hearing=self.hearing,
                code=codes.derive(data["code"]),
            )
        except Busy:
            messages.warning(request, BUSY)
            return self._ask(form, status=503)
        except (IllegalState, NoConsent, actions.CodeTaken):
            messages.warning(
                request, _("Dat kan nu niet meer. Kijk hieronder hoe het ervoor staat.")
            )
            return self.back()
        return show_code(self, started.hearing, data)

    def _ask(self, form: NewCodeForm, status: int = 200) -> HttpResponse:
        context = {"case": self.case, "hearing": self.hearing, "form": form}
        return render(self.request, "hearings/renew.html", context, status=status)


class LetterPage(HearingVerb):
    """The letter as a PDF, from the page that shows the code. Another code makes no letter."""

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        self.open_vault()
        form = CarriedCode(request.POST)
        if not form.is_valid():
            return self.back()
        code = form.cleaned_data["code"]
        try:
            is_ours = codes.derive(code).locator == bytes(self.hearing.locator or b"")
        except Busy:
            messages.warning(request, BUSY)
            return show_code(self, self.hearing, form.cleaned_data)
        if not is_ours:
            return self.back()
        content = letter.pdf(letter_of(self, self.hearing, code))
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = 'attachment; filename="brief.pdf"'
        return response
