"""/leerbedrijf/uitnodigen/: a school or SBB asks a company's contact person in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from placements.companies.models import TrainingCompany
from placements.contacts import actions, policy, register
from placements.contacts.access import of_inviters, person, sent
from placements.contacts.errors import RuleBroken
from placements.contacts.forms import CompanySearchForm, ContactForm
from placements.contacts.models import CompanyInvitation
from stagebaken.accounts.models import User
from stagebaken.accounts.stepup import recent_sign_in_required
from stagebaken.web.days import today


@require_safe
@of_inviters
def invitations(request: HttpRequest) -> HttpResponse:
    """Find a company, and see which invitations wait for an answer."""
    form = CompanySearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    found = list(register.find(text)[: register.LIMIT + 1])
    context = {
        "form": form,
        "text": text.strip(),
        "companies": found[: register.LIMIT],
        "has_more": len(found) > register.LIMIT,
        "invitations": policy.invitations_of(person(request)),
        "day": today(),
    }
    return render(request, "contacts/invitations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_inviters
@recent_sign_in_required
def invite(request: HttpRequest, company_id: UUID) -> HttpResponse:
    companies = TrainingCompany.objects.filter(ended_on__isnull=True)
    company: TrainingCompany = get_object_or_404(companies, pk=company_id)
    form = ContactForm(sent(request))
    if request.method == "POST" and form.is_valid() and was_invited(request, company, form):
        return redirect("contacts:invitations")
    return render(request, "contacts/invite.html", {"invited_company": company, "form": form})


def was_invited(request: HttpRequest, company: TrainingCompany, form: ContactForm) -> bool:
    """Invite whom the form names; otherwise the form says which rule forbids it."""
    try:
        actions.invite(by=person(request), company=company, **form.cleaned_data)
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return False
    text = _("De uitnodiging voor %(name)s is onderweg.")
    messages.success(request, text % {"name": form.cleaned_data["name"]})
    return True


# ---------- an open invitation ----------


def _invitation(user: User, invitation_id: UUID) -> CompanyInvitation:
    invitation: CompanyInvitation = get_object_or_404(policy.invitations_of(user), pk=invitation_id)
    return invitation


def _back(user: User, invitation: CompanyInvitation) -> str:
    """Where this user sees the invitation: at the own company, or among those of a school."""
    if policy.companies_of(user).filter(pk=invitation.company_id).exists():
        return "contacts:people"
    return "contacts:invitations"


def _to(name: str, invitation: CompanyInvitation) -> HttpResponse:
    if name == "contacts:people":
        return redirect(name, company_id=invitation.company_id)
    return redirect(name)


@require_POST
def resend(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    user = person(request)
    invitation = _invitation(user, invitation_id)
    try:
        actions.resend(by=user, invitation=invitation)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("De uitnodiging is opnieuw onderweg."))
    return _to(_back(user, invitation), invitation)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    user = person(request)
    invitation = _invitation(user, invitation_id)
    back = _back(user, invitation)
    if request.method == "POST":
        try:
            actions.withdraw(by=user, invitation=invitation)
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("De uitnodiging is ingetrokken."))
        return _to(back, invitation)
    context = {"invitation": invitation, "keep_url": _to(back, invitation)["Location"]}
    return render(request, "contacts/withdraw.html", context)
