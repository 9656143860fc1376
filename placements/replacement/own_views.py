"""/mijn-stage/andere-plek/: a student asks for another place, or reads how far the search is."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from placements.agreements import policy as placements
from placements.agreements.models import Placement
from placements.agreements.transitions import Party
from placements.contacts.access import person, sent
from placements.replacement import placed, standing
from placements.replacement.forms import CodeForm, PlacedForm
from placements.replacement.rules import RuleBroken
from stagebaken.web.days import today


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def own(request: HttpRequest, placement_id: UUID) -> HttpResponse:
    placement = placements.own_placement(person(request), placement_id)
    form = PlacedForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            placed.ask(
                by=person(request), placement=placement, party=Party.STUDENT, **form.cleaned_data
            )
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Je school zoekt met je mee. Je houdt je stage intussen."))
            return redirect("own_replacement:own", placement_id=placement.pk)
    return _page(request, placement, form, CodeForm())


@require_POST
@never_cache
def join(request: HttpRequest, placement_id: UUID) -> HttpResponse:
    placement = placements.own_placement(person(request), placement_id)
    form = CodeForm(request.POST)
    if form.is_valid():
        code = form.cleaned_data["code"]
        try:
            placed.join(by=person(request), placement=placement, party=Party.STUDENT, code=code)
        except RuleBroken as refusal:
            form.add_error("code", str(refusal))
        else:
            messages.success(request, _("De code hoort nu bij je stage."))
            return redirect("own_replacement:own", placement_id=placement.pk)
    return _page(request, placement, PlacedForm(), form)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stop(request: HttpRequest, placement_id: UUID) -> HttpResponse:
    placement = placements.own_placement(person(request), placement_id)
    if request.method == "POST":
        placed.stop(by=person(request), placement=placement)
        return redirect("own_replacement:own", placement_id=placement.pk)
    return render(request, "replacement/own_stop.html", {"placement": placement})


def _page(
    request: HttpRequest, placement: Placement, form: PlacedForm, code: CodeForm
) -> HttpResponse:
    context: dict[str, Any] = {
        "placement": placement,
        "form": form,
        "code_form": code,
        "running": placed.running_for(placement),
        "lost_on": _lost_on(placement),
        "is_at_work": placement.state in placed.AT_WORK,
    }
    status = 422 if form.errors or code.errors else 200
    return render(request, "replacement/own.html", context, status=status)


def _lost_on(placement: Placement) -> date | None:
    if placement.state not in placed.AT_WORK:
        return None
    return standing.looked_at([placement], today())[0].lost_on
