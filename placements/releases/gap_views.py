"""/uitkomsten/landelijk/ and /uitkomsten/regio/<slug>/: open to everybody, from stored rows."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from placements.outcomes import floors
from placements.releases import gap_pages, gap_reading
from placements.releases.gap_counts import SCHOOLS_FROM
from placements.releases.gap_spreadsheet import spreadsheet
from placements.releases.models import Release, Scope
from placements.releases.reading import school_year_name

Answer = Callable[[HttpRequest, Scope, str], HttpResponse]


@require_safe
def national(request: HttpRequest) -> HttpResponse:
    return _page(request, Scope.COUNTRY, "")


@require_safe
def national_csv(request: HttpRequest) -> HttpResponse:
    return _csv(request, Scope.COUNTRY, "")


@require_safe
def national_json(request: HttpRequest) -> HttpResponse:
    return _json(request, Scope.COUNTRY, "")


@require_safe
def region(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, Scope.REGION, _region(slug))


@require_safe
def region_csv(request: HttpRequest, slug: str) -> HttpResponse:
    return _csv(request, Scope.REGION, _region(slug))


@require_safe
def region_json(request: HttpRequest, slug: str) -> HttpResponse:
    return _json(request, Scope.REGION, _region(slug))


def _region(slug: str) -> str:
    found = gap_reading.region_named(slug)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, scope: Scope, name: str) -> HttpResponse:
    out = gap_reading.releases(scope, name)
    release = _asked(request, out)
    context = {
        "release": release,
        "place": gap_reading.place_name(scope, name),
        "region": slugify(name),
        "year": school_year_name(release) if release else "",
        "others": [(one, school_year_name(one)) for one in out if one != release],
        "regions": [one for one in gap_reading.region_links() if one[0] != name],
        "is_country": scope is Scope.COUNTRY,
        "comparisons": [gap_pages.context(one) for one in gap_reading.comparisons(release)]
        if release
        else [],
        "unexplained": gap_pages.unexplained(),
        "schools_from": SCHOOLS_FROM,
        "floors": floors,
    }
    return render(request, "releases/gap.html", context)


def _csv(request: HttpRequest, scope: Scope, name: str) -> HttpResponse:
    release = _existing(request, scope, name)
    response = HttpResponse(spreadsheet(release), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(release)}"'
    return response


def _file_name(release: Release) -> str:
    place = slugify(release.region) or _("landelijk")
    return f"verschil-{place}-{school_year_name(release)}-{release.kind}.csv"


def _json(request: HttpRequest, scope: Scope, name: str) -> HttpResponse:
    release = _existing(request, scope, name)
    return JsonResponse({"figures": list(gap_reading.rows(release))})


def _existing(request: HttpRequest, scope: Scope, name: str) -> Release:
    release = _asked(request, gap_reading.releases(scope, name))
    if release is None:
        raise Http404
    return release


def _asked(request: HttpRequest, out: list[Release]) -> Release | None:
    """The release that is asked for, or the newest. None when nothing is out."""
    asked = request.GET.get("uitgave", "")
    if not asked:
        return out[0] if out else None
    try:
        name = UUID(asked)
    except ValueError:
        raise Http404 from None
    found = next((one for one in out if one.pk == name), None)
    if found is None:
        raise Http404
    return found
