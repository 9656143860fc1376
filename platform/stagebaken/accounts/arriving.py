"""The end of the way through the school's sign-in: who comes in, and what all others read."""

import logging
from collections.abc import Mapping
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from requests import RequestException

from stagebaken.accounts import actions, school_account
from stagebaken.accounts.claims import Claims
from stagebaken.accounts.invitations import (
    AnotherPerson,
    ExpiredInvitation,
    InvalidInvitation,
    redeem,
)
from stagebaken.accounts.openid import NotProven
from stagebaken.accounts.school_account import LinkedElsewhere, Reason, Unrecognised

logger = logging.getLogger(__name__)

INVITATION_SESSION_KEY = "invitation"


def let_in(request: HttpRequest, sociallogin: Any, claims: Claims) -> None:
    """Give a login that is nobody's yet the account that it opens, or a page that says why not."""
    if token := sociallogin.state.get("invitation"):
        _by_invitation(request, sociallogin, token, claims)
    elif sociallogin.state.get("process") == AuthProcess.LOGIN and not sociallogin.is_existing:
        _by_what_the_school_says(request, sociallogin, claims)


def _by_invitation(request: HttpRequest, sociallogin: Any, token: str, claims: Claims) -> None:
    try:
        if sociallogin.is_existing:
            _known(sociallogin, token)
            return
        invitation = actions.accept_with_school(
            token=token, request=request, account=_unsaved(sociallogin), claims=claims
        )
    except (InvalidInvitation, LinkedElsewhere) as refusal:
        raise ImmediateHttpResponse(refuse(request, refusal)) from refusal
    request.session.pop(INVITATION_SESSION_KEY, None)
    _come_in(request, sociallogin, invitation.user.pk)


def _known(sociallogin: Any, token: str) -> None:
    """This account of the school has an owner here: the invited person, or somebody else."""
    try:
        invited = redeem(token).user
    except InvalidInvitation:
        return  # a second click: the first one accepted, and this one signs in
    if sociallogin.user != invited:
        raise LinkedElsewhere
    sociallogin.state["next"] = reverse("account_invitation")  # one button is left there


def _by_what_the_school_says(request: HttpRequest, sociallogin: Any, claims: Claims) -> None:
    try:
        user = school_account.arrive(account=_unsaved(sociallogin), claims=claims)
    except (Unrecognised, LinkedElsewhere) as refusal:
        reason = refusal.reason if isinstance(refusal, Unrecognised) else Reason.NO_RECORD
        page = render(request, "accounts/not_recognised.html", {"reason": reason.value}, status=403)
        raise ImmediateHttpResponse(page) from refusal
    _come_in(request, sociallogin, user.pk)


def _unsaved(sociallogin: Any) -> SocialAccount:
    return SocialAccount(provider=sociallogin.account.provider, uid=sociallogin.account.uid)


def _come_in(request: HttpRequest, sociallogin: Any, user_id: Any) -> None:
    found = SocialAccount.objects.select_related("user")
    own = {"provider": sociallogin.account.provider, "uid": sociallogin.account.uid}
    sociallogin.account = found.get(user=user_id, **own)
    sociallogin.user = sociallogin.account.user
    messages.success(request, _("Je bent binnen. Voortaan log je in met je schoolaccount."))


# ---------- what somebody reads who does not come in ----------


def refuse(request: HttpRequest, error: InvalidInvitation | LinkedElsewhere) -> HttpResponse:
    """Say why an invitation was not accepted. One that still holds stays open in this browser."""
    if isinstance(error, LinkedElsewhere | AnotherPerson):
        context = {"is_linked": isinstance(error, LinkedElsewhere)}
        return render(request, "accounts/invitation_not_yours.html", context, status=409)
    request.session.pop(INVITATION_SESSION_KEY, None)
    context = {"is_expired": isinstance(error, ExpiredInvitation)}
    return render(request, "accounts/invitation_invalid.html", context, status=410)


def explain(
    request: HttpRequest, error: Any, exception: Exception | None, facts: Mapping[str, Any]
) -> HttpResponse | None:
    """Give the page of an attempt that came to nothing; cancelling has a page of its own."""
    if error == AuthError.CANCELLED:
        return None
    is_strange = "callback_view" in facts and "state" not in facts
    if is_strange and request.user.is_authenticated:
        return redirect("account_start")  # a second click, or the way back in the browser
    _log(exception)
    context = {"is_strange": is_strange, "is_down": isinstance(exception, RequestException)}
    status = 503 if context["is_down"] else 401
    return render(request, "socialaccount/authentication_error.html", context, status=status)


def _log(exception: Exception | None) -> None:
    """For the operator: what kind of thing, and of our own refusals which. Never an answer."""
    if exception is not None:
        what = str(exception) if isinstance(exception, NotProven) else ""
        logger.warning("sign-in of the school failed: %s %s", type(exception).__name__, what)
