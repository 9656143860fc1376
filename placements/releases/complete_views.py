"""/uitkomsten/scholen/<code>/volledig/: what records lack before more can be shown."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from placements.cohorts.completeness import Completeness, completeness
from placements.cohorts.pseudonyms import KeyChanged
from placements.cohorts.years import year_of
from placements.releases import timetable
from placements.releases.access import of_school
from placements.releases.models import Kind
from schools.registry.models import School
from stagebaken.web.days import today


@require_safe
@of_school
def page(request: HttpRequest, school: School) -> HttpResponse:
    """Of the school year whose figures are still to come; these numbers are the school's own."""
    year = _year()
    try:
        facts = _facts(completeness(school, year))
    except KeyChanged:
        facts = []
    context: dict[str, Any] = {"school": school, "years": f"{year}-{year + 1}", "facts": facts}
    return render(request, "releases/complete.html", context)


def _year() -> int:
    """The earliest year that is not final: there something can still be put right."""
    day = today()
    final = next(year for year, kind in timetable.latest(day) if kind is Kind.FINAL)
    return min(final + 1, year_of(day))


def _facts(found: Completeness) -> list[tuple[str, str]]:
    rows = [
        (_("Studenten die een stage zochten"), found.students),
        (_("Zonder stageperiode"), found.without_period),
        (_("Zonder uitkomst: nergens staat of zij een plek vonden"), found.without_outcome),
        (_("Buiten Stagebaken gesolliciteerd, zonder aantal"), found.without_count),
        (_("Met een plek waarop nog niet iedereen ja zei"), found.waiting),
        (_("Zonder niveau"), found.without_level),
        (_("Zonder leerweg"), found.without_leerweg),
        (_("Zonder sector"), found.without_sector),
        (_("De provincie van de school"), _("bekend") if found.has_region else _("niet bekend")),
    ]
    return [(label, str(value)) for label, value in rows]
