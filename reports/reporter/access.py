"""Open the own dossier for a page: by the browser's cookie, or by the code typed again."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import View

from reports.dossiers.models import Report
from reports.intake.pages import signpost
from reports.intake.school import find_school
from reports.reporter.forms import BUSY, UNKNOWN_CODE, code_mistake
from reports.reporter.opening import MustRenew, OwnDossier, open_own
from schools.registry.models import School
from stagebaken.vault import receipts
from stagebaken.vault.errors import Busy, InvalidReceipt, NotOnKeyring, UnknownReceipt
from stagebaken.vault.models import Dossier
from stagebaken.vault.receipts import ReceiptKeys
from stagebaken.vault.sessions import forget_dossier, remember_dossier, remembered_dossier

CODE_FIELD = "code"
# Withdrawn: before the page, or in another tab while this one was being made.
GONE = (UnknownReceipt, NotOnKeyring, Dossier.DoesNotExist, Report.DoesNotExist)


class ReporterView(View):
    """A page of the own dossier. Without a valid cookie, what was typed is kept on the page."""

    own: OwnDossier
    keys: ReceiptKeys

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self.keys = self._keys(request)
            self.own = self.opened()
        except MustRenew:
            return to_a_new_code(self.keys)
        except (InvalidReceipt, Busy, *GONE) as error:
            return self.ask_for_code(request, error)
        signpost(request, school_of(self.own))
        try:
            response = super().dispatch(request, *args, **kwargs)
        except GONE as error:
            return self.ask_for_code(request, error)
        if not getattr(response, "closes_dossier", False):
            remember_dossier(response, self.keys.locator, self.keys.wrapping_key)
        return response

    def opened(self) -> OwnDossier:
        return open_own(locator=self.keys.locator, wrapping_key=self.keys.wrapping_key)

    def _keys(self, request: HttpRequest) -> ReceiptKeys:
        typed = typed_code(request)
        if typed:
            return receipts.derive(receipts.normalise(typed))
        remembered = remembered_dossier(request)
        if remembered is None:
            raise UnknownReceipt
        return ReceiptKeys(*remembered)

    def ask_for_code(self, request: HttpRequest, error: Exception) -> HttpResponse:
        """The door; or, with what was typed, the door on this very address."""
        if request.method != "POST":
            return closing(redirect("reporter:open"))
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
            "typed": typed_code(request),
            "mistake": mistake(request, error),
            "is_gone": is_gone(request),
        }
        return closing(render(request, "reporter/reopen.html", context, status=409))


def school_of(own: OwnDossier) -> School | None:
    """The school that has the case, or that the reporter named."""
    return own.case.school if own.case else find_school(own.decisions.school)


def to_a_new_code(keys: ReceiptKeys) -> HttpResponse:
    """Somebody else saw this code. Nothing of the dossier comes before the new one."""
    response = redirect("reporter:renew")
    remember_dossier(response, keys.locator, keys.wrapping_key)
    return response


def typed_code(request: HttpRequest) -> str:
    return request.POST.get(CODE_FIELD, "") if request.method == "POST" else ""


def is_gone(request: HttpRequest) -> bool:
    """This browser had a dossier open that is no more, and nobody typed another code."""
    return not typed_code(request) and remembered_dossier(request) is not None


def mistake(request: HttpRequest, error: Exception) -> str:
    """What to say about the code that was typed, if one was."""
    if isinstance(error, Busy):
        return str(BUSY)
    typed = typed_code(request)
    if not typed:
        return ""
    return code_mistake(typed) if isinstance(error, InvalidReceipt) else str(UNKNOWN_CODE)


def closing(response: HttpResponse) -> HttpResponse:
    """Forget the dossier in this browser."""
    forget_dossier(response)
    response.closes_dossier = True  # type: ignore[attr-defined]
    return response
