"""The pages of /dossier/meenemen/."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from reports.export.actions import Kind, take_copy
from reports.export.pdf import TooLong
from reports.reporter.access import ReporterView
from stagebaken.vault.errors import Busy

TYPES = {Kind.PDF: "application/pdf", Kind.JSON: "application/json"}


class ExportPage(ReporterView):
    """What a copy holds, and what it means to have one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return ask(request)


class FileView(ReporterView):
    """The copy itself: asked with a form, so that no link, prefetch or preview takes one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("export:page")

    def post(self, request: HttpRequest) -> HttpResponse:
        wanted = request.POST.get("soort", "")
        if wanted not in set(Kind):
            return redirect("export:page")
        try:
            return download(take_copy(own=self.own, kind=Kind(wanted)), Kind(wanted))
        except Busy:
            return ask(request, status=503, is_busy=True)
        except TooLong:
            return ask(request, status=409, is_too_long=True)


def download(content: bytes, kind: Kind) -> HttpResponse:
    """A file with a name that says nothing, kept by no cache."""
    headers = {
        "Content-Disposition": f'attachment; filename="kopie.{kind}"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=TYPES[kind], headers=headers)


def ask(request: HttpRequest, status: int = 200, **said: Any) -> HttpResponse:
    return render(request, "export/page.html", said, status=status)
