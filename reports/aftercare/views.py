"""The reporter answers, on a page of the own dossier."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from reports.aftercare import actions
from reports.aftercare.forms import CheckInForm
from reports.reporter.access import ReporterView


class CheckInPage(ReporterView):
    def get(self, request: HttpRequest) -> HttpResponse:
        moment = actions.moment_of(self.own.case)
        if moment is None:
            return redirect("reporter:dossier")
        before = {
            one.moment: one.answers for one in actions.answered(self.own.dossier, self.own.keys)
        }
        return self._ask(CheckInForm(initial=before.get(moment, {})))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CheckInForm(request.POST)
        if not form.is_valid():
            return self._ask(form, status=422)
        try:
            kept = actions.check_in(own=self.own, answers=form.cleaned_data)
        except actions.NotAsked:
            return redirect("reporter:dossier")
        return self._ask(CheckInForm(initial=form.cleaned_data), is_kept=kept is not None)

    def _ask(self, form: CheckInForm, status: int = 200, **facts: bool) -> HttpResponse:
        context = {"form": form, "is_posted": self.request.method == "POST"} | facts
        return render(self.request, "aftercare/check_in.html", context, status=status)
