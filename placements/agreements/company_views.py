"""/leerbedrijf/…/stagiairs/: the agreements of a company with its trainees."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from placements.agreements import agreeing, policy, reading
from placements.agreements.answering import told, tried, version_in
from placements.agreements.forms import EndForm, WishForm, is_begun
from placements.agreements.models import Placement
from placements.agreements.own_views import stop
from placements.agreements.transitions import Party, Verb, Who, may
from placements.applications.access import of_receivers
from placements.companies.models import TrainingCompany
from placements.contacts import policy as contacts
from placements.contacts.access import person, sent
from stagebaken.web.days import today

US = Party.COMPANY


@never_cache
@require_safe
def companies(request: HttpRequest) -> HttpResponse:
    """Where a mail leads: it names no company, so that neither does its address."""
    own = list(contacts.companies_of(person(request)).order_by("name", "pk"))
    if not own:
        raise Http404
    if len(own) == 1:
        return redirect("trainees:list", company_id=own[0].pk)
    shown = policy.shown_to_companies(today()).filter(company__in=own)
    yours = set(shown.filter(reading.awaiting(US)).values_list("company", flat=True))
    return render(request, "agreements/companies.html", {"companies": own, "yours": yours})


@require_safe
@of_receivers
def trainees(request: HttpRequest, company: TrainingCompany) -> HttpResponse:
    rows = policy.of_company(company, today()).for_pages().order_by("starts_on", "reference")
    found = [reading.trainee(one, today()) for one in rows]
    context = {
        "company": company,
        "live": [one for one in found if one.is_live],
        "closed": [one for one in found if not one.is_live],
    }
    return render(request, "agreements/trainees.html", context)


def _context(company: TrainingCompany, placement: Placement) -> dict[str, Any]:
    """Values only: a template that was given the model could walk to all of the student."""
    return {
        "company": company,
        "trainee": reading.trainee(placement, today(), in_full=True),
        "may_ask": may(placement.state, Verb.ASK_CHANGE, who=Who.COMPANY),
        "is_begun": is_begun(placement),
        "party": US,
    }


@require_safe
@of_receivers
def one(request: HttpRequest, company: TrainingCompany, reference: str) -> HttpResponse:
    placement = policy.company_placement(company, reference)
    return render(request, "agreements/trainee.html", _context(company, placement))


@require_POST
@of_receivers
def confirm(request: HttpRequest, company: TrainingCompany, reference: str) -> HttpResponse:
    placement = policy.company_placement(company, reference)
    told(
        request,
        lambda: agreeing.confirm(
            by=person(request), placement=placement, party=US, version=version_in(request)
        ),
        _("Jullie akkoord staat erin."),
    )
    return _to(company, reference)


@require_http_methods(["GET", "HEAD", "POST"])
@of_receivers
def ask_change(request: HttpRequest, company: TrainingCompany, reference: str) -> HttpResponse:
    placement = policy.company_placement(company, reference)
    form = WishForm(sent(request), initial={"text": reading.wish_of(placement, US)})
    done = tried(
        request,
        form,
        lambda: agreeing.ask_change(
            by=person(request), placement=placement, party=US, text=form.cleaned_data["text"]
        ),
        _("De school leest wat je vraagt."),
    )
    if done:
        return _to(company, reference)
    context = _context(company, placement) | {"form": form}
    status = 422 if form.errors else 200
    return render(request, "agreements/trainee_change.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@of_receivers
def end(request: HttpRequest, company: TrainingCompany, reference: str) -> HttpResponse:
    placement = policy.company_placement(company, reference)
    form = EndForm(sent(request), placement=placement, party=US)
    if tried(request, form, lambda: stop(request, placement, form, US), _("Het staat erin.")):
        return redirect("trainees:list", company_id=company.pk)
    context = _context(company, placement) | {"form": form}
    status = 422 if form.errors else 200
    return render(request, "agreements/trainee_end.html", context, status=status)


def _to(company: TrainingCompany, reference: str) -> HttpResponse:
    return redirect("trainees:one", company_id=company.pk, reference=reference)
