"""/stages/vervanging/…/stage/: another place for a student whose placement is known here."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from placements.agreements import policy as placements
from placements.agreements.models import Placement
from placements.agreements.transitions import Party
from placements.measures.access import of_placement_staff, person, sent
from placements.replacement import placed
from placements.replacement.forms import CodeForm, PlacedForm
from placements.replacement.models import ReplacementRequest
from placements.replacement.rules import RuleBroken
from schools.registry.models import School


def _placement(request: HttpRequest, school: School, placement_id: UUID) -> Placement:
    return placements.school_placement(person(request), school, placement_id)


def _to(school: School, found: ReplacementRequest) -> HttpResponse:
    return redirect("replacement:one", code=school.code, request_id=found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@of_placement_staff
def search(request: HttpRequest, school: School, placement_id: UUID) -> HttpResponse:
    """Open a request for this student; or go to the one that is open."""
    placement = _placement(request, school, placement_id)
    running = placed.running_for(placement)
    if running is not None:
        return _to(school, running)
    form = PlacedForm(sent(request), initial={"near": placed.usual(placement).near})
    if request.method == "POST" and form.is_valid():
        try:
            opened = placed.ask(
                by=person(request), placement=placement, party=Party.SCHOOL, **form.cleaned_data
            )
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            return _to(school, opened)
    return _page(request, school, placement, form, CodeForm())


@require_POST
@of_placement_staff
def join(request: HttpRequest, school: School, placement_id: UUID) -> HttpResponse:
    """The student has a code: that request is about this placement."""
    placement, form = _placement(request, school, placement_id), CodeForm(request.POST)
    if form.is_valid():
        code = form.cleaned_data["code"]
        try:
            found = placed.join(
                by=person(request), placement=placement, party=Party.SCHOOL, code=code
            )
        except RuleBroken as refusal:
            form.add_error("code", str(refusal))
        else:
            messages.success(request, _("Het verzoek hoort nu bij deze stage."))
            return _to(school, found)
    initial = {"near": placed.usual(placement).near}
    return _page(request, school, placement, PlacedForm(initial=initial), form)


def _page(
    request: HttpRequest, school: School, placement: Placement, form: PlacedForm, code: CodeForm
) -> HttpResponse:
    context = {"school": school, "placement": placement, "form": form, "code_form": code}
    status = 422 if form.errors or code.errors else 200
    return render(request, "replacement/placed.html", context, status=status)
