"""/zaken/jaarverslag/ for a school, /toezicht/jaarcijfers/ for SBB, and what is counted."""

import functools
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from placements.protection import floors
from reports.yearly import access, policy, reading
from reports.yearly.catalogue import TABLES, WHOLES, WHOLES_ABOUT
from reports.yearly.document import document
from reports.yearly.models import BLOCK_YEARS, YearlyRelease
from reports.yearly.pages import written
from reports.yearly.reading import Report
from reports.yearly.spreadsheet import spreadsheet
from schools.registry.models import School
from stagebaken.accounts.models import User

View = Callable[..., HttpResponseBase]


def of_school(view: View) -> View:
    """Give the view the report of this school and year, and the school."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, code: str, year: int) -> HttpResponseBase:
        return view(request, *access.school_report(_person(request), code=code, year=year))

    return wrapped


def of_groups(view: View) -> View:
    """Give the view the report for SBB, with no school."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, year: int) -> HttpResponseBase:
        return view(request, access.group_report(_person(request), year=year), None)

    return wrapped


def _person(request: HttpRequest) -> User:
    """The signed-in user; the login-required middleware has let nobody else through."""
    return cast("User", request.user)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    schools = list(policy.schools_of(_person(request)))
    if not schools:
        raise Http404
    return render(request, "yearly/home.html", {"schools": schools, "years": _years()})


@require_safe
def groups_home(request: HttpRequest) -> HttpResponse:
    if not policy.reads_groups(_person(request)):
        raise Http404
    return render(request, "yearly/groups_home.html", {"years": _years()})


def _years() -> list[tuple[YearlyRelease, str]]:
    return [(release, reading.school_year_name(release.year)) for release in reading.releases()]


@require_safe
def page(request: HttpRequest, report: Report, school: School | None) -> HttpResponse:
    context = {"report": report, "school": school, "page": written(report)}
    return render(request, "yearly/report.html", context)


@require_safe
def csv_file(request: HttpRequest, report: Report, school: School | None) -> HttpResponse:
    return _file(spreadsheet(report), "text/csv; charset=utf-8", _name(report, school, "csv"))


@require_safe
def pdf_file(request: HttpRequest, report: Report, school: School | None) -> HttpResponse:
    return _file(document(report, school), "application/pdf", _name(report, school, "pdf"))


def _file(content: str | bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _name(report: Report, school: School | None, kind: str) -> str:
    scope = school.code if school else "sbb"
    return f"jaarcijfers-{scope}-{report.year_name}-{get_language()}.{kind}"


@require_safe
def definition(request: HttpRequest) -> HttpResponse:
    """What is counted, open to everybody and printable."""
    context: dict[str, Any] = {
        "wholes": [(label, WHOLES_ABOUT[whole]) for whole, label in WHOLES.items()],
        "tables": TABLES,
        "floors": floors,
        "block_years": BLOCK_YEARS,
        "group_schools": settings.YEARLY_GROUP_SCHOOLS,
    }
    return render(request, "yearly/definition.html", context)


school_page, school_csv, school_pdf = (of_school(view) for view in (page, csv_file, pdf_file))
groups_page, groups_csv, groups_pdf = (of_groups(view) for view in (page, csv_file, pdf_file))
