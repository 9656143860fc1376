"""/beheer/school/…/plannen/: a school's administrators write plans and fix them."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from placements.interventions import actions, figures, policy
from placements.interventions.analysing import LEAST_OTHERS
from placements.interventions.forms import AskForm, PlanForm, StopForm
from placements.interventions.models import Plan
from placements.interventions.vocabulary import Answer
from schools.administration.access import of_own_school, person, sent
from schools.registry.models import School
from schools.teams.actions import RuleBroken

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@of_own_school
def home(request: HttpRequest, school: School) -> HttpResponse:
    plans = policy.plans_of(school).select_related("school", "analysis")
    invited = plans.drafts().filter(participants__school=school,
                                    participants__answer=Answer.INVITED)  # fmt: skip
    context = {
        "school": school,
        "invited": list(invited),
        "drafts": list(plans.drafts().exclude(pk__in=invited)),
        "registered": list(plans.registered()),
    }
    return render(request, "interventions/home.html", context)


@require_http_methods(FORM_METHODS)
@of_own_school
def write(request: HttpRequest, school: School, plan_id: UUID | None = None) -> HttpResponse:
    """A new draft, or the own one again."""
    plan = None if plan_id is None else get_object_or_404(policy.own_drafts(school), pk=plan_id)
    form = PlanForm(sent(request), instance=plan)
    if request.method == "POST" and form.is_valid():
        try:
            done = _write(request, school, plan_id, form)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Bewaard. Nog niemand anders ziet dit plan."))
            return redirect("interventions_school:plan", code=school.code, plan_id=done.pk)
    context = {"school": school, "form": form, "plan": plan}
    return render(request, "interventions/write.html", context, status=_status(form))


def _write(request: HttpRequest, school: School, plan_id: UUID | None, form: PlanForm) -> Plan:
    if plan_id is None:
        return actions.draft(by=person(request), school=school, fields=form.chosen())
    # Anew from the database: the form has written its words into the one that it was given.
    plan = get_object_or_404(policy.own_drafts(school), pk=plan_id)
    return actions.change(by=person(request), plan=plan, fields=form.chosen())


@require_http_methods(FORM_METHODS)
@of_own_school
def plan_page(request: HttpRequest, school: School, plan_id: UUID) -> HttpResponse:
    """A draft: what it says, what it could see, who joins. A post asks another school."""
    plan = _plan(school, plan_id)
    if plan.is_registered:
        return redirect("interventions:plan", plan_id=plan.pk)
    form = AskForm(sent(request), plan=plan)
    if request.method == "POST" and plan.school_id == school.pk and form.is_valid():
        try:
            actions.ask(by=person(request), plan=plan, school=form.cleaned_data["school"])
        except RuleBroken as refusal:
            form.add_error("school", str(refusal))
        else:
            return redirect("interventions_school:plan", code=school.code, plan_id=plan.pk)
    context = {"school": school, "plan": plan, "form": form, **_standing(plan, school)}
    return render(request, "interventions/draft.html", context, status=_status(form))


def _standing(plan: Plan, school: School) -> dict[str, Any]:
    """What could be seen if everybody who is asked says yes, and nobody else comes."""
    seats = list(plan.participants.select_related("school"))
    taking_part = [one.school for one in seats if one.answer != Answer.DECLINED]
    others = figures.comparison_schools(plan.school, [one.pk for one in taking_part])
    smallest = actions.seen_from(plan, treated=len(taking_part), others=len(others))
    return {
        "seats": seats,
        "seat": next(one for one in seats if one.school_id == school.pk),
        "is_own": plan.school_id == school.pk,
        "others": len(others),
        "least_others": LEAST_OTHERS,
        "smallest": smallest,
        "points": None if smallest is None else round(100 * smallest),
    }


@require_POST
@of_own_school
def answer(request: HttpRequest, school: School, plan_id: UUID) -> HttpResponse:
    plan, agrees = _plan(school, plan_id), request.POST.get("antwoord") == "ja"
    try:
        actions.answer(by=person(request), plan=plan, school=school, agrees=agrees)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect("interventions_school:home", code=school.code)
    if agrees:
        messages.success(request, _("Jullie doen mee."))
        return redirect("interventions_school:plan", code=school.code, plan_id=plan.pk)
    messages.success(request, _("Jullie doen niet mee. Het plan staat niet meer in jullie lijst."))
    return redirect("interventions_school:home", code=school.code)


@require_POST
@of_own_school
def leave_out(request: HttpRequest, school: School, plan_id: UUID) -> HttpResponse:
    plan = get_object_or_404(policy.own_drafts(school), pk=plan_id)
    other = get_object_or_404(School, code=request.POST.get("school", ""))
    actions.leave_out(by=person(request), plan=plan, school=other)
    return redirect("interventions_school:plan", code=school.code, plan_id=plan.pk)


@require_http_methods(FORM_METHODS)
@of_own_school
def register(request: HttpRequest, school: School, plan_id: UUID) -> HttpResponse:
    plan = get_object_or_404(policy.own_drafts(school), pk=plan_id)
    refused = ""
    if request.method == "POST":
        try:
            actions.register(by=person(request), plan=plan)
        except RuleBroken as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("Geregistreerd. Iedereen kan het plan nu lezen."))
            return redirect("interventions:plan", plan_id=plan.pk)
    context = {"school": school, "plan": plan, "refused": refused, **_standing(plan, school)}
    status = 422 if refused else 200
    return render(request, "interventions/register.html", context, status=status)


@require_http_methods(FORM_METHODS)
@of_own_school
def discard(request: HttpRequest, school: School, plan_id: UUID) -> HttpResponse:
    plan = get_object_or_404(policy.own_drafts(school), pk=plan_id)
    if request.method == "POST":
        actions.discard(by=person(request), plan=plan)
        messages.success(request, _("Weggegooid."))
        return redirect("interventions_school:home", code=school.code)
    return render(request, "interventions/discard.html", {"school": school, "plan": plan})


@require_http_methods(FORM_METHODS)
@of_own_school
def stop(request: HttpRequest, school: School, plan_id: UUID) -> HttpResponse:
    own = Plan.objects.registered().filter(school=school, stopped_on__isnull=True)
    plan = get_object_or_404(own, pk=plan_id)
    form = StopForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.stop(by=person(request), plan=plan, reason=form.cleaned_data["reason"])
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("interventions:plan", plan_id=plan.pk)
    context = {"school": school, "plan": plan, "form": form}
    return render(request, "interventions/stop.html", context, status=_status(form))


def _plan(school: School, plan_id: UUID) -> Plan:
    plans = policy.plans_of(school).select_related("school")
    found: Plan = get_object_or_404(plans, pk=plan_id)
    return found


def _status(form: forms.BaseForm) -> int:
    return 422 if form.errors else 200
