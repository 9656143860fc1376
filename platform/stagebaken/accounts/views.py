"""The pages of an account that allauth does not have, and those that it does differently."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from stagebaken.accounts import actions, arriving, navigation, openid
from stagebaken.accounts.arriving import INVITATION_SESSION_KEY
from stagebaken.accounts.drawing import qr
from stagebaken.accounts.forms import AcceptInvitationForm
from stagebaken.accounts.invitations import (
    InvalidInvitation,
    Invitation,
    is_another,
    mark,
    redeem,
)
from stagebaken.accounts.stepup import recent_sign_in_required


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Send somebody who signed in to where their work is: the first entry of their menu."""
    return redirect(navigation.items(request)[0].url)


@require_safe
@never_cache
def signed_in_again(request: HttpRequest) -> HttpResponse:
    """Point back to the tab in which somebody's words wait (kept.py)."""
    return render(request, "accounts/signed_in_again.html")


@require_safe
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """Show what we know of the person who is signed in, and what they can change."""
    roles = import_string(settings.ROLES_OF)(request.user)
    factors = Authenticator.objects.filter(user=request.user)
    context = {
        "roles": sorted(str(role.label) for role in roles),
        "factors": {factor.type for factor in factors},
        "has_school_login": bool(settings.SOCIALACCOUNT_PROVIDERS),
    }
    return render(request, "accounts/overview.html", context)


# ---------- invitations ----------


@login_not_required
@require_safe
@never_cache
def open_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address bar, so that it stays in no history and no referrer."""
    try:
        redeem(token)
    except InvalidInvitation as error:
        return arriving.refuse(request, error)
    request.session[INVITATION_SESSION_KEY] = token
    return redirect("account_invitation")


@login_not_required
@sensitive_post_parameters()
@never_cache
def accept_invitation(request: HttpRequest) -> HttpResponseBase:
    token: str = request.session.get(INVITATION_SESSION_KEY, "")
    if is_another(token, request.POST.get("shown", "")):
        return redirect("account_invitation")
    try:
        invitation = redeem(token)
        if not invitation.is_first:
            return _accept_signed_in(request, token, invitation)
        return _accept_with_password(request, token, invitation)
    except InvalidInvitation as error:
        return arriving.refuse(request, error)


def _accept_with_password(
    request: HttpRequest, token: str, invitation: Invitation
) -> HttpResponseBase:
    form = AcceptInvitationForm(request.POST or None, user=invitation.user)
    if not form.is_valid():
        context = {
            "form": form,
            "invited": invitation.user,
            "is_student": invitation.is_student,
            "shown": mark(token),
        }
        return render(request, "accounts/invitation.html", context)
    password = form.cleaned_data["password1"]
    actions.accept_invitation(token=token, request=request, password=password)
    del request.session[INVITATION_SESSION_KEY]
    user = invitation.user
    user.refresh_from_db()
    # The token came by mail: it stands for the code that a first sign-in asks for.
    record_authentication(request, user, "code")
    response: HttpResponseBase = perform_login(request, Login(user=user, email=user.email))
    return response


def _accept_signed_in(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponseBase:
    is_invited = request.user == invitation.user
    if request.method != "POST" or not is_invited:
        context = {
            "invited": invitation.user,
            "is_invited": is_invited,
            "is_student": invitation.is_student,
        }
        return render(request, "accounts/invitation_known.html", context)
    actions.accept_invitation(token=token, request=request)
    del request.session[INVITATION_SESSION_KEY]
    messages.success(request, _("Je hebt de uitnodiging aangenomen."))
    return redirect("account_start")


# ---------- second factors ----------


class RemovePasskeyView(RemoveWebAuthnView):
    """allauth asks the adapter before it removes an app, but not before it removes a passkey."""

    def form_valid(self, form: Any) -> HttpResponse:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return HttpResponseRedirect(self.get_success_url())
        response: HttpResponse = super().form_valid(form)
        return response


remove_passkey = RemovePasskeyView.as_view()


class SetUpTOTPView(ActivateTOTPView):
    """Draws the code and groups the letters for whoever types them over."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        groups = [secret[start : start + 4] for start in range(0, len(secret), 4)]
        return context | {"picture": qr(context["totp_url"]), "letters": " ".join(groups)}


set_up_totp = SetUpTOTPView.as_view()


@method_decorator(recent_sign_in_required, name="dispatch")
class ReplaceTOTPView(SetUpTOTPView):
    """A new phone: the new app takes the place of the old one once it has shown a code."""

    template_name = "mfa/totp/replace_form.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Past allauth's, which sends whoever has an app to the page that removes it.
        response: HttpResponseBase = super(ActivateTOTPView, self).dispatch(
            request, *args, **kwargs
        )
        return response

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        old = Authenticator.objects.filter(user=self.request.user, type=Authenticator.Type.TOTP)
        for authenticator in old:
            authenticator.delete()
            authenticator_removed.send(
                sender=Authenticator,
                request=self.request,
                user=self.request.user,
                authenticator=authenticator,
            )
        response: HttpResponse = super().form_valid(form)
        return response


replace_totp = ReplaceTOTPView.as_view()


# ---------- the school's own sign-in ----------


@login_not_required
@require_safe
def start_oidc(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Go to the school's sign-in, only from a page of ours.

    Attack: another site sends somebody through it to link an account of the attacker's.
    """
    came_from = request.headers.get("Sec-Fetch-Site", "none")
    process = request.GET.get("process", "login")
    if came_from not in ("same-origin", "none") or (process != "login" and came_from == "none"):
        return redirect("account_login")
    if process != "invitation":
        return openid.leave(request, provider_id, process=process)
    token: str = request.session.get(INVITATION_SESSION_KEY, "")
    if not token or is_another(token, request.GET.get("shown", "")):
        return redirect("account_invitation")  # it says what to do without one, or whose it is
    return openid.leave(request, provider_id, process="login", invitation=token)


come_back_from_school = login_not_required(openid.come_back)
