"""/uitkomsten/plannen/: the public ledger of what schools planned, and what came of it."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from placements.interventions import sentences, writing
from placements.interventions.models import Plan

PAGE_SIZE = 20


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """All of them, the newest first: also those that found nothing."""
    plans = Plan.objects.registered().select_related("school", "analysis")
    page = Paginator(plans, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "interventions/ledger.html", {"page": page})


@require_safe
def plan_page(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    plan = _plan(plan_id)
    analysis = getattr(plan, "analysis", None)
    seats = plan.participants.agreed().select_related("school")
    context = {
        "plan": plan,
        "is_genuine": writing.is_genuine(plan),
        "schools": [seat.school.name for seat in seats],
        "comparisons": plan.comparisons.count(),
        "facts": writing.facts_of(plan),
        "analysis": analysis,
        "said": sentences.said(plan, analysis) if analysis else None,
    }
    return render(request, "interventions/plan.html", context)


@require_safe
def text(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """The bytes that were hashed."""
    response = HttpResponse(_plan(plan_id).text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="plan-{plan_id}.json"'
    return response


def _plan(plan_id: UUID) -> Plan:
    plans = Plan.objects.registered().select_related("school", "analysis")
    found: Plan = get_object_or_404(plans, pk=plan_id)
    return found
