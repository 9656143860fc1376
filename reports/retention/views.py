"""Keep a dossier longer, or no longer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from reports.casework.access import CaseVerb, OneCase
from reports.casework.opening import keys_for
from reports.retention import actions
from reports.retention.forms import HoldForm
from reports.retention.panels import standing
from reports.retention.terms import end_if_lifted, end_of
from stagebaken.audit.models import Verb
from stagebaken.web.days import today


class HoldPage(OneCase):
    def get(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        return self._show(HoldForm())

    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        form = HoldForm(request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        data = form.cleaned_data
        try:
            actions.hold(
                member=self.open_vault(),
                case=self.case,
                until=data["until"],
                reason=data["reason"],
            )
        except actions.HoldTooLong:
            form.add_error("until", _("Kies een dag vanaf vandaag en binnen een jaar."))
            return self._show(form, status=422)
        except actions.AlreadyHeld:
            return self._held_before(form)
        messages.success(request, _("Dit dossier blijft langer bewaard. De melder ziet dat."))
        return self.back()

    def _held_before(self, form: HoldForm) -> HttpResponse:
        """By a colleague: the words come back. By a first click of this form: it is done."""
        keys = keys_for(member=self.open_vault(), case=self.case, verb=Verb.OPENED)
        stands, data = standing(self.case.dossier, keys), form.cleaned_data
        if stands and (stands.until, stands.text) == (data["until"], data["reason"].strip()):
            return self.back()
        form.add_error(
            "reason", _("Dit dossier wordt al langer bewaard. Wat je schreef is niet bewaard.")
        )
        return self._show(form, status=409)

    def _show(self, form: HoldForm, status: int = 200) -> HttpResponse:
        keys = keys_for(member=self.open_vault(), case=self.case, verb=Verb.OPENED)
        context = {
            "case": self.case,
            "form": form,
            "end": end_of(self.case.dossier, today()),
            "without": end_if_lifted(self.case.dossier, today()),
            "hold": standing(self.case.dossier, keys),
        }
        return render(self.request, "retention/hold.html", context, status=status)


class LiftPage(CaseVerb):
    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        actions.lift(member=self.open_vault(), case=self.case)
        messages.success(request, _("De gewone bewaartermijn geldt weer."))
        return self.back()
