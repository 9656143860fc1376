"""/leerbedrijf/<id>/plaatsen/: a company's contacts write, open, close and copy its places."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from placements.companies.models import TrainingCompany
from placements.contacts.access import of_own_company, person, sent
from placements.places import actions
from placements.places.actions import Incomplete, NotPossible, Stale, TooMany
from placements.places.advice import advice_on
from placements.places.forms import PlaceForm, differences
from placements.places.models import State, TrainingPlace
from placements.places.policy import own_place
from stagebaken.web.days import today


@require_safe
@of_own_company
def places(request: HttpRequest, company: TrainingCompany) -> HttpResponse:
    day = today()
    found = TrainingPlace.objects.for_pages().filter(company=company)
    shown = set(
        TrainingPlace.objects.open(day).filter(company=company).values_list("pk", flat=True)
    )
    rows = [(place, place.pk in shown) for place in found]
    context = {"company": company, "rows": rows, "day": day}
    return render(request, "places/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_company
def new(request: HttpRequest, company: TrainingCompany) -> HttpResponse:
    form = PlaceForm(sent(request), company=company, instance=TrainingPlace(company=company))
    if request.method == "POST" and form.is_valid():
        made = actions.write(
            by=person(request), company=company, facts=form.facts(), tasks=form.learning_tasks()
        )
        messages.success(request, _("Bewaard als concept. Alleen jullie zien deze plek."))
        return _to(made)
    return render(request, "places/form.html", {"company": company, "form": form})


@require_safe
@of_own_company
def place(request: HttpRequest, company: TrainingCompany, place_id: UUID) -> HttpResponse:
    one = own_place(person(request), company.pk, place_id)
    context = {
        "company": company,
        "place": one,
        "advice": advice_on(one),
        "missing": [label(name) for name in actions.missing(one)],
        "is_erkend": one.is_erkend(today()),
        "is_shown": TrainingPlace.objects.open(today()).filter(pk=one.pk).exists(),
    }
    return render(request, "places/place.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_company
def edit(request: HttpRequest, company: TrainingCompany, place_id: UUID) -> HttpResponse:
    one = own_place(person(request), company.pk, place_id)
    form = PlaceForm(sent(request), company=company, instance=_copy_of(one))
    context: dict[str, Any] = {"company": company, "place": one, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, one, form)
        except Stale:
            now = own_place(person(request), company.pk, place_id)
            context |= _conflict(request, form, now)
            return render(request, "places/form.html", context, status=409)
        except Incomplete as refusal:
            for name in refusal.missing:
                form.add_error(field_of(name), _("Dit moet erin staan zolang de plek open is."))
        else:
            messages.success(request, _("Bewaard."))
            return _to(one)
    return render(request, "places/form.html", context)


def _copy_of(place: TrainingPlace) -> TrainingPlace:
    """A form fills its instance with what was typed, also when it is refused."""
    return TrainingPlace.objects.for_pages().get(pk=place.pk)


def _save(request: HttpRequest, place: TrainingPlace, form: PlaceForm) -> None:
    version = form.cleaned_data["version"] or 0
    actions.change(
        by=person(request),
        place=place,
        version=version,
        facts=form.facts(),
        tasks=form.learning_tasks(),
    )


def _conflict(request: HttpRequest, form: PlaceForm, now: TrainingPlace) -> dict[str, Any]:
    """Keep what was typed, say what is saved, and let the next save replace it knowingly."""
    typed = request.POST.copy()
    typed["version"] = str(now.version)
    changes = differences(form, now)
    form.data = typed
    return {"has_conflict": True, "changes": changes}


@require_POST
@of_own_company
def publish(request: HttpRequest, company: TrainingCompany, place_id: UUID) -> HttpResponse:
    one = own_place(person(request), company.pk, place_id)
    try:
        actions.publish(by=person(request), place=one)
    except Incomplete:
        messages.error(request, _("Deze plek kan nog niet open. Vul eerst in wat er ontbreekt."))
    except TooMany:
        messages.error(request, _("Er staan al heel veel plekken open. Sluit er eerst een."))
    else:
        _say_published(request, one)
    return _to(one)


def _say_published(request: HttpRequest, place: TrainingPlace) -> None:
    if TrainingPlace.objects.open(today()).filter(pk=place.pk).exists():
        messages.success(request, _("De plek is open. Studenten kunnen hem nu vinden."))
    else:
        messages.warning(
            request,
            _("De plek is open, maar studenten vinden hem nog niet. Hieronder lees je waarom."),
        )


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_company
def close(request: HttpRequest, company: TrainingCompany, place_id: UUID) -> HttpResponse:
    one = own_place(person(request), company.pk, place_id)
    if request.method == "POST":
        try:
            actions.close(by=person(request), place=one)
        except NotPossible:
            messages.error(request, _("Een concept is niet open, en kan dus niet dicht."))
        else:
            messages.success(request, _("De plek is gesloten. Je kunt hem weer openen."))
        return _to(one)
    return render(request, "places/close.html", {"company": company, "place": one})


@require_POST
@of_own_company
def copy(request: HttpRequest, company: TrainingCompany, place_id: UUID) -> HttpResponse:
    made = actions.copy(by=person(request), place=own_place(person(request), company.pk, place_id))
    messages.success(request, _("Dit is de kopie. Vul de nieuwe dagen nog in."))
    return redirect("places:edit", company_id=company.pk, place_id=made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_company
def discard(request: HttpRequest, company: TrainingCompany, place_id: UUID) -> HttpResponse:
    one = own_place(person(request), company.pk, place_id)
    if one.state != State.CONCEPT:
        messages.error(request, _("Alleen een concept kun je weggooien. Sluit deze plek."))
        return _to(one)
    if request.method == "POST":
        try:
            actions.discard(by=person(request), place=one)
        except NotPossible:  # a colleague opened it a moment ago
            messages.error(request, _("Alleen een concept kun je weggooien. Sluit deze plek."))
            return _to(one)
        messages.success(request, _("Het concept is weg."))
        return redirect("places:list", company_id=company.pk)
    return render(request, "places/discard.html", {"company": company, "place": one})


def _to(place: TrainingPlace) -> HttpResponse:
    return redirect("places:place", company_id=place.company_id, place_id=place.pk)


def field_of(name: str) -> str:
    """The field of the form behind a field of the model."""
    return "allowance" if name == "allowance_cents" else name


def label(name: str) -> Any:
    return PlaceForm.base_fields[field_of(name)].label
