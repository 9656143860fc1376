"""/beheer/school/<code>/…: the people of a school, their invitations, and saying goodbye."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schools.administration.access import of_own_school, person, sent
from schools.administration.forms import TitleForm
from schools.administration.people import GROUPS, Group, group_of, losses, members
from schools.registry.models import School
from schools.teams import actions
from schools.teams.models import Invitation, Membership
from stagebaken.accounts.stepup import recent_sign_in_required
from stagebaken.web.days import today


def _to(group: Group, school: School) -> HttpResponse:
    return redirect(group.url, code=school.code)


def _membership(school: School, membership_id: UUID) -> Membership:
    """An active membership of this school, in a role that its administrator decides about."""
    roles = [role for group in GROUPS.values() for role in group.roles]
    found = Membership.objects.active().filter(school=school, role__in=roles)
    membership: Membership = get_object_or_404(found.select_related("user"), pk=membership_id)
    return membership


def _invitation(school: School, invitation_id: UUID) -> Invitation:
    found = Invitation.objects.open().filter(school=school)
    invitation: Invitation = get_object_or_404(found, pk=invitation_id)
    return invitation


@require_safe
@of_own_school
def people(request: HttpRequest, school: School, group: str) -> HttpResponse:
    shown = GROUPS[group]
    context = {
        "school": school,
        "group": shown,
        "members": members(school, shown),
        "invitations": Invitation.objects.open().filter(school=school, role__in=shown.roles),
        "day": today(),
    }
    return render(request, "administration/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_school
@recent_sign_in_required
def invite(request: HttpRequest, school: School, group: str) -> HttpResponse:
    shown = GROUPS[group]
    form = shown.form(sent(request))
    if request.method == "POST" and form.is_valid():
        offer: dict[str, Any] = {"role": shown.roles[0]} | form.cleaned_data
        try:
            actions.invite(by=person(request), school=school, **offer)
        except actions.RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            text = _("De uitnodiging voor %(name)s is onderweg.")
            messages.success(request, text % {"name": offer["name"]})
            return _to(shown, school)
    context = {"school": school, "group": shown, "form": form}
    return render(request, "administration/invite.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_school
def member(request: HttpRequest, school: School, membership_id: UUID) -> HttpResponse:
    """Change what students read beside the name."""
    membership = _membership(school, membership_id)
    group = group_of(membership.role)
    form = TitleForm(sent(request), initial={"title": membership.title})
    if request.method == "POST" and form.is_valid():
        title = form.cleaned_data["title"]
        actions.change_title(by=person(request), membership=membership, title=title)
        messages.success(request, _("Bewaard."))
        return _to(group, school)
    context = {"school": school, "group": group, "membership": membership, "form": form}
    return render(request, "administration/member.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_school
@recent_sign_in_required
def remove(request: HttpRequest, school: School, membership_id: UUID) -> HttpResponse:
    membership = _membership(school, membership_id)
    group = group_of(membership.role)
    if request.method == "POST":
        try:
            actions.remove(by=person(request), membership=membership)
        except actions.RuleBroken as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("%(name)s is verwijderd.") % {"name": membership.user.name})
        if membership.user == person(request):
            return redirect("account_start")  # perhaps nothing is left to administer
        return _to(group, school)
    context = {
        "school": school,
        "group": group,
        "membership": membership,
        "losses": losses(membership, school),
    }
    return render(request, "administration/remove.html", context)


@require_POST
@of_own_school
def resend(request: HttpRequest, school: School, invitation_id: UUID) -> HttpResponse:
    invitation = _invitation(school, invitation_id)
    actions.resend(by=person(request), invitation=invitation)
    messages.success(request, _("De uitnodiging is opnieuw onderweg."))
    return _to(group_of(invitation.role), school)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_school
def withdraw(request: HttpRequest, school: School, invitation_id: UUID) -> HttpResponse:
    invitation = _invitation(school, invitation_id)
    group = group_of(invitation.role)
    if request.method == "POST":
        actions.withdraw(by=person(request), invitation=invitation)
        messages.success(request, _("De uitnodiging is ingetrokken."))
        return _to(group, school)
    context = {"school": school, "group": group, "invitation": invitation}
    return render(request, "administration/withdraw.html", context)
