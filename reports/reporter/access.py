"""Open the own dossier for a page: by the browser's cookie, or by the code typed again."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import View

from reports.reporter.actions import OwnDossier, open_own
from stagebaken.vault import receipts
from stagebaken.vault.errors import InvalidReceipt, UnknownReceipt
from stagebaken.vault.receipts import ReceiptKeys
from stagebaken.vault.sessions import forget_dossier, remember_dossier, remembered_dossier

CODE_FIELD = "code"


class ReporterView(View):
    """A page of the own dossier. Without a valid cookie, what was typed is kept on the page."""

    own: OwnDossier
    keys: ReceiptKeys

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self.keys = self._keys(request)
            self.own = open_own(locator=self.keys.locator, wrapping_key=self.keys.wrapping_key)
        except (InvalidReceipt, UnknownReceipt) as error:
            return self._ask_for_code(request, error)
        response = super().dispatch(request, *args, **kwargs)
        if not getattr(response, "closes_dossier", False):
            remember_dossier(response, self.keys.locator, self.keys.wrapping_key)
        return response

    def _keys(self, request: HttpRequest) -> ReceiptKeys:
        typed = request.POST.get(CODE_FIELD) if request.method == "POST" else None
        if typed:
            return receipts.derive(receipts.normalise(typed))
        remembered = remembered_dossier(request)
        if remembered is None:
            raise UnknownReceipt
        return ReceiptKeys(*remembered)

    def _ask_for_code(self, request: HttpRequest, error: Exception) -> HttpResponse:
        if request.method != "POST":
            response: HttpResponse = redirect("reporter:open")
            forget_dossier(response)
            return response
        fields = [
            (name, value)
            for name, values in request.POST.lists()
            if name not in {CODE_FIELD, "csrfmiddlewaretoken"}
            for value in values
        ]
        context = {
            "fields": fields,
            "text": request.POST.get("text", ""),
            "had_file": bool(request.FILES),
            "was_typed": CODE_FIELD in request.POST,
            "is_unknown": isinstance(error, UnknownReceipt),
        }
        return render(request, "reporter/reopen.html", context, status=409)


def closing(response: HttpResponse) -> HttpResponse:
    """Forget the dossier in this browser."""
    forget_dossier(response)
    response.closes_dossier = True  # type: ignore[attr-defined]
    return response
