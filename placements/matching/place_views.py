"""/stagematching/…/plekken/: which places are in a round, while it is in preparation."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from placements.matching import actions, showing
from placements.matching.access import of_round, person
from placements.matching.forms import PlaceSearchForm
from placements.matching.models import Offer, Round
from placements.matching.rules import RuleBroken
from placements.matching.transitions import State
from placements.matching.views import back
from placements.places.models import TrainingPlace
from stagebaken.web.days import today

PAGE_SIZE = 20


@require_safe
@of_round
def places(request: HttpRequest, round_: Round) -> HttpResponse:
    if round_.state != State.DRAFT:
        return back(round_)
    form = PlaceSearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(showing.places_for(round_, words), PAGE_SIZE).get_page(request.GET.get("page"))
    offers = list(Offer.objects.filter(round=round_).select_related("place__company"))
    context = {
        "school": round_.school,
        "round": round_,
        "form": form,
        "words": words,
        "offers": offers,
        "seats": sum(one.capacity for one in offers),
        "page": page,
        "found": showing.judged(round_, page, user=person(request), day=today()),
    }
    return render(request, "matching/places.html", context)


@require_POST
@of_round
def add(request: HttpRequest, round_: Round) -> HttpResponse:
    """Put a place in, or change how many can come there."""
    place = _place(request.POST.get("place", ""))
    number = request.POST.get("capacity", "")
    capacity = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 0
    try:
        if place is not None:
            actions.offer(by=person(request), round_=round_, place=place, capacity=capacity)
            messages.success(request, _("‘%(title)s’ zit erin.") % {"title": place.title})
    except RuleBroken as refusal:
        messages.warning(request, str(refusal))
    return back(round_, "places")


@require_POST
@of_round
def take_out(request: HttpRequest, round_: Round, offer_id: UUID) -> HttpResponse:
    try:
        actions.take_out(by=person(request), round_=round_, offer_id=offer_id)
    except RuleBroken as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("De plek is eruit."))
    return back(round_, "places")


def _place(text: str) -> TrainingPlace | None:
    try:
        return TrainingPlace.objects.filter(pk=UUID(text)).first()
    except ValueError:
        return None
