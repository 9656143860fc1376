"""/studenten/…/stages/<id>/: it stopped, does not go on, or goes on at another company."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from placements.agreements import ending
from placements.agreements.access import of_one_placement
from placements.agreements.answering import tried
from placements.agreements.drawing_views import back
from placements.agreements.forms import MoveForm, SchoolEndForm, is_begun
from placements.agreements.models import Placement
from placements.agreements.own_views import stop
from placements.agreements.transitions import EndReason, Party
from placements.contacts.access import person, sent


@require_http_methods(["GET", "HEAD", "POST"])
@of_one_placement
def end(request: HttpRequest, placement: Placement) -> HttpResponse:
    form = SchoolEndForm(sent(request), placement=placement, party=Party.SCHOOL)
    done = tried(
        request,
        form,
        lambda: stop(request, placement, form, Party.SCHOOL),
        _(
            "Het staat erin. De student en het leerbedrijf krijgen bericht,"
            " als ze een account hebben."
        ),
    )
    if done:
        return back(placement)
    context = {
        "school": placement.student.school,
        "placement": placement,
        "form": form,
        "is_begun": is_begun(placement),
    }
    status = 422 if form.errors else 200
    return render(request, "agreements/end.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@of_one_placement
def move(request: HttpRequest, placement: Placement) -> HttpResponse:
    form = MoveForm(sent(request), placement=placement)
    made: list[Placement] = []
    done = tried(
        request,
        form,
        lambda: made.append(_move(request, placement, form)),
        _("De nieuwe stage is voorgesteld. Stel nu de overeenkomst op."),
    )
    if done:
        code = placement.student.school.code
        return redirect("placements:one", code=code, placement_id=made[0].pk)
    context = {
        "school": placement.student.school,
        "placement": placement,
        "form": form,
        "is_begun": is_begun(placement),
    }
    status = 422 if form.errors else 200
    return render(request, "agreements/move.html", context, status=status)


def _move(request: HttpRequest, placement: Placement, form: MoveForm) -> Placement:
    data = form.cleaned_data
    return ending.move(
        by=person(request),
        placement=placement,
        reason=EndReason(data["reason"]),
        who=Party(data["who"]),
        company=form.chosen,
        company_text=data["company_text"],
        starts_on=data["starts_on"],
        ends_on=data["ends_on"],
    )
