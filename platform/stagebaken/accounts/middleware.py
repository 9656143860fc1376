"""The gates of everything that is not an anonymous page: sign in, second factor, step-up."""

from collections.abc import Callable, Set
from typing import Any, Protocol, cast
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from stagebaken.accounts import kept, policy
from stagebaken.accounts.models import User

API = "/api/"
SAFE_METHODS = ("GET", "HEAD")
UNSENT = "niet-verstuurd"  # in the address of the sign-in page; no session holds it
CONFIRM = frozenset({"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"})
# All that somebody can do who must set up a second factor and has none.
SET_UP: Set[str] = CONFIRM | {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_logout",
    "account_email_verification_sent",
}
# All that somebody can do who has a factor but has not shown it in this session.
SHOW = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout"})


def is_anonymous_route(request: HttpRequest) -> bool:
    """Say whether the first middleware took the sign-in cookie away (vault.md, P3)."""
    return bool(getattr(request, "is_anonymous_route", False))


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Deny by default. A view that needs nobody says so with `login_not_required`."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        if is_anonymous_route(request):
            return None
        response: HttpResponseBase | None = super().process_view(
            request, view_func, view_args, view_kwargs
        )
        return response

    def handle_no_permission(  # type: ignore[override]  # words come back in a page
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponse:
        """Lead back to the page with the button, not to an address that only takes a form."""
        if request.method in SAFE_METHODS or request.path.startswith(API):
            return super().handle_no_permission(request, view_func)
        if page := kept.ask_to_sign_in(request, reverse("account_login")):
            return page
        query = urlencode({REDIRECT_FIELD_NAME: _page(request), UNSENT: 1})
        return HttpResponseRedirect(f"{reverse('account_login')}?{query}")


class SecondFactorRequiredMiddleware:
    """Lets nobody past who must show a second factor and has not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if is_anonymous_route(request) or not has_session or not request.user.is_authenticated:
            return None
        match = request.resolver_match
        return self._refusal(request, request.user, match.view_name if match else "")

    def _refusal(self, request: HttpRequest, user: User, view_name: str) -> HttpResponseBase | None:
        has_factor = policy.has_own_factor(user)
        if has_factor and policy.has_shown(request, "mfa"):
            return None
        requirement = policy.requirement(user)
        if requirement is policy.Requirement.NONE:
            return None
        if has_factor:
            if page := kept.ask_to_sign_in(request, _factor_page(request)):
                return page
            return self._confine(request, view_name, to=SHOW, or_else=_show_page(request))
        if requirement is policy.Requirement.OWN_FACTOR:
            return self._confine(request, view_name, to=SET_UP, or_else=reverse("mfa_index"))
        if policy.has_shown(request, "code"):
            return None
        # The role came after signing in: the next sign-in asks for the code.
        logout(request)
        return _send(request, reverse("account_login"))

    def _confine(
        self, request: HttpRequest, view_name: str, *, to: Set[str], or_else: str
    ) -> HttpResponseBase | None:
        if view_name not in to:
            return _send(request, or_else)
        cast("_Confined", request).is_confined = True  # no menu that leads nowhere
        return None


class _Confined(Protocol):
    is_confined: bool


class StepUpMiddleware:
    """Takes the place of allauth's handling, which stores a POST in the session to repeat it.

    Attack: what it stores holds the request's cookies, so the secret of an unlocked vault would
    lie in the database beside the key that it seals; and the form could hold a passphrase.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if not isinstance(exception, ReauthenticationRequired):
            return None
        if request.method not in SAFE_METHODS and not request.path.startswith(API):
            messages.info(request, _("Bevestig eerst wie je bent. Doe het daarna nog een keer."))
        methods = get_adapter().get_reauthentication_methods(request.user)
        confirm = methods[0]["url"] if methods else reverse("account_login")
        if page := kept.ask_to_sign_in(request, confirm):
            return page
        return _send(request, f"{confirm}?{urlencode({REDIRECT_FIELD_NAME: _page(request)})}")


def _show_page(request: HttpRequest) -> str:
    """Give the page that asks for the factor and then comes back here."""
    return f"{_factor_page(request)}?{urlencode({REDIRECT_FIELD_NAME: _page(request)})}"


def _factor_page(request: HttpRequest) -> str:
    types = [method["id"] for method in get_adapter().get_reauthentication_methods(request.user)]
    by_code = "mfa_reauthenticate" in types
    return reverse("mfa_reauthenticate" if by_code else "mfa_reauthenticate_webauthn")


def _page(request: HttpRequest) -> str:
    """Give the page that somebody is on, also when they pressed a button there."""
    if request.method in SAFE_METHODS:
        return request.get_full_path()
    referrer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referrer, {request.get_host()}):
        parts = urlsplit(referrer)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return reverse("account_start")


def _send(request: HttpRequest, url: str) -> HttpResponse:
    if not request.path.startswith(API):
        return HttpResponseRedirect(url)
    problem = {
        "type": "about:blank",
        "title": _("Log opnieuw in"),
        "status": 403,
        "detail": _("Laat op de website je tweede stap zien. Probeer het daarna opnieuw."),
    }
    return JsonResponse(problem, status=403, content_type="application/problem+json")
