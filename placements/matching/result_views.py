"""The result of a round before and after it is published: who came where, by hand, in figures."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from placements.matching import adjusting, auditing, exporting, placing, policy, showing
from placements.matching.access import of_round, person, sent
from placements.matching.answering import comparison
from placements.matching.forms import OUT, MoveForm
from placements.matching.models import Adjustment, AdjustmentReason, Assignment, Offer, Round, Wish
from placements.matching.rules import NotPossible, RuleBroken
from placements.matching.transitions import State
from placements.matching.travel import TooLarge
from placements.matching.views import FORM_METHODS, IS_SOLVED, back
from schools.students.models import Student
from stagebaken.web.days import today

PAGE_SIZE = 50


@require_safe
@of_round
def result(request: HttpRequest, round_: Round) -> HttpResponse:
    if round_.state not in IS_SOLVED:
        return back(round_)
    only = request.GET.get("toon", "")
    rows = showing.result(round_, user=person(request), only=only)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    filters = [("", _("Iedereen")), ("zonder", _("Zonder plek")), ("hand", _("Met de hand"))]
    context = {
        "school": round_.school,
        "round": round_,
        "page": page,
        "rows": showing.came(round_, page),
        "filters": [
            {"label": label, "url": f"?toon={value}" if value else "?", "is_current": value == only}
            for value, label in filters
        ],
    }
    return render(request, "matching/result.html", context)


@require_http_methods(FORM_METHODS)
@of_round
def move(request: HttpRequest, round_: Round, student_id: UUID) -> HttpResponse:
    """Choose; read what it does; confirm."""
    if round_.state not in IS_SOLVED:
        return back(round_)
    staked = policy.staked(person(request), round_)
    rows = Assignment.objects.filter(round=round_).exclude(offer__in=staked)
    rows = rows.select_related("student__school", "offer__place__company")
    here = get_object_or_404(rows, student=student_id)
    student = here.student
    rooms = adjusting.rooms(by=person(request), round_=round_, student=student)
    form = MoveForm(sent(request), rooms=rooms, has_place=here.offer is not None)
    context: dict[str, Any] = {
        "school": round_.school,
        "round": round_,
        "student": student,
        "here": here,
        "form": form,
        "moves": _moves(round_, student).exclude(before__in=staked).exclude(after__in=staked),
        "is_agreed": round_.state == State.PUBLISHED and placing.is_agreed(student, here.offer),
        "has_rooms": bool(rooms) or here.offer is not None,
    }
    if request.method == "POST" and form.is_valid():
        if "ja" in request.POST:
            return _moved(request, round_, here, form.cleaned_data)
        return _weighed(request, round_, context, form.cleaned_data)
    return render(request, "matching/move.html", context, status=422 if form.errors else 200)


def _moves(round_: Round, student: Student) -> QuerySet[Adjustment]:
    rows = Adjustment.objects.filter(round=round_, student=student)
    return rows.select_related("by", "before__place__company", "after__place__company")


def _weighed(
    request: HttpRequest, round_: Round, context: dict[str, Any], data: dict[str, Any]
) -> HttpResponse:
    to, student = _goal(data["to"]), context["student"]
    before, after = adjusting.pairs_after(by=person(request), round_=round_, student=student, to=to)
    offers = Offer.objects.select_related("place__company").filter(round=round_)
    goal = None if to is None else offers.filter(pk=to).first()
    reason = AdjustmentReason(data["reason"]).label
    context |= {"data": data, "goal": goal, "reason": reason, "before": before, "after": after}
    return render(request, "matching/move_confirm.html", context)


def _moved(
    request: HttpRequest, round_: Round, here: Assignment, data: dict[str, Any]
) -> HttpResponse:
    try:
        adjusting.move(
            by=person(request),
            round_=round_,
            student=here.student,
            to=_goal(data["to"]),
            reason=data["reason"],
            why=data["why"],
        )
    except RuleBroken as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Verplaatst. De reden staat erbij, ook voor de student."))
    return back(round_, "result")


def _goal(value: str) -> UUID | None:
    return None if value == OUT else UUID(value)


@require_safe
@of_round
def compare(request: HttpRequest, round_: Round) -> HttpResponse:
    """The other objective, beside the result; only before it is published."""
    if round_.state != State.SOLVED:
        return back(round_)
    try:
        found = comparison(by=person(request), round_=round_)
    except TooLarge:
        found = None
    # Without one known journey the sums are 0, which would read as: nobody travels.
    is_known = Wish.objects.filter(offer__round=round_, minutes__isnull=False).exists()
    context = {"school": round_.school, "round": round_, "found": found, "is_known": is_known}
    return render(request, "matching/compare.html", context)


@require_safe
@of_round
def figures(request: HttpRequest, round_: Round) -> HttpResponse:
    if round_.state not in IS_SOLVED:
        return back(round_)
    group = round_.group(today()).count()
    audit = auditing.audit(by=person(request), round_=round_, group=group)
    context = {"school": round_.school, "round": round_, "audit": audit}
    return render(request, "matching/figures.html", context)


@require_http_methods(FORM_METHODS)
@of_round
def proof(request: HttpRequest, round_: Round) -> HttpResponse:
    """The files are asked with a form, so that no link, prefetch or preview takes them."""
    if round_.state not in IS_SOLVED:
        return back(round_)
    context: dict[str, Any] = {"school": round_.school, "round": round_}
    if request.method != "POST":
        context["moved"] = len(exporting.moved(round_))
        return render(request, "matching/proof.html", context)
    try:
        content = exporting.export(by=person(request), round_=round_)
    except NotPossible:
        return back(round_)
    except RuleBroken as refusal:
        return render(request, "matching/proof.html", context | {"refusal": refusal}, status=409)
    headers = {"Content-Disposition": 'attachment; filename="stagematching.zip"'}
    return HttpResponse(content, content_type="application/zip", headers=headers)
