"""/uitkomsten/scholen/<code>/uitkomsten.pdf: the page that somebody looks at, on paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from placements.releases import choosing, document
from placements.releases.access import of_school
from schools.registry.models import School


@require_safe
@of_school
def pdf_file(request: HttpRequest, school: School) -> HttpResponse:
    choice = choosing.chosen(request.GET, choosing.releases_of(school))
    if choice is None:
        raise Http404
    response = HttpResponse(document.drawn(school, choice), content_type="application/pdf")
    name = document.file_name(school, choice)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
