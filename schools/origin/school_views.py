"""/beheer/school/…/gelijke-kansen/: a school decides whether it keeps origin facts, and why."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from schools.administration.access import of_own_school, person, sent
from schools.origin import registers, switching
from schools.origin.forms import BasisForm
from schools.registry.models import School
from schools.teams.actions import RuleBroken
from stagebaken.accounts.stepup import recent_sign_in_required


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_school
@recent_sign_in_required
def basis(request: HttpRequest, school: School) -> HttpResponse:
    """How many students take part is not shown: who came last could be seen by looking twice."""
    register = registers.of(school)
    form = BasisForm(sent(request), instance=registers.of(school))
    if request.method == "POST" and form.is_valid():
        try:
            switching.record_basis(by=person(request), school=school, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error("decided_on", str(refusal))
        else:
            messages.success(request, _("Bewaard. Studenten lezen deze grond en deze uitleg."))
            return redirect("origin_school:basis", code=school.code)
    context = {"school": school, "form": form, "register": register}
    status = 422 if form.errors else 200
    return render(request, "origin/basis.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_school
@recent_sign_in_required
def switch_off(request: HttpRequest, school: School) -> HttpResponse:
    if request.method == "POST":
        switching.switch_off(by=person(request), school=school)
        messages.success(request, _("Uitgezet. Alle gegevens zijn vernietigd."))
        return redirect("origin_school:basis", code=school.code)
    if registers.of(school) is None:
        return redirect("origin_school:basis", code=school.code)
    losses = [
        _("alles wat studenten over hun herkomst en geslacht hebben ingevuld"),
        _("alles wat daarover uit bestanden kwam"),
        _("alle antwoorden van studenten over discriminatie uit de evaluatie"),
    ]
    return render(request, "origin/switch_off.html", {"school": school, "losses": losses})
