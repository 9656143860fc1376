"""/studenten/…/schoolaccount/: a school says whether its own sign-in lets its students in.

/beheer/schoolaccounts/: the platform says which domain is which school's.
"""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from schools.administration.access import of_the_platform
from schools.registry.models import School
from schools.students import homes as naming
from schools.students.access import of_keepers, person, sent
from schools.students.forms import HomesForm
from schools.students.models import HomeOrganization
from schools.teams.actions import RuleBroken
from stagebaken.accounts.stepup import recent_sign_in_required


@require_http_methods(["GET", "HEAD", "POST"])
@of_keepers
@recent_sign_in_required
def homes(request: HttpRequest, school: School) -> HttpResponse:
    named = list(HomeOrganization.objects.filter(school=school))
    domains = [one.domain for one in named]
    form = HomesForm(
        sent(request), initial={"is_open": bool(domains), "domains": " ".join(domains)}
    )
    if request.method == "POST" and form.is_valid() and _set(request, school, form):
        return redirect("students:homes", code=school.code)
    context = {
        "school": school,
        "form": form,
        "named": named,
        "has_school_login": bool(settings.SOCIALACCOUNT_PROVIDERS),
    }
    return render(request, "students/homes.html", context, status=422 if form.errors else 200)


def _set(request: HttpRequest, school: School, form: HomesForm) -> bool:
    domains = form.cleaned_data["domains"]
    try:
        naming.set_homes(by=person(request), school=school, domains=domains)
    except RuleBroken as refusal:
        form.add_error("domains", str(refusal))
        return False
    if domains:
        messages.success(
            request, _("Bewaard. Een domein werkt zodra het platform het heeft bevestigd.")
        )
    else:
        messages.success(request, _("Uitgezet. Wie al binnen is, kan blijven inloggen."))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@of_the_platform
@recent_sign_in_required
def confirming(request: HttpRequest) -> HttpResponse:
    """What waits first: until then nobody comes in by it."""
    if request.method == "POST":
        home = get_object_or_404(HomeOrganization, domain=request.POST.get("domain", ""))
        deed = naming.confirm if request.POST.get("antwoord") == "ja" else naming.refuse
        deed(by=person(request), domain=home.domain)
        return redirect("school_accounts:confirming")
    found = HomeOrganization.objects.select_related("school")
    context = {
        "waiting": list(found.filter(confirmed_on__isnull=True)),
        "confirmed": list(found.confirmed()),
    }
    return render(request, "students/confirming.html", context)
