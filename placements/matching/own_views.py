"""/mijn-stage/stagematching/: a student takes part in rounds of the own school."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from placements.contacts.access import person, sent
from placements.matching import actions, nearby, own_making, own_reading, own_showing
from placements.matching.models import Round
from placements.matching.own_access import of_own_round, of_students
from placements.matching.own_forms import PostcodeForm
from placements.matching.rules import RuleBroken
from placements.matching.transitions import State
from schools.students.models import Student
from stagebaken.web.days import today


@require_safe
@of_students
def home(request: HttpRequest, records: list[Student]) -> HttpResponse:
    context = {"records": own_showing.overview(records, today())}
    return render(request, "matching/own_home.html", context)


@require_safe
@of_own_round
def one(request: HttpRequest, round_: Round, student: Student) -> HttpResponse:
    context = own_showing.page(round_, student, person(request), today())
    return render(request, "matching/own_one.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_round
def wishes(request: HttpRequest, round_: Round, student: Student) -> HttpResponse:
    """Make a list and hand it in. Every button but the last shows the page again."""
    making = own_making.Making(round_, student, sent(request))
    if request.method != "POST" and not making.may_hand_in:
        return redirect("own_rounds:one", round_id=round_.pk)
    if making.hand_in(by=person(request)):
        text = _("Je lijst is ingeleverd. Hieronder zie je wat er nu gebeurt.")
        messages.success(request, text)
        return redirect("own_rounds:one", round_id=round_.pk)
    status = 422 if making.form.errors else 200
    return render(request, "matching/own_wishes.html", making.context(), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_round
def leave(request: HttpRequest, round_: Round, student: Student) -> HttpResponse:
    """Take the own list back, as long as lists can come in."""
    has_list = own_reading.wishes_of(round_, student).exists()
    if request.method == "POST":
        try:
            actions.hand_in(by=person(request), round_=round_, student=student, wishes=[])
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
        else:
            text = _("Je doet niet meer mee aan deze ronde. Je lijst is weg.")
            messages.success(request, text)
    elif has_list and round_.takes_wishes(today()):
        return render(request, "matching/own_leave.html", {"round": round_})
    return redirect("own_rounds:one", round_id=round_.pk)


@require_safe
@of_own_round
def check(request: HttpRequest, round_: Round, student: Student) -> HttpResponse:
    """How anybody can do the own part of the result again."""
    if round_.state != State.PUBLISHED:
        return redirect("own_rounds:one", round_id=round_.pk)
    return render(request, "matching/own_check.html", own_showing.check(round_, student))


@require_safe
@of_own_round
def proof(request: HttpRequest, round_: Round, student: Student) -> HttpResponse:
    """The certificate as it was published; of moves by hand the own one alone."""
    if round_.state != State.PUBLISHED:
        return redirect("own_rounds:one", round_id=round_.pk)
    content = own_showing.own_certificate(round_, student)
    answer = HttpResponse(content, content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="stagematching.json"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_round
def others(request: HttpRequest, round_: Round, student: Student) -> HttpResponse:
    """The next best places after the result. A postcode is posted: an address would be logged."""
    if round_.state != State.PUBLISHED:
        return redirect("own_rounds:one", round_id=round_.pk)
    form = PostcodeForm(sent(request))
    status = 422 if request.method == "POST" and not form.is_valid() else 200
    context: dict[str, Any] = {
        "round": round_,
        "form": form,
        "near": nearby.in_round(round_, student, form.home, today()),
        "elsewhere": nearby.elsewhere(round_, student, form.home, today()),
        "helpers": nearby.helpers(round_.school),
    }
    return render(request, "matching/own_others.html", context, status=status)
