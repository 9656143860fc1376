"""/beheer/: what an administrator sees of a school, and the platform of its schools."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schools.administration import actions
from schools.administration.access import of_own_school, of_the_platform, person, sent
from schools.administration.checklist import Readiness, failing_invitations, unreachable
from schools.administration.forms import InvitationForm, SchoolForm, TermsForm, TextsForm
from schools.administration.history import history as history_page
from schools.administration.poster import poster as draw_poster
from schools.registry.models import School
from schools.teams import policy
from schools.teams.actions import RuleBroken, invite
from schools.teams.models import Membership
from stagebaken.accounts.models import Role
from stagebaken.accounts.stepup import recent_sign_in_required

# ---------- a school ----------


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    user = person(request)
    schools = list(policy.administers(user))
    is_platform = policy.is_platform_administrator(user)
    if not schools and not is_platform:
        raise Http404
    if not schools:
        return redirect("administration:schools")
    if len(schools) == 1 and not is_platform:
        return redirect("administration:overview", code=schools[0].code)
    context = {"schools": schools, "is_platform": is_platform}
    return render(request, "administration/home.html", context)


@require_safe
@of_own_school
def overview(request: HttpRequest, school: School) -> HttpResponse:
    context = {
        "school": school,
        "readiness": Readiness.of(school),
        "unreachable": unreachable(school),
        "failing_invitations": failing_invitations(school),
    }
    return render(request, "administration/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_school
def terms(request: HttpRequest, school: School) -> HttpResponse:
    form = TermsForm(sent(request), instance=School.objects.get(pk=school.pk))
    if request.method == "POST" and form.is_valid():
        actions.set_terms(by=person(request), school=school, **form.cleaned_data)
        messages.success(request, _("De nieuwe termijnen gelden vanaf nu voor nieuwe meldingen."))
        return redirect("administration:overview", code=school.code)
    return render(request, "administration/terms.html", {"school": school, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_school
def texts(request: HttpRequest, school: School) -> HttpResponse:
    form = TextsForm(sent(request), instance=School.objects.get(pk=school.pk))
    if request.method == "POST" and form.is_valid():
        actions.set_texts(by=person(request), school=school, **form.cleaned_data)
        messages.success(request, _("Bewaard. Melders lezen nu deze teksten."))
        return redirect("administration:overview", code=school.code)
    return render(request, "administration/texts.html", {"school": school, "form": form})


@require_POST
@of_own_school
def open_point(request: HttpRequest, school: School) -> HttpResponse:
    try:
        actions.open_point(by=person(request), school=school)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Het meldpunt is open. Studenten kunnen nu melden."))
    return redirect("administration:overview", code=school.code)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_school
def close_point(request: HttpRequest, school: School) -> HttpResponse:
    if request.method == "POST":
        actions.close_point(by=person(request), school=school)
        messages.success(request, _("Het meldpunt is gesloten voor nieuwe meldingen."))
        return redirect("administration:overview", code=school.code)
    return render(request, "administration/close.html", {"school": school})


@require_safe
@of_own_school
def poster(request: HttpRequest, school: School) -> HttpResponse:
    response = HttpResponse(draw_poster(school), content_type="application/pdf")
    name = f"poster-{school.code}-{get_language()}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@of_own_school
def history(request: HttpRequest, school: School) -> HttpResponse:
    page = history_page(school, request.GET.get("page", "1"))
    return render(request, "administration/history.html", {"school": school, "page": page})


# ---------- the platform ----------


@require_safe
@of_the_platform
def schools(request: HttpRequest) -> HttpResponse:
    led = Membership.objects.active().filter(role=Role.SCHOOL_ADMINISTRATOR)
    context = {
        "schools": School.objects.all(),
        "led": set(led.values_list("school", flat=True)),
    }
    return render(request, "administration/schools.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_the_platform
@recent_sign_in_required
def add_school(request: HttpRequest) -> HttpResponse:
    form = SchoolForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            school = actions.create_school(by=person(request), **form.cleaned_data)
        except (RuleBroken, ValidationError) as refusal:
            form.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))
        else:
            text = _("%(school)s is gemaakt. De eerste beheerder krijgt een uitnodiging.")
            messages.success(request, text % {"school": school.name})
            return redirect("administration:schools")
    return render(request, "administration/add_school.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@of_the_platform
@recent_sign_in_required
def invite_first(request: HttpRequest, code: str) -> HttpResponse:
    """For a school whose last administrator never came, or has gone."""
    school = get_object_or_404(School, code=code)
    form = InvitationForm(sent(request))
    if request.method == "POST" and form.is_valid():
        role = Role.SCHOOL_ADMINISTRATOR
        try:
            invite(by=person(request), school=school, role=role, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De uitnodiging is onderweg."))
            return redirect("administration:schools")
    return render(request, "administration/invite_first.html", {"school": school, "form": form})
