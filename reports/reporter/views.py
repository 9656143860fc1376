"""The pages of /dossier/: where is it now, whose turn is it, and the conversation."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from reports.attachments import storage
from reports.attachments.errors import Refused
from reports.dossiers.actions import Kind
from reports.reporter import actions
from reports.reporter.access import GONE, ReporterView, closing, to_a_new_code
from reports.reporter.forms import BUSY, UNKNOWN_CODE, AddForm, CodeForm, MessageForm
from reports.reporter.opening import MustRenew, OwnDossier, open_own
from reports.reporter.pages import DONE, dossier_page
from stagebaken.vault import receipts
from stagebaken.vault.errors import Busy
from stagebaken.vault.sessions import remember_dossier, remembered_dossier


class OpenPage(View):
    """Return with a receipt code."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if remembered_dossier(request) is not None:
            return redirect("reporter:dossier")
        return render(request, "reporter/open.html", {"form": CodeForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CodeForm(request.POST)
        if not form.is_valid():
            return render(request, "reporter/open.html", {"form": form}, status=422)
        try:
            keys = receipts.derive(form.cleaned_data["code"])
            open_own(locator=keys.locator, wrapping_key=keys.wrapping_key)
        except MustRenew:
            return to_a_new_code(keys)
        except GONE:
            form.add_error("code", UNKNOWN_CODE)
            return render(request, "reporter/open.html", {"form": form}, status=404)
        except Busy:
            form.add_error("code", BUSY)
            return render(request, "reporter/open.html", {"form": form}, status=503)
        response: HttpResponse = redirect("reporter:dossier")
        remember_dossier(response, keys.locator, keys.wrapping_key)
        return response


class LostCodePage(TemplateView):
    template_name = "reporter/lost.html"


class WithdrawnPage(TemplateView):
    """After everything was destroyed: it says so to whoever comes here."""

    template_name = "reporter/withdrawn.html"


class DossierPage(ReporterView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return show(request, self.own)


def show(
    request: HttpRequest,
    own: OwnDossier,
    form: MessageForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = dossier_page(own) | {
        "form": form or MessageForm(),
        "done": DONE.get(request.GET.get("gelukt", "")),
        "minutes": settings.DOSSIER_MINUTES,
    }
    return render(request, "reporter/dossier.html", context, status=status)


def back(done: str) -> HttpResponse:
    """To the dossier, with a fixed sentence about what was done."""
    return redirect(f"{reverse('reporter:dossier')}?gelukt={done}")


def post_words(own: OwnDossier, form: MessageForm, kind: Kind) -> bool:
    """Send text and file of a valid form. False, with the reason, when the file is refused."""
    data: dict[str, Any] = form.cleaned_data
    try:
        actions.send(own=own, text=data["text"], kind=kind, once=data["once"], upload=data["file"])
    except Refused as refusal:
        form.add_error("file", str(refusal.reason))
    except Busy:
        form.add_error("file", _("Het is even druk. Stuur dit bestand zo nog een keer."))
    return form.is_valid()


class MessagePage(ReporterView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("reporter:dossier")

    def post(self, request: HttpRequest) -> HttpResponse:
        form = MessageForm(request.POST, request.FILES)
        if form.is_valid() and post_words(self.own, form, Kind.MESSAGE):
            return back("bericht")
        return show(request, self.own, form, status=422)


class AddPage(ReporterView):
    """Add to the story: a logbook can grow over weeks."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._ask(AddForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AddForm(request.POST, request.FILES)
        if form.is_valid() and post_words(self.own, form, Kind.ADDITION):
            return back("aanvulling")
        return self._ask(form, status=422)

    def _ask(self, form: AddForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "is_filed": self.own.case is not None}
        return render(self.request, "reporter/add.html", context, status=status)


class FilePage(ReporterView):
    def get(self, request: HttpRequest, attachment_id: UUID) -> HttpResponseBase:
        attachment = storage.find(dossier=self.own.dossier, attachment_id=attachment_id)
        return storage.stream_response(attachment, self.own.keys)


class ClosePage(View):
    """Close the dossier in this browser."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("reporter:open")

    def post(self, request: HttpRequest) -> HttpResponse:
        return closing(redirect("reporter:open"))
