"""A new receipt before anything else, when somebody else saw the one that opened the dossier."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from reports.reporter.access import GONE, ReporterView
from reports.reporter.opening import MustRenew, OwnDossier, open_own, open_to_renew
from reports.reporter.receipt import renew_receipt
from stagebaken.vault import receipts
from stagebaken.vault.errors import Busy, InvalidReceipt, ReceiptTaken
from stagebaken.vault.sessions import remember_dossier


class RenewPage(ReporterView):
    """Shows a new receipt and nothing of the dossier. "I have kept it" lets it take over.

    The receipt travels in the form with its ticket, as in the API: nothing of it is stored before.
    """

    def opened(self) -> OwnDossier:
        return open_to_renew(locator=self.keys.locator, wrapping_key=self.keys.wrapping_key)

    def get(self, request: HttpRequest) -> HttpResponse:
        if not self.own.decisions.must_renew:
            return redirect("reporter:dossier")
        return show(request, receipts.new_receipt())

    def post(self, request: HttpRequest) -> HttpResponse:
        receipt = shown_receipt(request)
        if not receipt:
            return redirect("reporter:renew")
        try:
            keys = receipts.derive(receipt)
            renew_receipt(own=self.own, receipt=keys)
        except Busy:
            return show(request, receipt, is_busy=True)
        except ReceiptTaken:
            return redirect("reporter:renew")
        self.keys = keys
        return redirect("reporter:dossier")

    def ask_for_code(self, request: HttpRequest, error: Exception) -> HttpResponse:
        """The answer to the first click was lost: the new receipt has taken over already."""
        receipt = shown_receipt(request)
        if not receipt:
            return super().ask_for_code(request, error)
        try:
            keys = receipts.derive(receipt)
            open_own(locator=keys.locator, wrapping_key=keys.wrapping_key)
        except (Busy, MustRenew, *GONE):
            return super().ask_for_code(request, error)
        response = redirect("reporter:dossier")
        remember_dossier(response, keys.locator, keys.wrapping_key)
        return response


def shown_receipt(request: HttpRequest) -> str:
    """The receipt that our page showed; empty for one that was not made here."""
    try:
        receipt = receipts.normalise(request.POST.get("nieuw", ""))
    except InvalidReceipt:
        return ""
    return receipt if receipts.ticket_is_valid(receipt, request.POST.get("ticket", "")) else ""


def show(request: HttpRequest, receipt: str, *, is_busy: bool = False) -> HttpResponse:
    context = {
        "groups": receipts.grouped(receipt).split(),
        "receipt": receipt,
        "ticket": receipts.issue_ticket(receipt),
        "is_busy": is_busy,
    }
    status = 503 if is_busy else 200
    return render(request, "reporter/renew.html", context, status=status)
