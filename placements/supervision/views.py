"""/toezicht/: SBB's officer finds a company and decides about its recognitions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from placements.accreditations.bpv import bpv_services
from placements.accreditations.models import AccreditationChange, Key, Programme
from placements.companies.models import TrainingCompany
from placements.supervision import actions, policy
from placements.supervision.access import of_sbb, person, sent
from placements.supervision.decisions import WORDS, Decision, Refused, consequences, losses, name_of
from placements.supervision.forms import (
    DecisionForm,
    FindForm,
    RecognitionForm,
    SuspensionForm,
)
from placements.supervision.reading import lines
from schools.registry.programmes import Pathway
from stagebaken.web.days import today

RECENT_LIMIT = 20  # decisions on the first page
HISTORY_LIMIT = 100  # changes of one company


@require_safe
@of_sbb
def home(request: HttpRequest) -> HttpResponse:
    form = FindForm(request.GET if "q" in request.GET else None)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    recent = AccreditationChange.objects.filter(by__isnull=False).order_by("-pk")
    context = {
        "form": form,
        "asked": asked,
        "found": bpv_services().search(text=asked, day=today()) if asked else [],
        "recent": recent.select_related("company", "programme", "by")[:RECENT_LIMIT],
    }
    return render(request, "supervision/home.html", context)


@require_safe
@of_sbb
def company(request: HttpRequest, company_id: UUID) -> HttpResponse:
    found = get_object_or_404(TrainingCompany, pk=company_id)
    changes = AccreditationChange.objects.filter(company=found).select_related("programme", "by")
    context = {
        "company": found,
        "lines": lines(found, today()),
        "changes": changes[:HISTORY_LIMIT],
    }
    return render(request, "supervision/company.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_sbb
def decide(
    request: HttpRequest, company_id: UUID, programme_id: int, pathway: str, decision: str
) -> HttpResponse:
    """Ask from when and why; then name what happens; then do it."""
    found = get_object_or_404(TrainingCompany, pk=company_id)
    policy.require_no_stake(person(request), found.pk)
    programme = get_object_or_404(Programme, pk=programme_id)
    if pathway not in Pathway.values or decision not in set(Decision):
        raise Http404
    key, verb = Key(found.pk, programme.pk, pathway), Decision(decision)
    shape = SuspensionForm if verb is Decision.SUSPEND else DecisionForm
    form = shape(sent(request), initial={"day": today()})
    what = name_of(programme, pathway)
    context: dict[str, Any] = {
        "company": found,
        "what": what,
        "words": WORDS[verb],
        "form": form,
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "supervision/decide.html", context)
    facts = form.cleaned_data
    if "confirmed" not in request.POST:
        days = facts["day"], facts.get("until")
        context["text"] = consequences(verb, found, what, *days)
        return _confirm(request, form, context | {"losses": losses(verb)})
    try:
        actions.decide(by=person(request), key=key, decision=verb, **facts)
    except Refused as refusal:
        form.add_error("day", str(refusal))
        return render(request, "supervision/decide.html", context)
    messages.success(request, str(WORDS[verb].done))
    return redirect("supervision:company", company_id=found.pk)


def _confirm(request: HttpRequest, form: DecisionForm, context: dict[str, Any]) -> HttpResponse:
    """Show what will happen; the answer carries what was typed along."""
    typed = [(name, request.POST.get(name, "")) for name in form.fields]
    hidden = [*typed, ("confirmed", "1")]
    return render(request, "supervision/confirm.html", context | {"hidden": hidden})


@require_http_methods(["GET", "HEAD", "POST"])
@of_sbb
def recognise(request: HttpRequest, company_id: UUID) -> HttpResponse:
    found = get_object_or_404(TrainingCompany, pk=company_id)
    policy.require_no_stake(person(request), found.pk)
    form = RecognitionForm(sent(request), initial={"day": today()})
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        key = Key(found.pk, facts.pop("crebo").pk, facts.pop("pathway"))
        try:
            actions.recognise(by=person(request), key=key, **facts)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Het bedrijf is erkend voor deze opleiding."))
            return redirect("supervision:company", company_id=found.pk)
    return render(request, "supervision/recognise.html", {"company": found, "form": form})
