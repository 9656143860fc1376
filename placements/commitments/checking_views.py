"""/toezicht/toezeggingen/: evidence that waits for a school or SBB, and what they decided."""

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from placements.commitments import checking, policy, showing
from placements.commitments.forms import DecisionForm
from placements.commitments.models import CompanyCommitment, Proposal
from placements.commitments.policy import Body
from placements.commitments.rules import RuleBroken, Stale
from placements.commitments.transitions import Verb, following
from placements.contacts.access import person
from stagebaken.accounts.models import User
from stagebaken.web.days import today

PAGE_SIZE = 50
ORDER = (Verb.CHECK, Verb.REFUSE, Verb.REVOKE)
View = Callable[..., HttpResponseBase]


def of_checkers(view: View) -> View:
    """Let in who checks for a school or SBB; for all others there is nothing here."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        bodies = policy.bodies_of(person(request))
        if not bodies:
            raise Http404
        return view(request, bodies, **kwargs)

    return wrapped


def _looked_at(bodies: list[Body]) -> Q:
    """Checked by one of these organisations."""
    found = Q(checked_by__in=[body.school for body in bodies if body.school])
    if any(body.school is None for body in bodies):
        found |= Q(checked_by__isnull=True)
    return found


@require_safe
@of_checkers
def queue(request: HttpRequest, bodies: list[Body]) -> HttpResponse:
    """What waits, oldest first; or what the own organisation checked."""
    others, is_done = policy.of_others(person(request)), "nagekeken" in request.GET
    if is_done:
        rows = others.checked(today()).filter(_looked_at(bodies)).order_by("checked_on", "pk")
    else:
        rows = others.waiting(today())
    rows = rows.select_related("company", "commitment").prefetch_related("proposals")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, _proposal(one, bodies)) for one in page],
        "is_done": is_done,
        "views": _views(is_done=is_done),
    }
    return render(request, "commitments/queue.html", context)


def _views(*, is_done: bool) -> list[dict[str, Any]]:
    here = reverse("commitment_checks:queue")
    return [
        {"label": _("Nog nakijken"), "url": here, "is_current": not is_done},
        {"label": _("Door jullie nagekeken"), "url": f"{here}?nagekeken", "is_current": is_done},
    ]


def _proposal(one: CompanyCommitment, bodies: list[Body]) -> Proposal | None:
    """What a person of the own organisation proposed; another's is none of theirs."""
    own = {body.school.pk if body.school else None for body in bodies}
    return next((found for found in one.proposals.all() if found.school_id in own), None)


def _find(user: User, bodies: list[Body], commitment_id: UUID) -> CompanyCommitment:
    rows = policy.visible_to(user, bodies, today())
    rows = rows.select_related("company", "commitment", "checked_by")
    found: CompanyCommitment = get_object_or_404(rows, pk=commitment_id)
    return found


def _verbs(one: CompanyCommitment, bodies: list[Body]) -> list[Verb]:
    """What is possible now, and allowed for at least one of the person's organisations."""
    day = today()
    may_revoke = any(policy.may_revoke(body, one, day) for body in bodies)
    possible = [verb for verb in ORDER if following(one.state_on(day), verb)]
    return [verb for verb in possible if verb is not Verb.REVOKE or may_revoke]


@require_safe
@of_checkers
def one(request: HttpRequest, bodies: list[Body], commitment_id: UUID) -> HttpResponse:
    found = _find(person(request), bodies, commitment_id)
    form = DecisionForm(
        initial={"seen": found.revision}, verbs=_verbs(found, bodies), bodies=bodies
    )
    return _page(request, bodies, found, form)


def _page(
    request: HttpRequest, bodies: list[Body], one: CompanyCommitment, form: DecisionForm
) -> HttpResponse:
    user, proposal = person(request), _proposal(one, bodies)
    evidence = list(one.evidence.filter(round=one.round))
    events = one.events.select_related("school")
    context = {
        "one": one,
        "card": showing.card(one, today()),
        "evidence": evidence,
        "has_link": any(item.link for item in evidence),
        "history": showing.history(events, notes=True),
        "proposal": proposal,
        "is_own_proposal": proposal is not None and proposal.by_id == user.pk,
        "is_alone": not any(policy.seconds(user, body, one) for body in bodies),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "commitments/check.html", context, status=status)


@require_POST
@of_checkers
def decide(request: HttpRequest, bodies: list[Body], commitment_id: UUID) -> HttpResponse:
    found = _find(person(request), bodies, commitment_id)
    form = DecisionForm(request.POST, verbs=ORDER, bodies=bodies)
    if not form.is_valid():
        form.offer(_verbs(found, bodies))
        return _page(request, bodies, found, form)
    values = form.cleaned_data
    try:
        proposal = checking.decide(
            by=person(request), body=form.chosen, one=found, verb=Verb(values["verb"]),
            reason=values["reason"], seen=values["seen"],
        )  # fmt: skip
    except RuleBroken as refusal:
        messages.warning(request, str(refusal))
        return redirect("commitment_checks:queue")
    if proposal is None:
        messages.success(request, _("Je besluit geldt. Er is bij jullie geen tweede persoon."))
    else:
        messages.success(request, _("Je voorstel ligt klaar. Een collega kijkt het ook na."))
    return redirect("commitment_checks:queue")


def _own_proposal(user: User, bodies: list[Body], proposal_id: UUID) -> Proposal | None:
    """None when there is none any more: a second click. Another organisation's is 404."""
    found = Proposal.objects.select_related("commitment__company", "school", "by")
    proposal = found.filter(pk=proposal_id).first()
    if proposal is None:
        return None
    visible = policy.visible_to(user, bodies, today())
    own = {body.school.pk if body.school else None for body in bodies}
    if proposal.school_id not in own or not visible.filter(pk=proposal.commitment_id).exists():
        raise Http404
    return proposal


def _about_proposal(verb: Callable[..., object], done: Promise) -> View:
    """The view that does this with a proposal of the own organisation."""

    @require_POST
    @of_checkers
    def view(request: HttpRequest, bodies: list[Body], proposal_id: UUID) -> HttpResponse:
        user = person(request)
        try:
            proposal = _own_proposal(user, bodies, proposal_id)
            if proposal is None:
                raise Stale
            verb(by=user, proposal=proposal)
        except RuleBroken as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, str(done))
        return redirect("commitment_checks:queue")

    return view


confirm = _about_proposal(checking.confirm, gettext_lazy("Bevestigd. Het besluit geldt nu."))
drop = _about_proposal(checking.drop, gettext_lazy("Het voorstel is weg. De belofte wacht weer."))
