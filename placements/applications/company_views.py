"""/leerbedrijf/…/sollicitaties/: what a company receives and answers, without a name."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from placements.applications import answering, guiding, policy, reading, showing
from placements.applications.access import of_receivers
from placements.applications.company_forms import (
    GuideForm,
    InviteForm,
    OfferForm,
    RefuseForm,
    ScoreForm,
)
from placements.applications.errors import RuleBroken
from placements.applications.models import Application
from placements.applications.transitions import RUNNING, State, Who, may
from placements.companies.models import TrainingCompany
from placements.contacts import policy as contacts
from placements.contacts.access import person, sent
from placements.places.policy import own_place
from stagebaken.web.days import today


@never_cache
@require_safe
def companies(request: HttpRequest) -> HttpResponse:
    """Where a mail leads: it names no company, so that neither does its address."""
    own = list(contacts.companies_of(person(request)).order_by("name", "pk"))
    if len(own) == 1:
        return redirect("inbox:list", company_id=own[0].pk)
    if not own:
        raise Http404
    context = {"companies": own, "yours": reading.whose_turn(own)}
    return render(request, "applications/companies.html", context)


@require_safe
@of_receivers
def received(request: HttpRequest, company: TrainingCompany) -> HttpResponse:
    found = reading.items(company)
    context = {
        "company": company,
        "running": [one for one in found if one.state in RUNNING],
        "closed": [one for one in found if one.state not in RUNNING],
    }
    return render(request, "applications/inbox.html", context)


@require_safe
@of_receivers
def one(request: HttpRequest, company: TrainingCompany, reference: str) -> HttpResponse:
    found = policy.application_to(company, reference)
    if request.method == "GET":  # a HEAD is no reading
        answering.see(by=person(request), application=found)
        found = policy.application_to(company, reference)
    return render(request, "applications/received.html", _page(company, found))


def _page(company: TrainingCompany, application: Application) -> dict[str, Any]:
    """Values only: a template that was given the model could walk to the student."""
    steps = {State.INVITED: "invite", State.OFFERED: "offer", State.REFUSED: "refuse"}
    possible = {name: may(application.state, to, who=Who.COMPANY) for to, name in steps.items()}
    return {
        "company": company,
        "received": reading.received(application),
        "possible": possible,
        "is_talking": application.state == State.CONVERSATION,
        "place_id": application.place_id,
        "has_guide": application.place.guide_questions.exists(),
        **showing.waits(application, today()),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@of_receivers
def invite(request: HttpRequest, company: TrainingCompany, reference: str) -> HttpResponse:
    found = policy.application_to(company, reference)
    form = InviteForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            answering.invite(by=person(request), application=found, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("De uitnodiging is verstuurd. Je leest de naam als de student komt.")
            messages.success(request, said)
            return _to(company, reference)
    return _asked(request, company, found, "applications/invite.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@of_receivers
def offer(request: HttpRequest, company: TrainingCompany, reference: str) -> HttpResponse:
    found = policy.application_to(company, reference)
    form = OfferForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            answering.offer(by=person(request), application=found, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Het aanbod is verstuurd. De student beslist nu."))
            return _to(company, reference)
    return _asked(request, company, found, "applications/offer.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@of_receivers
def refuse(request: HttpRequest, company: TrainingCompany, reference: str) -> HttpResponse:
    found = policy.application_to(company, reference)
    form = RefuseForm(sent(request), state=found.state)
    if request.method == "POST" and form.is_valid():
        explanation = form.cleaned_data["explanation"]
        try:
            answering.refuse(
                by=person(request),
                application=found,
                reason=form.chosen(),
                explanation=explanation,
            )
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De afwijzing is verstuurd, met de reden."))
            return _to(company, reference)
    return _asked(request, company, found, "applications/refuse.html", form)


def _asked(
    request: HttpRequest, company: TrainingCompany, found: Application, template: str, form: Any
) -> HttpResponse:
    item = reading.received(found).item
    return render(request, template, {"company": company, "item": item, "form": form})


def _to(company: TrainingCompany, reference: str) -> HttpResponse:
    return redirect("inbox:one", company_id=company.pk, reference=reference)


# ---------- the conversation ----------


@require_http_methods(["GET", "HEAD", "POST"])
@of_receivers
def scores(request: HttpRequest, company: TrainingCompany, reference: str) -> HttpResponse:
    """Only while the conversation lasts: before it there is nothing to score, after it nothing is
    kept."""
    found = policy.application_to(company, reference)
    if found.state != State.CONVERSATION:
        raise Http404
    questions, known = list(found.place.guide_questions.all()), list(found.scores.all())
    form = ScoreForm(sent(request), questions=questions, scores=known)
    if request.method == "POST" and form.is_valid():
        try:
            guiding.score(by=person(request), application=found, given=form.given())
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Bewaard tot jullie beslissen. Daarna is het weg."))
            return _to(company, reference)
    context = {"company": company, "received": reading.received(found), "form": form}
    return render(request, "applications/scores.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_receivers
def guide(request: HttpRequest, company: TrainingCompany, place_id: UUID) -> HttpResponse:
    place = own_place(person(request), company.pk, place_id)
    form = GuideForm(sent(request), place=place)
    if request.method == "POST" and form.is_valid():
        try:
            guiding.write(by=person(request), place=place, questions=form.questions())
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Bewaard. Stel iedereen deze vragen, in deze volgorde."))
            return redirect("places:place", company_id=company.pk, place_id=place.pk)
    context = {
        "company": company,
        "place": place,
        "form": form,
        "is_in_use": guiding.is_in_use(place),
    }
    return render(request, "applications/guide.html", context)
