"""/studenten/…/stages/<id>/: look at a find, draw the agreement up, and say yes for the school."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from placements.agreements import agreeing, proposing
from placements.agreements.access import of_one_placement
from placements.agreements.answering import told, tried, version_in
from placements.agreements.drawing import AgreementForm
from placements.agreements.forms import TakeOverForm
from placements.agreements.models import Placement
from placements.agreements.transitions import Party
from placements.contacts.access import person, sent


def back(placement: Placement) -> HttpResponse:
    code = placement.student.school.code
    return redirect("placements:one", code=code, placement_id=placement.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@of_one_placement
def take_over(request: HttpRequest, placement: Placement) -> HttpResponse:
    form = TakeOverForm(sent(request), placement=placement)
    done = tried(
        request,
        form,
        lambda: proposing.take_over(
            by=person(request),
            placement=placement,
            company=form.chosen,
            starts_on=form.cleaned_data["starts_on"],
            ends_on=form.cleaned_data["ends_on"],
            is_beside=form.cleaned_data["is_beside"],
        ),
        _("Overgenomen. Stel nu de overeenkomst op."),
    )
    if done:
        return back(placement)
    context = {"school": placement.student.school, "placement": placement, "form": form}
    status = 422 if form.errors else 200
    return render(request, "agreements/take_over.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@of_one_placement
def draw_up(request: HttpRequest, placement: Placement) -> HttpResponse:
    if placement.taken_over_on is None:  # the company is not known for certain before that
        return back(placement)
    form = AgreementForm(sent(request), placement=placement, has_other=_has_other(placement))
    done = tried(
        request,
        form,
        lambda: agreeing.draw_up(
            by=person(request),
            placement=placement,
            text=form.text,
            seen=form.cleaned_data["seen"],
            is_beside=form.cleaned_data.get("is_beside", False),
        ),
        _(
            "De overeenkomst staat klaar. De student en het leerbedrijf krijgen bericht,"
            " als ze een account hebben."
        ),
    )
    if done:
        return back(placement)
    context = {
        "school": placement.student.school,
        "placement": placement,
        "form": form,
        "wishes": [one for one in placement.wishes.all() if one.answered_on is None],
        "is_change": placement.newest is not None,
    }
    status = 422 if form.errors else 200
    return render(request, "agreements/draw_up.html", context, status=status)


def _has_other(placement: Placement) -> bool:
    """Whether the student has another placement that could be meant to go on beside this one."""
    others = Placement.objects.live().filter(student=placement.student_id)
    return not placement.is_beside and others.exclude(pk=placement.pk).exists()


@require_POST
@of_one_placement
def confirm(request: HttpRequest, placement: Placement) -> HttpResponse:
    told(
        request,
        lambda: agreeing.confirm(
            by=person(request),
            placement=placement,
            party=Party.SCHOOL,
            version=version_in(request),
        ),
        _("Het akkoord van de school staat erin."),
    )
    return back(placement)


@require_POST
@of_one_placement
def on_paper(request: HttpRequest, placement: Placement) -> HttpResponse:
    party = request.POST.get("party", "")
    if party not in (Party.STUDENT, Party.COMPANY):
        return back(placement)
    told(
        request,
        lambda: agreeing.confirm_on_paper(
            by=person(request),
            placement=placement,
            party=Party(party),
            version=version_in(request),
        ),
        _("Het akkoord op papier staat erin."),
    )
    return back(placement)


@require_POST
@of_one_placement
def waive(request: HttpRequest, placement: Placement) -> HttpResponse:
    told(
        request,
        lambda: agreeing.waive(by=person(request), placement=placement),
        _("Afgesproken, zonder overeenkomst."),
    )
    return back(placement)
