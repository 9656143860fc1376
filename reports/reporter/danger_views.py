"""The page on which a reporter says that there is danger, and reads whom to call."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from reports.intake.safety import ALARM, HELPLINES
from reports.reporter.access import ReporterView
from reports.reporter.danger import tell
from reports.reporter.forms import DangerForm
from reports.reporter.views import back


class DangerPage(ReporterView):
    """Of a dossier that the team can read: elsewhere nobody would look."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._ask(DangerForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = DangerForm(request.POST)
        if not form.is_valid():
            return self._ask(form, status=422)
        tell(own=self.own, danger=form.cleaned_data["danger"], once=form.cleaned_data["once"])
        return back("veilig")

    def _ask(self, form: DangerForm, status: int = 200) -> HttpResponse:
        if self.own.case is None:
            return redirect("reporter:dossier")
        context = {
            "form": form,
            "alarm": ALARM,
            "helplines": HELPLINES,
            "school": self.own.case.school,
        }
        return render(self.request, "reporter/danger.html", context, status=status)
