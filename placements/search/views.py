"""/stages/: find a leerbedrijf, and suggestions while somebody types."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from placements.commitments.models import Commitment
from placements.search import pages, suggestions
from placements.search.around import UnknownPlace
from placements.search.drawing import draw
from placements.search.engine import PAGE_LIMIT, answer
from placements.search.forms import DEFAULT_RADIUS, SearchForm
from placements.search.loosening import loosened
from placements.search.results import results


@require_safe
@login_not_required
def search(request: HttpRequest) -> HttpResponse:
    asked = request.GET.copy()
    asked.setdefault("radius_km", str(DEFAULT_RADIUS))
    asked.setdefault("vetted", "1")
    form = SearchForm(asked, commitments=list(Commitment.objects.all()))
    context = _answer(form, request.GET) if form.is_valid() else {}
    return render(request, "search/search.html", context | {"form": form, "section": "search"})


def _answer(form: SearchForm, query: QueryDict) -> dict[str, Any]:
    question, number = form.question(), _page_number(query.get("page", ""))
    try:
        found = answer(question, page=number)
    except UnknownPlace:
        form.add_error("near", _("Deze plaats of postcode kennen we nog niet. Klopt de spelling?"))
        meant = suggestions.meant_places(question.near)
        return {"meant": [(name, pages.address(query, {"near": name})) for name in meant]}
    page = pages.Page(number, found.total)
    if number > page.num_pages:
        page = pages.Page(page.num_pages, found.total)
        found = answer(question, page=page.number)
    told = results(found.hits, question, start=page.start)
    groups = pages.groups(form, found)
    help_out = [] if found.total else loosened(question, found, form.cleaned_data["more"])
    return {
        "question": question,
        "page": page,
        "results": told,
        "groups": groups,
        "tags": pages.tags(groups, query),
        "map": draw(told, question.around, question.reach),
        "loosened": [(one, pages.address(query, one.changes)) for one in help_out],
    }


def _page_number(typed: str) -> int:
    """A number that no page has is the first, or the last."""
    digits = typed if typed.isascii() and typed.isdigit() else "1"
    return min(max(int(digits[:9]), 1), PAGE_LIMIT)


# Never kept: what a reporter typed would stay in the browser of a shared computer.
@never_cache
@require_safe
@login_not_required
def suggest(request: HttpRequest) -> JsonResponse:
    """Companies always; `kind=trade` also programmes, `kind=place` places alone."""
    typed, kind = request.GET.get("q", ""), request.GET.get("kind", "")
    if kind == "place":
        return JsonResponse({"places": suggestions.places(typed)})
    found = suggestions.companies(typed)
    answered: dict[str, Any] = {
        "results": [{"id": one.pk, "name": one.name, "place": one.place} for one in found]
    }
    if kind == "trade":
        answered["programmes"] = suggestions.programmes(typed)
    return JsonResponse(answered)
