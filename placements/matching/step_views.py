"""The steps of a round. Each is asked first, on a page that says what cannot be undone."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from placements.matching import actions, gathering, showing
from placements.matching.access import of_round, person, sent
from placements.matching.forms import OpenForm
from placements.matching.models import Assignment, Offer, Round
from placements.matching.rules import NotPossible, RuleBroken
from placements.matching.transitions import State, Verb, following
from placements.matching.views import FORM_METHODS, back
from stagebaken.web.days import today


@dataclass(frozen=True)
class Asked:
    """What the page of a step says."""

    title: str
    text: str
    facts: list[str]
    yes: str
    no: str
    icon: str = "check"
    is_stop: bool = False


@require_http_methods(FORM_METHODS)
@of_round
def open_round(request: HttpRequest, round_: Round) -> HttpResponse:
    if round_.state != State.DRAFT:
        return back(round_)
    form = OpenForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            day = form.cleaned_data["closes_on"]
            actions.open_round(by=person(request), round_=round_, closes_on=day)
        except RuleBroken as refusal:
            form.add_error("closes_on", str(refusal))
        else:
            messages.success(
                request, _("De ronde is open. Studenten met een account krijgen mail.")
            )
            return back(round_)
    offers = list(Offer.objects.filter(round=round_))
    people = showing.lists_of(round_, today()).everybody
    context = {
        "school": round_.school,
        "round": round_,
        "form": form,
        "group": showing.group_of(round_),
        "criteria": showing.criteria_of(round_),
        "places": len(offers),
        "seats": sum(one.capacity for one in offers),
        "people": people,
    }
    return render(request, "matching/open.html", context, status=422 if form.errors else 200)


@require_http_methods(FORM_METHODS)
@of_round
def remind(request: HttpRequest, round_: Round) -> HttpResponse:
    if request.method == "POST":
        try:
            total = actions.remind(by=person(request), round_=round_)
        except RuleBroken as refusal:
            messages.warning(request, str(refusal))
        else:
            text = ngettext(
                "%(total)s student krijgt mail.", "%(total)s studenten krijgen mail.", total
            )
            messages.success(request, text % {"total": total})
        return back(round_, "lists")
    if not round_.takes_wishes(today()):
        return back(round_)
    total = gathering.silent(round_, today()).with_account().count()
    text = ngettext(
        "%(total)s student kan inloggen en leverde nog niets in.",
        "%(total)s studenten kunnen inloggen en leverden nog niets in.",
        total,
    )
    asked = Asked(
        title=_("Een herinnering sturen?"),
        text=text % {"total": total},
        facts=[
            _("In de mail staat alleen dat er iets nieuws is, en waar je inlogt."),
            _("Dit kan één keer per dag."),
        ],
        yes=_("Ja, stuur de mail"),
        no=_("Nee, stuur niets"),
        icon="mail",
    )
    return _ask(request, round_, asked, "lists")


@require_http_methods(FORM_METHODS)
@of_round
def close(request: HttpRequest, round_: Round) -> HttpResponse:
    asked = Asked(
        title=_("De ronde sluiten?"),
        text=_("Dit kan niet worden teruggedraaid."),
        facts=[
            _("Niemand kan nog een lijst inleveren of veranderen."),
            _("Het geheim van de loting wordt bekend. Iedereen kan de loting dan nadoen."),
        ],
        yes=_("Ja, sluit de ronde"),
        no=_("Nee, nog niet"),
        icon="lock",
    )
    if round_.takes_wishes(today()):
        messages.warning(
            request, _("Studenten mogen hun voorkeur nog geven tot en met de laatste dag.")
        )
        return back(round_)
    return _step(request, round_, Verb.CLOSE, actions.close, asked, _("De ronde is gesloten."))


@require_http_methods(FORM_METHODS)
@of_round
def solve(request: HttpRequest, round_: Round) -> HttpResponse:
    asked = Asked(
        title=_("De verdeling maken?"),
        text=_("Uit de lijsten, de criteria en de loting volgt één verdeling. Overdoen kan niet."),
        facts=[
            _("Wie niet meer bij de school of bij deze groep hoort, doet niet mee."),
            _("Een bedrijf dat vandaag niet erkend is, of waar je school niemand plaatst, krijgt "
              "niemand."),
            _("Studenten zien nog niets. Jij bekijkt de verdeling eerst."),
        ],
        yes=_("Ja, maak de verdeling"),
        no=_("Nee, nog niet"),
        icon="dice",
    )  # fmt: skip
    return _step(request, round_, Verb.SOLVE, actions.solve, asked, _("De verdeling is gemaakt."))


@require_http_methods(FORM_METHODS)
@of_round
def publish(request: HttpRequest, round_: Round) -> HttpResponse:
    rows = Assignment.objects.filter(round=round_)
    placed, without = rows.exclude(offer=None).count(), rows.filter(offer=None).count()
    said = ngettext(
        "%(total)s student krijgt een plek.", "%(total)s studenten krijgen een plek.", placed
    )
    none = ngettext(
        "%(total)s student krijgt geen plek. Zoek samen verder.",
        "%(total)s studenten krijgen geen plek. Zoek samen verder.",
        without,
    )
    asked = Asked(
        title=_("De uitslag bekendmaken?"),
        text=_("Dit kan niet worden teruggedraaid, en de ronde kan daarna niet meer stoppen."),
        facts=[
            said % {"total": placed},
            *([none % {"total": without}] if without else []),
            _("Elke student ziet de eigen uitslag en waarom, en krijgt mail dat er nieuws is."),
            _("Voor elke plek staat er meteen een stage klaar om af te spreken met het bedrijf."),
        ],
        yes=_("Ja, maak de uitslag bekend"),
        no=_("Nee, nog niet"),
        icon="flag",
    )
    return _step(request, round_, Verb.PUBLISH, actions.publish, asked, _("De uitslag is bekend."))


@require_http_methods(FORM_METHODS)
@of_round
def withdraw(request: HttpRequest, round_: Round) -> HttpResponse:
    asked = Asked(
        title=_("Deze ronde stoppen?"),
        text=_(
            "Dit kan niet worden teruggedraaid. Wil je het anders, dan maak je een nieuwe ronde."
        ),
        facts=[
            _("Niemand krijgt een plek uit deze ronde."),
            _("De lijsten van studenten gelden niet meer. Zij zien dat de ronde gestopt is."),
        ],
        yes=_("Ja, stop de ronde"),
        no=_("Nee, ga door"),
        icon="x",
        is_stop=True,
    )
    return _step(request, round_, Verb.WITHDRAW, actions.withdraw, asked, _("De ronde is gestopt."))


def _step(
    request: HttpRequest,
    round_: Round,
    verb: Verb,
    deed: Callable[..., object],
    asked: Asked,
    done: str,
) -> HttpResponse:
    if request.method == "POST":
        try:
            deed(by=person(request), round_=round_)
        except RuleBroken as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, done)
        return back(round_)
    if following(round_.state, verb) is None:
        messages.warning(request, str(NotPossible()))
        return back(round_)
    return _ask(request, round_, asked, "one")


def _ask(request: HttpRequest, round_: Round, asked: Asked, page: str) -> HttpResponse:
    keep = back(round_, page).headers["Location"]
    context = {"school": round_.school, "round": round_, "asked": asked, "keep": keep}
    return render(request, "matching/step.html", context)
