"""/studenten/…/schoolaccount/: a school says whether its own sign-in lets its students in."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from schools.registry.models import School
from schools.students import arriving
from schools.students.access import of_keepers, person, sent
from schools.students.forms import HomesForm
from schools.teams.actions import RuleBroken
from stagebaken.accounts.stepup import recent_sign_in_required


@require_http_methods(["GET", "HEAD", "POST"])
@of_keepers
@recent_sign_in_required
def homes(request: HttpRequest, school: School) -> HttpResponse:
    domains = sorted(arriving.homes_of(school))
    form = HomesForm(
        sent(request), initial={"is_open": bool(domains), "domains": " ".join(domains)}
    )
    if request.method == "POST" and form.is_valid() and _set(request, school, form):
        return redirect("students:homes", code=school.code)
    context = {
        "school": school,
        "form": form,
        "is_open": bool(domains),
        "has_school_login": bool(settings.SOCIALACCOUNT_PROVIDERS),
    }
    return render(request, "students/homes.html", context, status=422 if form.errors else 200)


def _set(request: HttpRequest, school: School, form: HomesForm) -> bool:
    domains = form.cleaned_data["domains"]
    try:
        arriving.set_homes(by=person(request), school=school, domains=domains)
    except RuleBroken as refusal:
        form.add_error("domains", str(refusal))
        return False
    if domains:
        messages.success(request, _("Aangezet. Studenten met een inschrijving komen nu zo binnen."))
    else:
        messages.success(request, _("Uitgezet. Wie al binnen is, kan blijven inloggen."))
    return True
