"""/uitkomsten/: what everybody may see. Nobody is signed in here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from placements.releases import choosing, gap_reading, public, showing
from schools.registry.models import School


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    context = {"schools": public.schools(), "regions": gap_reading.region_links()}
    return render(request, "releases/public.html", context)


@require_safe
def school(request: HttpRequest, code: str) -> HttpResponse:
    """What the school chose to publish; a school that chose nothing has no page."""
    asked: School = get_object_or_404(School, code=code)
    tables = dict(public.releases_of(asked))
    if not tables:
        raise Http404
    releases = list(tables)
    first = choosing.chosen(request.GET, releases)
    if first is None:
        raise Http404
    choice = choosing.chosen(request.GET, releases, public.splits(tables[first.release]))
    if choice is None:
        raise Http404
    context = {"school": asked, "choice": choice}
    return render(
        request, "releases/public_school.html", context | showing.written(choice, with_course=False)
    )
