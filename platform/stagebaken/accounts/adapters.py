"""What we decide differently from allauth's defaults."""

import logging
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress, Login
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from stagebaken.accounts import arriving, policy, stepup
from stagebaken.accounts.claims import Claims
from stagebaken.accounts.models import User
from stagebaken.accounts.sealing import seal_secret, unseal_secret

logger = logging.getLogger(__name__)

# Nobody is kept waiting for these: signing in fails without a mail that holds a code.
CODE_MAILS = ("account/email/login_code", "account/email/email_confirmation")
CONFIRM_WORDS = {
    "reauthenticate": _("Gebruik je wachtwoord"),
    "mfa_reauthenticate": _("Gebruik een code uit je app"),
    "mfa_reauthenticate:webauthn": _("Gebruik je passkey"),
}
UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104 - no address to listen on: one bucket for all unknown


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, str | Promise]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Dit account is gesloten."),
        "duplicate_email": _("Dit is je huidige e-mailadres."),
        "email_password_mismatch": _("Het e-mailadres en het wachtwoord horen niet bij elkaar."),
        "email_taken": _("Dit e-mailadres hoort al bij een account."),
        "enter_current_password": _("Dit is niet je huidige wachtwoord."),
        "incorrect_code": _("Deze code klopt niet of is verlopen."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "invalid_or_expired_key": _("Deze link klopt niet of is verlopen."),
        "invalid_login": _("Vul je e-mailadres in."),
        "invalid_password_reset": _("Deze link klopt niet of is verlopen."),
        "rate_limited": _("Dat ging te snel. Wacht even en probeer het opnieuw."),
        "same_as_current": _("Dit is al je e-mailadres. Vul een ander adres in."),
        "too_many_login_attempts": _(
            "Er is te vaak geprobeerd om in te loggen. Wacht vijf minuten en probeer het opnieuw."
        ),
        "unverified_primary_email": _("Bevestig eerst je e-mailadres."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come by invitation (accounts.invitations)."""
        return False

    def is_login_by_code_required(self, login: Login) -> bool:
        """Until there is a factor of one's own, a mailed code stands beside the password.

        For company contacts that is enough. For staff it keeps a guessed or leaked password from
        being the one that sets up the first factor.
        """
        user: User = login.user
        if policy.has_own_factor(user):
            return False
        records = get_authentication_records(self.request, user)
        if any(record["method"] == "code" for record in records):
            return False
        return policy.requirement(user) is not policy.Requirement.NONE

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Signing in a moment ago counts: nobody types the same password twice in a row."""
        return not stepup.is_recent(self.request)

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """The ways to confirm who you are, in our words."""
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": CONFIRM_WORDS[method["id"]]} for method in methods]

    def get_client_ip(self, request: HttpRequest) -> str:
        """Behind a socket without a proxy's header nobody has an address: one shared bucket."""
        address: str = super().get_client_ip(request) if _has_address(request) else UNKNOWN_ADDRESS
        return address

    def get_http_user_agent(self, request: HttpRequest) -> str:
        return ""  # our mails name no browser

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        holds_code = template_prefix.startswith(CODE_MAILS)
        if holds_code:
            self._require_few_codes(email)
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:  # SMTPException is one
            logger.error("mail not sent: %s", type(error).__name__)  # noqa: TRY400 - no address
            if holds_code:
                page = render(self.request, "accounts/mail_failed.html", status=503)
                raise ImmediateHttpResponse(page) from error

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """An invitation that was not accepted yet stays the only way into its account."""
        if EmailAddress.objects.filter(user_id=user.pk, verified=True).exists():
            super().send_password_reset_mail(user, email, context)

    def _require_few_codes(self, email: str) -> None:
        """Attack: somebody with the password has us fill a mailbox with codes."""
        rules = {"login_code": settings.ACCOUNT_RATE_LIMITS["login_code"]}
        options = {"app": "accounts", "action": "login_code", "config": rules, "limit_get": True}
        if not ratelimit.consume(self.request, key=email.lower(), **options):
            raise ImmediateHttpResponse(ratelimit.respond_429(self.request))


def _has_address(request: HttpRequest) -> bool:
    return bool(request.META.get("REMOTE_ADDR") or request.META.get("HTTP_X_FORWARDED_FOR"))


class MFAAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, str | Promise]] = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("Je kunt nu geen e-mailadres toevoegen."),
        "cannot_delete_authenticator": _(
            "Dit is je enige tweede stap. Voeg eerst een andere toe; daarna kun je deze weghalen."
        ),
        "cannot_generate_recovery_codes": _("Stel eerst een app of een passkey in."),
        "incorrect_code": _(
            "Deze code klopt niet, is verlopen of is al gebruikt. Wacht tot je app een nieuwe code "
            "laat zien."
        ),
        "unverified_email": _("Bevestig eerst je e-mailadres."),
    }

    def encrypt(self, text: str) -> str:
        """Only the signed-in user gets new secrets, so the secret is theirs."""
        user: User = context.request.user
        return seal_secret(text, user_id=user.pk)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal_secret(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return policy.may_remove(authenticator)

    def build_totp_svg(self, url: str) -> str:
        """The page draws the code itself (views.SetUpTOTPView): an image would need `data:`."""
        return ""

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey %(number)s") % {"number": count + 1}

    def _get_site_name(self) -> str:
        return "Stagebaken"


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    error_messages: ClassVar[dict[str, str | Promise]] = (
        DefaultSocialAccountAdapter.error_messages
        | {
            "invalid_token": _("Het antwoord van je school klopt niet."),
            "no_password": _("Stel eerst een wachtwoord in."),
            "no_verified_email": _("Bevestig eerst je e-mailadres."),
            "connected_other": _("Dit schoolaccount hoort al bij een ander account."),
        }
    )

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Who is let in, has an account by then (pre_social_login)."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let in who is invited, or whom a school knows (accounts.arriving)."""
        claims = Claims.read(sociallogin.account.extra_data.get("userinfo") or {})
        # Attack: what waits in a session for a password would hold the school's words.
        sociallogin.account.extra_data = {}
        arriving.let_in(request, sociallogin, claims)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> None:
        if page := arriving.explain(request, error, exception, extra_context or {}):
            raise ImmediateHttpResponse(page)

    def list_apps(self, *args: Any, **kwargs: Any) -> list[SocialApp]:
        """Providers come from the settings alone: a row in the database adds no way in."""
        return [app for app in super().list_apps(*args, **kwargs) if app.pk is None]
