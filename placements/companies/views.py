"""/stages/: find a leerbedrijf, and suggestions while somebody types its name."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from placements.companies.forms import DEFAULT_RADIUS, SearchForm
from placements.companies.models import TrainingCompany, UnknownPlace
from placements.companies.search import PAGE_SIZE
from placements.companies.words import plain
from stagebaken.web.days import today

SUGGESTION_LIMIT = 8  # names under a field
SUGGESTION_START = 2  # letters before the first suggestion


@dataclass(frozen=True)
class Option:
    """One checkbox of a filter, with how many companies it would show."""

    id: str
    name: str
    value: str
    label: str
    is_checked: bool
    count: int


@require_safe
@login_not_required
def search(request: HttpRequest) -> HttpResponse:
    asked = request.GET.copy()
    asked.setdefault("radius_km", str(DEFAULT_RADIUS))
    asked.setdefault("vetted", "1")
    form = SearchForm(asked)
    context = _answer(form, asked.get("page", "1")) if form.is_valid() else {}
    return render(request, "companies/search.html", context | {"form": form, "section": "search"})


def _answer(form: SearchForm, page: str) -> dict[str, Any]:
    day = today()
    question = form.question(day)
    try:
        found = question.found.prefetch_related("programmes")
    except UnknownPlace:
        form.add_error("near", _("Deze plaats of postcode kennen we nog niet. Klopt de spelling?"))
        return {}
    facets = question.facets()
    return {
        "day": day,
        "page": Paginator(found, PAGE_SIZE).get_page(page),
        "question": question,
        "filters": [
            (form["pathway"].label, _options(form["pathway"], facets["pathway"])),
            (form["level"].label, _options(form["level"], facets["level"])),
        ],
        "chosen": len(question.pathways) + len(question.levels),
    }


def _options(field: BoundField, counts: dict[str, int]) -> list[Option]:
    return [
        Option(
            id=widget.data["attrs"]["id"],
            name=widget.data["name"],
            value=str(widget.data["value"]),
            label=str(widget.data["label"]),
            is_checked=bool(widget.data["selected"]),
            count=counts.get(str(widget.data["value"]), 0),
        )
        for widget in field.subwidgets
    ]


# Never kept: what a reporter typed would stay in the browser of a shared computer.
@never_cache
@require_safe
@login_not_required
def suggest(request: HttpRequest) -> JsonResponse:
    typed = request.GET.get("q", "")
    if len(plain(typed)) < SUGGESTION_START:
        return JsonResponse({"results": []})
    companies = TrainingCompany.objects.matching(typed)[:SUGGESTION_LIMIT]
    results = companies.values("id", "name", "place")
    return JsonResponse({"results": list(results)})
