"""/stages/afspraken/: what a school decided about placing its students, for its coordinators."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from placements.commitments.models import Commitment
from placements.companies.models import TrainingCompany
from placements.measures import actions, policy
from placements.measures.access import of_placement_staff, person, sent
from placements.measures.finding import find
from placements.measures.forms import RenewForm, SeenForm, TakeForm, proposed
from placements.measures.models import Kind, Measure, MeasureQuerySet
from placements.measures.rules import NotPossible, RuleBroken
from placements.profiles.profile import Profile
from placements.search.around import UnknownPlace
from placements.search.engine import PAGE_LIMIT
from placements.search.forms import DEFAULT_RADIUS, SearchForm
from schools.registry.models import School
from stagebaken.web.days import today

PAGE_SIZE = 50


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    schools = list(policy.schools_of(person(request)))
    if not schools:
        raise Http404
    if len(schools) == 1:
        return redirect("measures:overview", code=schools[0].code)
    return render(request, "measures/schools.html", {"schools": schools})


@require_safe
@of_placement_staff
def overview(request: HttpRequest, school: School) -> HttpResponse:
    """What lasts, by the day to look again; or what is over."""
    rows, day = policy.visible_to(person(request), school), today()
    is_past = "voorbij" in request.GET
    shown = rows.gone(day).order_by("-starts_on", "pk") if is_past else rows.lasting(day)
    page = Paginator(shown.select_related("company"), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "school": school,
        "page": page,
        "rows": [_row(one) for one in page],
        "due": rows.due(day).count(),
        "is_past": is_past,
        "views": views_of(reverse("measures:overview", args=[school.code]), is_past=is_past),
        "day": today(),
    }
    return render(request, "measures/overview.html", context)


def views_of(here: str, *, is_past: bool) -> list[dict[str, Any]]:
    """The two halves of a list: what runs, and what is over."""
    return [
        {"label": _("Nu en straks"), "url": here, "is_current": not is_past},
        {"label": _("Voorbij"), "url": f"{here}?voorbij", "is_current": is_past},
    ]


def _row(measure: Measure) -> dict[str, Any]:
    day = today()
    return {
        "measure": measure,
        "state": measure.state_on(day),
        "is_due": measure.is_due(day),
        "is_lasting": measure.is_lasting(day),
    }


@require_safe
@of_placement_staff
def search(request: HttpRequest, school: School) -> HttpResponse:
    asked = request.GET.copy()
    asked.setdefault("radius_km", str(DEFAULT_RADIUS))
    asked.setdefault("vetted", "1")
    form = SearchForm(asked, commitments=list(Commitment.objects.all()))
    form.fields["q"].label = _("Bedrijf, vak of opleiding")
    form.fields["crebo"].label = _("Crebo van de opleiding")
    context: dict[str, Any] = {"school": school, "form": form, "day": today()}
    if form.is_valid():
        try:
            found = find(
                form.question(), user=person(request), school=school, number=page_number(request)
            )
        except UnknownPlace:
            form.add_error("near", _("Deze plaats of postcode kennen we nog niet."))
        else:
            context |= {"page": found.page, "hits": found.hits}
    return render(request, "measures/search.html", context)


def page_number(request: HttpRequest) -> int:
    """A number that no page has is the first, or the last."""
    typed = request.GET.get("page", "")
    digits = typed if typed.isascii() and typed.isdigit() else "1"
    return min(max(int(digits[:9]), 1), PAGE_LIMIT)


def _company(request: HttpRequest, company_id: UUID) -> TrainingCompany:
    return get_object_or_404(policy.companies_for(person(request)), pk=company_id)


@require_safe
@of_placement_staff
def company(request: HttpRequest, school: School, company_id: UUID) -> HttpResponse:
    """The public page of a leerbedrijf, with what the own school decided above it."""
    found = _company(request, company_id)
    rows = _of_company(request, school, found)
    context = {
        "school": school,
        "company": found,
        "profile": Profile(found, today()),
        "rows": [_row(one) for one in rows],
    }
    return render(request, "measures/company.html", context)


def _of_company(request: HttpRequest, school: School, company: TrainingCompany) -> MeasureQuerySet:
    rows = policy.visible_to(person(request), school).filter(company=company)
    return rows.prefetch_related("events__by").order_by("-starts_on", "pk")


@require_http_methods(["GET", "HEAD", "POST"])
@of_placement_staff
def take(request: HttpRequest, school: School, company_id: UUID) -> HttpResponse:
    found = _company(request, company_id)
    form = TakeForm(sent(request), initial=proposed(today()))
    if request.method == "POST" and form.is_valid():
        kind, once = Kind(form.cleaned_data["kind"]), form.cleaned_data["once"]
        try:
            actions.take(
                by=person(request), school=school, company=found, kind=kind, days=form.days,
                once=once,
            )  # fmt: skip
        except RuleBroken as refusal:
            form.add_error("kind", str(refusal))
        else:
            messages.success(request, _("Het besluit is bewaard. Alleen je school ziet het."))
            return redirect("measures:company", code=school.code, company_id=found.pk)
    context = {"school": school, "company": found, "form": form}
    return render(request, "measures/take.html", context, status=422 if form.errors else 200)


def _measure(request: HttpRequest, school: School, measure_id: UUID) -> Measure:
    rows = policy.visible_to(person(request), school).select_related("company", "school")
    return get_object_or_404(rows, pk=measure_id)


def _is_over(request: HttpRequest, measure: Measure) -> HttpResponse:
    """An address that was kept: no form is shown that could only be refused."""
    messages.warning(request, str(NotPossible()))
    return redirect("measures:company", code=measure.school.code, company_id=measure.company_id)


@require_http_methods(["GET", "HEAD", "POST"])
@of_placement_staff
def renew(request: HttpRequest, school: School, measure_id: UUID) -> HttpResponse:
    """Look again: choose a new last day and a new day to look again."""
    measure = _measure(request, school, measure_id)
    if request.method != "POST" and not measure.is_lasting(today()):
        return _is_over(request, measure)
    initial = {
        "seen": measure.revision,
        "until": measure.until,
        "review_on": proposed(today())["review_on"],
    }
    form = RenewForm(sent(request), measure=measure, initial=initial)
    context = {"school": school, "measure": measure, "form": form}
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "measures/renew.html", context, status=status)
    data = form.cleaned_data
    try:
        actions.renew(
            by=person(request), measure=measure, seen=data["seen"], until=data.get("until"),
            review_on=data["review_on"],
        )  # fmt: skip
    except RuleBroken as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Bewaard. Je krijgt op tijd weer een herinnering."))
    return redirect("measures:company", code=school.code, company_id=measure.company_id)


@require_http_methods(["GET", "HEAD", "POST"])
@of_placement_staff
def end(request: HttpRequest, school: School, measure_id: UUID) -> HttpResponse:
    """Asked once more, with what it means."""
    measure, form = _measure(request, school, measure_id), SeenForm(sent(request))
    if request.method != "POST" and not measure.is_lasting(today()):
        return _is_over(request, measure)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end(by=person(request), measure=measure, seen=form.cleaned_data["seen"])
        except RuleBroken as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Het besluit is gestopt. Het blijft in de geschiedenis."))
        return redirect("measures:company", code=school.code, company_id=measure.company_id)
    context = {"school": school, "measure": measure, "hidden": [("seen", measure.revision)]}
    return render(request, "measures/end.html", context)
