"""The school's pages: hand over, and file what SBB wrote."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from reports.casework.access import OneCase
from reports.casework.confirming import is_confirmed
from reports.casework.holding import NoStaffKey
from reports.casework.opening import keys_for
from reports.casework.telling import tell
from reports.casework.transitions import IllegalTransition
from reports.consents.actions import IllegalStep, NoConsent, OpenConsent, standing
from reports.consents.staying import sbb_term
from reports.consents.vocabulary import Step
from reports.handover import actions, receiving
from reports.handover.forms import FilingForm, HandOverForm
from reports.handover.models import Handover
from stagebaken.audit.models import Verb
from stagebaken.vault.errors import VaultNotSetUp


class HandOverPage(OneCase):
    """The very text that leaves, once more; then the passphrase."""

    def get(self, request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
        return self._show(consent_id)

    def post(self, request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
        self._require_sbb()
        form = self._form(request.POST)
        if not (form.is_valid() and is_confirmed(request, form)):
            return self._show(consent_id, form, status=422)
        try:
            handed = actions.hand_over(
                member=self.open_vault(),
                case=self.case,
                consent_id=consent_id,
                named=form.barred,
                seen=form.cleaned_data["seen"],
            )
        except actions.OutsidersNamed:
            messages.error(request, _("De melder veranderde wie het niet mag weten. Kijk eerst."))
            return self._show(consent_id, status=409)
        except (NoConsent, IllegalStep):
            messages.error(request, _("Er is geen ja (meer) van de melder. SBB kreeg niets."))
        except VaultNotSetUp:
            messages.error(request, _("Bij SBB kan nu niemand dit lezen. SBB kreeg niets."))
        except IllegalTransition:
            messages.error(request, _("Deze zaak is intussen verder. SBB kreeg niets."))
        else:
            if handed.is_new:
                said = _("SBB heeft de melding gekregen: de tekst die de melder zag.")
                tell(request, self.open_vault(), self.case, said)
        return self.back("#sbb")

    def _require_sbb(self) -> None:
        if not actions.has_sbb(self.case.school):
            raise Http404

    def _form(self, data: Any = None) -> HandOverForm:
        """Whom the reporter named is asked about; else SBB's people are nobody's business."""
        keys = keys_for(member=self.open_vault(), case=self.case, verb=Verb.OPENED)
        outsiders = actions.outsiders_of(self.case, keys)
        readers = receiving.present() if outsiders else []
        return HandOverForm(data, outsiders=outsiders, readers=readers)

    def _show(
        self, consent_id: UUID, form: HandOverForm | None = None, status: int = 200
    ) -> HttpResponse:
        self._require_sbb()
        if Handover.objects.filter(dossier=self.case.dossier, consent=consent_id).exists():
            return self.back("#sbb")
        consent = self._standing(consent_id)
        if consent is None:
            messages.error(self.request, _("Er is geen ja (meer) van de melder voor deze stap."))
            return self.back()
        context = {
            "case": self.case,
            "form": form or self._form(),
            "lines": consent.request.document.splitlines(),
            "is_ready": receiving.is_ready(),
            "term": sbb_term(),
        }
        return render(self.request, "handover/hand_over.html", context, status=status)

    def _standing(self, consent_id: UUID) -> OpenConsent | None:
        keys = keys_for(member=self.open_vault(), case=self.case, verb=Verb.OPENED)
        consent = standing(self.case.dossier, keys, Step.SBB)
        return consent if consent is not None and consent.id == consent_id else None


class ReplyPage(OneCase):
    """A letter of SBB: read it, and put it into the dossier for the reporter."""

    def get(self, request: HttpRequest, case_id: UUID, reply_id: UUID) -> HttpResponse:
        return self._show(reply_id, None)

    def post(self, request: HttpRequest, case_id: UUID, reply_id: UUID) -> HttpResponse:
        member, form = self.open_vault(), FilingForm(request.POST)
        reply = actions.find_reply(self.case, reply_id)
        if reply is None:
            raise Http404
        if not form.is_valid():
            return self._show(reply_id, form, status=422)
        text, once = form.cleaned_data["text"], form.cleaned_data["once"]
        try:
            is_new = actions.file_reply(
                member=member, case=self.case, reply=reply, text=text, once=once
            )
        except actions.NothingToFile:
            form.add_error(
                "text",
                _("Een collega zette deze brief al in het dossier. Jouw tekst staat er niet bij."),
            )
            return self._show(reply_id, form, status=409)
        except NoStaffKey:
            form.add_error("text", _("Dat kan pas als een collega de zaak heeft geopend."))
            return self._show(reply_id, form, status=409)
        if is_new:
            tell(request, member, self.case, _("De brief staat in het dossier."))
        return self.back("#gesprek")

    def _show(self, reply_id: UUID, form: FilingForm | None, status: int = 200) -> HttpResponse:
        reply = actions.find_reply(self.case, reply_id)
        if reply is None:
            raise Http404
        keys = keys_for(member=self.open_vault(), case=self.case, verb=Verb.OPENED)
        if reply.is_filed:
            text = keys.read(reply, "body") if keys.staff else ""
        else:
            text = actions.reply_text(self.open_vault(), reply) if reply.letter else ""
        context = {
            "case": self.case,
            "reply": reply,
            "text": text,
            "form": form or FilingForm(initial={"text": text}),
        }
        return render(self.request, "handover/reply.html", context, status=status)
