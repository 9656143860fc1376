"""/mijn-stage/plek/: what a student agreed on, at any time, and a door to tell about it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from placements.agreements import agreeing, ending, policy, proposing, reading
from placements.agreements.answering import told, tried, version_in
from placements.agreements.forms import EndForm, FoundForm, WishForm, is_begun
from placements.agreements.models import Placement, Route
from placements.agreements.transitions import LIVE, Party, State, Verb, Who, may
from placements.applications.access import of_applicants
from placements.contacts.access import person, sent
from schools.students.models import Student
from stagebaken.web.days import today

ME = Party.STUDENT


@require_safe
@of_applicants
def home(request: HttpRequest, student: Student) -> HttpResponse:
    rows = [row(one) for one in policy.own(person(request)).for_pages()]
    context = {
        "live": [one for one in rows if one["is_live"]],
        "closed": [one for one in rows if not one["is_live"]],
        "may_add": not student.has_left(today()),
    }
    return render(request, "agreements/own_home.html", context)


def row(placement: Placement) -> dict[str, Any]:
    state = State(placement.state)
    return {
        "id": placement.pk,
        "company": placement.company_name,
        "starts_on": placement.starts_on,
        "ends_on": placement.last_day,
        "label": state.label,
        "kind": reading.KINDS.get(state, "neutral"),
        "icon": reading.STATE_ICONS[state],
        "next": reading.said_of(placement, ME, today()),
        "is_yours": ME in reading.turns(placement),
        "is_live": state in LIVE,
    }


@require_safe
@of_applicants
def one(request: HttpRequest, student: Student, placement_id: UUID) -> HttpResponse:
    placement = policy.own_placement(person(request), placement_id)
    context = {
        "placement": placement,
        "row": row(placement),
        "texts": reading.texts_of(placement),
        "programme": reading.programme_of(placement),
        "wish": reading.wish_of(placement, ME),
        "history": reading.history(placement, ME),
        "may_ask": may(placement.state, Verb.ASK_CHANGE, who=Who.STUDENT)
        and placement.newest is not None,
        "is_begun": is_begun(placement),
        "is_live": placement.state in LIVE,
        "party": ME,
    }
    return render(request, "agreements/own_one.html", context)


@require_POST
@of_applicants
def confirm(request: HttpRequest, student: Student, placement_id: UUID) -> HttpResponse:
    placement = policy.own_placement(person(request), placement_id)
    told(
        request,
        lambda: agreeing.confirm(
            by=person(request), placement=placement, party=ME, version=version_in(request)
        ),
        _("Je akkoord staat erin."),
    )
    return redirect("own_placement:one", placement_id=placement_id)


@require_http_methods(["GET", "HEAD", "POST"])
@of_applicants
def ask_change(request: HttpRequest, student: Student, placement_id: UUID) -> HttpResponse:
    placement = policy.own_placement(person(request), placement_id)
    form = WishForm(sent(request), initial={"text": reading.wish_of(placement, ME)})
    done = tried(
        request,
        form,
        lambda: agreeing.ask_change(
            by=person(request), placement=placement, party=ME, text=form.cleaned_data["text"]
        ),
        _("Je school leest wat je vraagt."),
    )
    if done:
        return redirect("own_placement:one", placement_id=placement_id)
    context = {"placement": placement, "form": form}
    status = 422 if form.errors else 200
    return render(request, "agreements/own_change.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@of_applicants
def end(request: HttpRequest, student: Student, placement_id: UUID) -> HttpResponse:
    """Say that it stopped, or that it does not go on."""
    placement = policy.own_placement(person(request), placement_id)
    form = EndForm(sent(request), placement=placement, party=ME)
    if tried(request, form, lambda: stop(request, placement, form, ME), _("Het staat erin.")):
        return redirect("own_placement:one", placement_id=placement_id)
    context = {"placement": placement, "form": form, "is_begun": is_begun(placement)}
    status = 422 if form.errors else 200
    return render(request, "agreements/own_end.html", context, status=status)


def stop(request: HttpRequest, placement: Placement, form: EndForm, party: Party) -> Placement:
    """Before the first day it does not go on; after it, it stopped."""
    facts: dict[str, Any] = {
        "by": person(request),
        "placement": placement,
        "party": party,
        "reason": form.chosen,
        "text": form.cleaned_data["text"],
    }
    if "who" in form.fields:
        facts["who"] = Party(form.cleaned_data["who"])
    if is_begun(placement):
        return ending.end_early(**facts, last_day=form.cleaned_data["last_day"])
    return ending.withdraw(**facts)


@require_http_methods(["GET", "HEAD", "POST"])
@of_applicants
def found(request: HttpRequest, student: Student) -> HttpResponse:
    """A place that was found outside the product: it counts as well."""
    form = FoundForm(sent(request))
    done = tried(
        request, form, lambda: _record(request, student, form), _("Je school kijkt ernaar.")
    )
    if done:
        return redirect("own_placement:home")
    status = 422 if form.errors else 200
    return render(request, "agreements/own_found.html", {"form": form}, status=status)


def _record(request: HttpRequest, student: Student, form: FoundForm) -> Placement:
    data = form.cleaned_data
    return proposing.propose(
        by=person(request),
        student=student,
        route=Route(data["route"]),
        company=form.chosen,
        company_text=data["company_text"],
        applications_count=data["applications_count"],
        starts_on=data["starts_on"],
        ends_on=data["ends_on"],
    )
