"""/beheer/school/…/vrije-dagen/: the days on which a school is closed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from schools.administration.access import of_own_school, person, sent
from schools.registry.models import School
from schools.teams.actions import RuleBroken
from schools.terms import actions
from schools.terms.forms import BreakForm
from schools.terms.models import Break
from stagebaken.web.days import today


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_school
def breaks(request: HttpRequest, school: School) -> HttpResponse:
    form = BreakForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_break(by=person(request), school=school, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De vrije dagen staan in de kalender."))
            return redirect("school_terms:breaks", code=school.code)
    own = list(Break.objects.of(school))
    context = {
        "school": school,
        "form": form,
        "coming": [one for one in own if one.last_day >= today()],
        "past": [one for one in own if one.last_day < today()],
    }
    status = 422 if form.errors else 200
    return render(request, "terms/breaks.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_school
def remove(request: HttpRequest, school: School, break_id: UUID) -> HttpResponse:
    """The address of a verb leads back to the list."""
    if request.method == "POST":
        actions.remove_break(by=person(request), school=school, break_id=break_id)
        messages.success(request, _("Deze dagen tellen weer mee."))
    return redirect("school_terms:breaks", code=school.code)
