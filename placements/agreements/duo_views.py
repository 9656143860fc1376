"""/studenten/…/stages/duo/: the school's agreements as a file for DUO.

For who brings lists of students in: the coordinators and the administrator. The page names nobody,
the file is made in memory, and the uploaded numbers are gone when the answer is.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from placements.agreements import exporting, policy
from placements.agreements.duo import BRIN, Export, Refusal
from placements.agreements.duo_forms import ExportForm
from schools.registry.models import School
from schools.students import policy as students
from schools.students.access import of_importers, person, sent
from stagebaken.web.days import today


@require_http_methods(["GET", "HEAD", "POST"])
@of_importers
@never_cache
def export(request: HttpRequest, school: School) -> HttpResponse:
    """First what would fall off, then the file."""
    code = school.code.upper()
    initial = {"variant": "ro", "brin": code if BRIN.fullmatch(code) else ""}
    form = ExportForm(sent(request), request.FILES or None, initial=initial)
    if request.method == "GET" or not form.is_valid():
        found = exporting.looked_at(by=person(request), school=school)
        return _page(request, school, form, found, status=422 if form.errors else 200)
    made = exporting.made(
        by=person(request),
        school=school,
        numbers=form.cleaned_data["numbers"],
        asked=form.asked,
    )
    if not made.lines or (made.refused and not form.cleaned_data["leave_out"]):
        return _page(request, school, form, made, status=409)
    exporting.note(by=person(request), school=school)
    name = f"bpv-{school.code}-{form.asked.variant}-{today().isoformat()}.csv"
    return _file(made, name)


def _file(export: Export, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(
        export.text.encode("ascii"), content_type="text/csv; charset=us-ascii", headers=headers
    )


def _page(
    request: HttpRequest, school: School, form: ExportForm, found: Export, status: int
) -> HttpResponse:
    is_coordinator = policy.of_school(person(request), school)
    own = dict(
        is_coordinator.filter(reference__in=[one.number for one in found.refused]).values_list(
            "reference", "pk"
        )
    )
    context = {
        "school": school,
        "form": form,
        "total": len(found.lines),
        "refused": [_row(one, own.get(one.number)) for one in found.refused],
        "is_asked": status == 409,
        "reads_placements": students.schools_of(person(request)).filter(pk=school.pk).exists(),
    }
    return render(request, "agreements/duo.html", context, status=status)


def _row(refusal: Refusal, placement_id: object) -> dict[str, object]:
    """A link for who may open the placement; an administrator reads no placement."""
    return {"number": refusal.number, "why": refusal.why.label, "placement": placement_id}
