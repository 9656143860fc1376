"""The company's pages: the code, the question, a preview, the answer. Nobody signs in here.

The address is anonymous (ADR 14): no session, no log of who came. What was typed is never lost.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import View

from reports.hearings import answering, codes, cookie
from reports.hearings.answering import OpenHearing, TooLate, UnknownCode
from reports.hearings.codes import CodeKeys
from reports.hearings.forms import BUSY, UNKNOWN_CODE, AnswerForm, CodeForm
from reports.hearings.letter import rules
from stagebaken.ui.templatetags.ui import long_date
from stagebaken.vault.errors import Busy

GONE, CLOSED, BUSY_STATUS, UNFIT = 404, 409, 503, 422


class OpenPage(View):
    """The door: a code, from a letter or by telephone."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if cookie.remembered(request) is not None:
            return redirect("hearing:question")
        return render(request, "hearings/open.html", {"form": CodeForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CodeForm(request.POST)
        code, status = with_code(form)
        if code is None:
            return render(request, "hearings/open.html", {"form": form}, status=status)
        response: HttpResponse = redirect("hearing:question")
        cookie.remember(response, code)
        return response


def with_code(form: CodeForm) -> tuple[CodeKeys | None, int]:
    """The keys of a code that opens a question; or what is wrong with it, with its status."""
    if not form.is_valid():
        return None, UNFIT
    try:
        code = codes.derive(form.cleaned_data["code"])
        answering.open_hearing(code)
    except Busy:
        form.add_error("code", BUSY)
        return None, BUSY_STATUS
    except UnknownCode:
        form.add_error("code", UNKNOWN_CODE)
        return None, GONE
    return code, 200


class CompanyView(View):
    """A page of an opened question. Without its cookie, what was typed waits for the code."""

    code: CodeKeys
    opened: OpenHearing

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        code, is_asked = self._code(request)
        if code is None:
            return self._ask_for_code(request) if is_asked else redirect("hearing:open")
        try:
            self.code, self.opened = code, answering.open_hearing(code)
            response = super().dispatch(request, *args, **kwargs)
        except UnknownCode:
            return self._taken_back(request)
        cookie.remember(response, code)
        return response

    def _code(self, request: HttpRequest) -> tuple[CodeKeys | None, bool]:
        """What the browser has open, or a code that came along with a form kept for it."""
        if request.method != "POST":
            return cookie.remembered(request), False
        if "code" in request.POST:
            self.form = CodeForm(request.POST)
            return with_code(self.form)[0], True
        self.form = CodeForm()
        return cookie.remembered(request), True

    def _ask_for_code(self, request: HttpRequest) -> HttpResponse:
        context = {"form": self.form, "text": request.POST.get("text", "")}
        return render(request, "hearings/reopen.html", context, status=CLOSED)

    def _taken_back(self, request: HttpRequest) -> HttpResponse:
        """Withdrawn or closed while it was open here. That is all that is said."""
        context = {"text": request.POST.get("text", "")}
        response = render(request, "hearings/taken_back.html", context, status=GONE)
        cookie.forget(response)
        return response

    def show(self, form: AnswerForm | None = None, status: int = 200) -> HttpResponse:
        """The question with room for an answer; or, once it is over, what there was."""
        context = self.context() | {"form": form or AnswerForm()}
        return render(self.request, "hearings/question.html", context, status=status)

    def context(self) -> dict[str, Any]:
        opened = self.opened
        return {
            "opened": opened,
            "school": opened.school,
            "due": long_date(opened.hearing.due_on),
            "rules": rules(),
        }


class QuestionPage(CompanyView):
    """Read the question; the answer comes back from here as a preview."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.opened.is_over:
            return too_late(self)
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=UNFIT)
        if "change" in request.POST:
            return self.show(form)
        context = self.context() | {"text": form.cleaned_data["text"]}
        return render(request, "hearings/preview.html", context)


class AnswerPage(CompanyView):
    """Send what the preview showed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("hearing:question")

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=UNFIT)
        try:
            answering.send(code=self.code, text=form.cleaned_data["text"])
        except TooLate:
            self.opened = answering.open_hearing(self.code)
            return too_late(self)
        return redirect("hearing:question")


def too_late(page: CompanyView) -> HttpResponse:
    """Answered in another tab, or the term passed: what was typed stays on the page to copy."""
    context = page.context() | {"unsent": page.request.POST.get("text", "")}
    return render(page.request, "hearings/question.html", context, status=CLOSED)


class ClosePage(View):
    """Close the question in this browser."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("hearing:open")

    def post(self, request: HttpRequest) -> HttpResponse:
        response = redirect("hearing:open")
        cookie.forget(response)
        return response
