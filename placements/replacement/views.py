"""/stages/vervanging/: students who need another place, for the school's coordinators."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from placements.agreements.models import Placement
from placements.companies.models import TrainingCompany
from placements.measures.access import of_placement_staff, person, sent
from placements.measures.finding import find
from placements.measures.policy import companies_for, schools_of
from placements.measures.views import page_number
from placements.replacement import actions, placed, policy, standing
from placements.replacement.forms import AnswerForm, CompanyForm, OpenForm, RadiusForm
from placements.replacement.looking import question
from placements.replacement.models import (
    Answer,
    Cause,
    PlacedRequest,
    ReplacementRequest,
    Suggestion,
)
from placements.replacement.programmes import programme_name
from placements.replacement.rules import RuleBroken
from placements.search.around import UnknownPlace
from schools.registry.models import School
from stagebaken.web.days import today

PAGE_SIZE = 50


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    schools = list(schools_of(person(request)))
    if not schools:
        raise Http404
    if len(schools) == 1:
        return redirect("replacement:overview", code=schools[0].code)
    return render(request, "replacement/schools.html", {"schools": schools})


@require_safe
@of_placement_staff
def overview(request: HttpRequest, school: School) -> HttpResponse:
    """Who waits longest comes first."""
    rows = policy.visible_to(person(request)).filter(school=school)
    is_past = "gesloten" in request.GET
    here = reverse("replacement:overview", args=[school.code])
    shown = rows.closed().order_by("-closed_on", "code") if is_past else rows.running()
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    known = _placements_of(request, list(page))
    context = {
        "school": school,
        "page": page,
        "rows": [(one, one.days_open(today()), known.get(one.pk)) for one in page],
        "ending": [] if is_past else placed.ending_soon(person(request), school),
        "is_past": is_past,
        "views": [
            {"label": _("Open"), "url": here, "is_current": not is_past},
            {"label": _("Gesloten"), "url": f"{here}?gesloten", "is_current": is_past},
        ],
    }
    return render(request, "replacement/overview.html", context)


def _placements_of(request: HttpRequest, found: list[ReplacementRequest]) -> dict[UUID, Placement]:
    """About whom a request is, where that is known and this coordinator may know it."""
    rows = PlacedRequest.objects.filter(
        request__in=found, placement__in=placed.visible_to(person(request))
    )
    rows = rows.select_related("placement__student__school", "placement__company")
    return {one.request_id: one.placement for one in rows}


@require_http_methods(["GET", "HEAD", "POST"])
@of_placement_staff
def open_one(request: HttpRequest, school: School) -> HttpResponse:
    form = OpenForm(sent(request))
    if request.method == "POST" and form.is_valid():
        opened = actions.open_request(
            by=person(request),
            school=school,
            cause=Cause(form.cleaned_data["cause"]),
            wanted=form.wanted,
            once=form.cleaned_data["once"],
        )
        return redirect("replacement:one", code=school.code, request_id=opened.pk)
    status = 422 if form.errors else 200
    context = {"school": school, "form": form}
    return render(request, "replacement/open.html", context, status=status)


def _request(request: HttpRequest, school: School, request_id: UUID) -> ReplacementRequest:
    rows = policy.visible_to(person(request)).filter(school=school).select_related("school")
    return get_object_or_404(rows, pk=request_id)


@require_safe
@of_placement_staff
def one(request: HttpRequest, school: School, request_id: UUID) -> HttpResponse:
    found = _request(request, school, request_id)
    placement = _placements_of(request, [found]).get(found.pk)
    seen = standing.looked_at([placement], today())[0] if placement else None
    context = {
        "school": school,
        "request_row": found,
        "placement": placement,
        "lost_on": seen.lost_on if seen else None,
        "days": found.days_open(today()),
        "programme": programme_name(found.crebo) if found.crebo else "",
        "suggestions": found.suggestions.select_related("company"),
        "answers": [Answer.ASKED, Answer.WANTED, Answer.UNWANTED],
        "events": found.events.all(),
    }
    return render(request, "replacement/one.html", context)


@require_safe
@of_placement_staff
def search(request: HttpRequest, school: School, request_id: UUID) -> HttpResponse:
    """Around the student's place, for the student's programme. The address holds neither."""
    found = _request(request, school, request_id)
    form = RadiusForm.of(request.GET)
    context: dict[str, Any] = {"school": school, "request_row": found, "form": form}
    context |= {"day": today(), "radius": form.radius}
    asked = question(found, radius=form.radius)
    try:
        hits = find(asked, user=person(request), school=school, number=page_number(request))
    except UnknownPlace:
        return render(request, "replacement/search.html", context | {"is_unknown": True})
    listed = set(found.suggestions.values_list("company", flat=True))
    context |= {"page": hits.page, "hits": hits.hits, "listed": listed}
    return render(request, "replacement/search.html", context)


def _back(school: School, request_id: UUID) -> HttpResponse:
    return redirect("replacement:one", code=school.code, request_id=request_id)


def _try(request: HttpRequest, verb: Callable[[], object], done: str) -> None:
    try:
        verb()
    except RuleBroken as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done)


@require_POST
@of_placement_staff
def suggest(request: HttpRequest, school: School, request_id: UUID) -> HttpResponse:
    found, form = _request(request, school, request_id), CompanyForm(request.POST)
    if not form.is_valid():
        return _back(school, request_id)
    company: TrainingCompany = get_object_or_404(
        companies_for(person(request)), pk=form.cleaned_data["company"]
    )
    _try(
        request,
        lambda: actions.suggest(by=person(request), request=found, company=company),
        _("Het bedrijf staat op de lijst."),
    )
    return _back(school, request_id)


@require_POST
@of_placement_staff
def answer(request: HttpRequest, school: School, request_id: UUID) -> HttpResponse:
    """What the student said of one company; or take it off the list."""
    found, form = _request(request, school, request_id), AnswerForm(request.POST)
    if not form.is_valid():
        return _back(school, request_id)
    listed: Suggestion = get_object_or_404(found.suggestions, pk=form.cleaned_data["suggestion"])
    said, by = form.cleaned_data["answer"], person(request)

    def verb() -> object:
        if said == "drop":
            return actions.drop(by=by, request=found, suggestion_id=listed.pk)
        return actions.answer(by=by, request=found, suggestion_id=listed.pk, said=Answer(said))

    _try(request, verb, _("Bewaard."))
    return _back(school, request_id)


@require_http_methods(["GET", "HEAD", "POST"])
@of_placement_staff
def found(request: HttpRequest, school: School, request_id: UUID) -> HttpResponse:
    row = _request(request, school, request_id)
    if request.method == "POST":
        _try(
            request,
            lambda: actions.find(by=person(request), request=row),
            _("Fijn. Het aantal dagen telt mee in de cijfers, zonder wie het was."),
        )
        return _back(school, request_id)
    context = {"school": school, "request_row": row, "is_found": True}
    return render(request, "replacement/close.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_placement_staff
def withdraw(request: HttpRequest, school: School, request_id: UUID) -> HttpResponse:
    row = _request(request, school, request_id)
    if request.method == "POST":
        _try(
            request,
            lambda: actions.withdraw(by=person(request), request=row),
            _("Het verzoek is gesloten."),
        )
        return _back(school, request_id)
    context = {"school": school, "request_row": row, "is_found": False}
    return render(request, "replacement/close.html", context)
