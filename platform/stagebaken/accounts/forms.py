"""allauth's forms in our words: plain labels, no text inside a field that vanishes on typing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from allauth.account import forms as account
from allauth.account.fields import PasswordField, SetPasswordField
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

EMAIL = _("E-mailadres")
PASSWORD = _("Wachtwoord")
NEW_PASSWORD = _("Nieuw wachtwoord")
AGAIN = _("Nieuw wachtwoord nog een keer")
CODE = _("Code")
PASSWORD_HELP = _("Minstens 12 tekens. Een zin van een paar woorden is goed te onthouden.")
MAILED_HELP = _("De 8 cijfers uit de mail.")


class Worded(forms.Form):
    """Replaces the labels and explanations of the fields, and removes placeholders."""

    labels: Words = {}
    explanations: Words = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.explanations.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            if name == "code":
                field.widget.attrs["inputmode"] = "numeric"


# ---------- e-mail address and password ----------


class LoginForm(Worded, account.LoginForm):
    labels: Words = {"login": EMAIL, "password": PASSWORD}


class ReauthenticateForm(Worded, account.ReauthenticateForm):
    labels: Words = {"password": PASSWORD}


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    labels: Words = {"email": EMAIL}


class _NewPassword(Worded):
    labels: Words = {
        "oldpassword": _("Je huidige wachtwoord"),
        "password1": NEW_PASSWORD,
        "password2": AGAIN,
    }
    explanations: Words = {"password1": PASSWORD_HELP}


class ResetPasswordKeyForm(_NewPassword, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(_NewPassword, account.ChangePasswordForm):
    pass


class SetPasswordForm(_NewPassword, account.SetPasswordForm):
    pass


class AcceptInvitationForm(_NewPassword, account.PasswordVerificationMixin, forms.Form):
    """The first password of an invited account."""

    labels: Words = {
        "password1": _("Kies een wachtwoord"),
        "password2": _("Het wachtwoord nog een keer"),
    }
    password1 = SetPasswordField()
    password2 = PasswordField(autocomplete="new-password")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The rules compare the password with the person's name and address.
        cast("SetPasswordField", self.fields["password1"]).user = user


class AddEmailForm(Worded, account.AddEmailForm):
    labels: Words = {"email": _("Nieuw e-mailadres")}
    explanations: Words = {"email": _("We mailen een code naar dit adres.")}


class ConfirmEmailForm(Worded, account.ConfirmEmailVerificationCodeForm):
    labels: Words = {"code": CODE}
    explanations: Words = {"code": MAILED_HELP}


class ConfirmLoginCodeForm(Worded, account.ConfirmLoginCodeForm):
    labels: Words = {"code": CODE}
    explanations: Words = {"code": MAILED_HELP}


# ---------- second factors ----------


class _UsedOnce(Worded):
    """A code of an app is good once, for as long as any clock we accept would accept it."""

    labels: Words = {"code": CODE}
    explanations: Words = {"code": _("De 6 cijfers uit je app, of een herstelcode van 8 cijfers.")}
    authenticator: Authenticator
    user: Any

    def clean_code(self) -> str:
        # allauth remembers a used code for one step, but tolerance lets it live for three.
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP and not self._is_first_use(code):
            raise get_adapter().validation_error("incorrect_code")
        return code

    def _is_first_use(self, code: str) -> bool:
        digits = "".join(filter(str.isdigit, code))
        steps = 2 * mfa_settings.TOTP_TOLERANCE + 1
        name = f"totp-used:{self.user.pk}:{digits}"
        return cache.add(name, 1, timeout=steps * mfa_settings.TOTP_PERIOD)


class AuthenticateForm(_UsedOnce, mfa.AuthenticateForm):
    pass


class ReauthenticateByCodeForm(_UsedOnce, mfa.ReauthenticateForm):
    pass


class ActivateTOTPForm(Worded, totp.ActivateTOTPForm):
    labels: Words = {"code": _("Code uit de app")}
    explanations: Words = {"code": _("De 6 cijfers die je app nu laat zien.")}


class AddPasskeyForm(Worded, webauthn.AddWebAuthnForm):
    labels: Words = {"name": _("Naam")}
    explanations: Words = {"name": _("Zo herken je hem terug, bijvoorbeeld: mijn laptop.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Every passkey here can sign in without a password where the device allows it.
        self.fields.pop("passwordless", None)


class EditPasskeyForm(Worded, webauthn.EditWebAuthnForm):
    labels: Words = {"name": _("Naam")}
