"""The pages of /zaken/: thin. A locked vault sends to its door and comes back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reports.attachments import storage
from reports.attachments.errors import Refused
from reports.casework import actions
from reports.casework.access import CaseVerb, OneCase
from reports.casework.forms import AssignForm, NoteForm, ReplyForm
from reports.casework.opening import keys_for, open_case
from reports.casework.pages import case_page
from reports.casework.telling import tell
from stagebaken.audit.models import Verb
from stagebaken.vault.errors import Busy, LastHolder
from stagebaken.vault.sessions import UnlockedMember


class CasePage(OneCase):
    def get(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        return show(self)


def show(page: OneCase, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of one case; `forms` are those that came back with a mistake."""
    opened = open_case(member=page.open_vault(), case=page.case)
    chosen = {"assignee": page.case.assignee_id}
    context = {
        "reply_form": ReplyForm(),
        "note_form": NoteForm(),
        "assign_form": AssignForm(case=page.case, initial=chosen),
        "form": next(iter(forms.values()), None),  # the title of the page says that it is wrong
    }
    context |= case_page(opened, page.user) | forms
    return render(page.request, "casework/case.html", context, status=status)


class ReplyPage(CaseVerb):
    """Answer the reporter, with or without a file; then tell them, if they left an address."""

    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        member, form = self.open_vault(), ReplyForm(request.POST, request.FILES)
        if not (form.is_valid() and self._send(member, form)):
            return show(self, status=422, reply_form=form)
        return self.back("#gesprek")

    def _send(self, member: UnlockedMember, form: ReplyForm) -> bool:
        data = form.cleaned_data
        try:
            _message, is_new = actions.reply(
                member=member,
                case=self.case,
                text=data["text"],
                once=data["once"],
                upload=data["file"],
            )
        except Refused as refusal:
            form.add_error("file", str(refusal.reason))
            return False
        except Busy:
            form.add_error("file", _("Het is even druk. Stuur dit bestand zo nog een keer."))
            return False
        if is_new:
            said = _("Je antwoord staat in het dossier.")
            tell(self.request, member, self.case, said)
        return True


class NotifyPage(CaseVerb):
    """Send the message without content again."""

    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        tell(request, self.open_vault(), self.case)
        return self.back()


class NotePage(CaseVerb):
    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        member, form = self.open_vault(), NoteForm(request.POST)
        if not form.is_valid():
            return show(self, status=422, note_form=form)
        data = form.cleaned_data
        try:
            actions.add_note(member=member, case=self.case, text=data["text"], once=data["once"])
        except actions.NoStaffKey:
            form.add_error("text", _("Dat kan pas als een collega de zaak heeft geopend."))
            return show(self, status=409, note_form=form)
        messages.success(request, _("Je notitie staat bij deze zaak. De melder ziet die niet."))
        return self.back("#notities")


class AcknowledgePage(CaseVerb):
    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        actions.acknowledge(member=self.open_vault(), case=self.case)
        messages.success(
            request, _("De ontvangst is bevestigd. De melder ziet dat in het dossier.")
        )
        return self.back()


class AssignPage(CaseVerb):
    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        member, form = self.open_vault(), AssignForm(request.POST, case=self.case)
        if not form.is_valid():
            return show(self, status=422, assign_form=form)
        assignee = form.cleaned_data["assignee"]
        actions.assign(member=member, case=self.case, assignee=assignee)
        said = _("%(name)s pakt deze zaak op.") % {"name": assignee.name} if assignee else ""
        messages.success(request, said or _("Niemand pakt deze zaak nu op."))
        return self.back()


class RecusePage(OneCase):
    """Step back from a case: asked once more, because nobody but the reporter can undo it."""

    def get(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        return render(request, "casework/recuse.html", {"case": self.case})

    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        try:
            actions.recuse(member=self.open_vault(), case=self.case)
        except LastHolder:
            context = {"case": self.case, "is_last": True}
            return render(request, "casework/recuse.html", context, status=409)
        messages.success(request, _("Je ziet deze zaak niet meer."))
        return redirect("board:list")


class FilePage(OneCase):
    """One file of the dossier, as a download."""

    def get(self, request: HttpRequest, case_id: UUID, attachment_id: UUID) -> HttpResponseBase:
        attachment = storage.find(dossier=self.case.dossier, attachment_id=attachment_id)
        keys = keys_for(member=self.open_vault(), case=self.case, verb=Verb.ATTACHMENT_OPENED)
        return storage.stream_response(attachment, keys)
