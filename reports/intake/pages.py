"""What the pages of the intake stand on: the draft of this browser, opened for one request."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import View

from reports.intake import drafts, steps
from reports.intake.answers import Answers
from reports.intake.school import find_school
from schools.registry.models import School


class NotPossibleNow(Exception):
    """This page cannot be shown now; `response` says what can be done instead."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


@method_decorator(login_not_required, name="dispatch")
class IntakePage(View):
    """A page of /melden/. Whatever goes wrong, the answer says what is kept and what is not."""

    draft: drafts.OpenDraft | None
    shows_filed = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.draft = drafts.opened(request)
        signpost(request, self.school)
        if self.answers.is_filed and not self.shows_filed:
            return already_filed(request, self.answers)
        try:
            return super().dispatch(request, *args, **kwargs)
        except NotPossibleNow as instead:
            return instead.response

    @property
    def answers(self) -> Answers:
        return self.draft.answers if self.draft else Answers()

    @property
    def school(self) -> School | None:
        return find_school(self.answers.school)

    def require_draft(self) -> drafts.OpenDraft:
        if self.draft is None:
            raise NotPossibleNow(gone(self.request))
        return self.draft

    def require_complete(self) -> School:
        """The school, when all that must be answered is; else the first question that is not."""
        answers = self.require_draft().answers
        school = find_school(answers.school)
        lacking = steps.missing(answers, has_school=school is not None)
        if lacking is not None or school is None:
            step = lacking or steps.SCHOOL
            raise NotPossibleNow(redirect(f"{step.url}?nodig=1"))
        return school

    def show(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        context = {"draft": self.draft, "answers": self.answers} | context
        return render(self.request, template, context, status=status)


def signpost(request: HttpRequest, school: School | None) -> None:
    """Let every page name the independent routes that fit the school: they differ (R11)."""
    request.help_sector = school.sector if school else ""  # type: ignore[attr-defined]


def already_filed(request: HttpRequest, answers: Answers) -> HttpResponse:
    """Back, or a second tab: nothing is filed twice. What was typed just now is handed back."""
    typed = request.POST.get("account", "") if request.method == "POST" else ""
    return render(request, "intake/already_filed.html", {"typed": typed, "answers": answers})


def gone(request: HttpRequest) -> HttpResponse:
    """No draft opens (any more). It is not said that nothing was filed: we cannot know."""
    had_one = drafts.COOKIE in request.COOKIES
    response = render(request, "intake/gone.html", {"had_one": had_one})
    if had_one:
        drafts.forget(response)
    return response


def busy(page: IntakePage, template: str, context: dict[str, Any]) -> HttpResponse:
    """The same page with its answers, and the advice to try again in a moment."""
    response = page.show(template, context | {"is_busy": True}, status=503)
    response["Retry-After"] = str(settings.BUSY_RETRY_SECONDS)
    return response


class SeeOther(HttpResponseRedirect):
    """Go on with a GET, so that reloading sends nothing again."""

    status_code = 303


def see_other(name: str, query: str = "") -> HttpResponse:
    return SeeOther(reverse(name) + query)
