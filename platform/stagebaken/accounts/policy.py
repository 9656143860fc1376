"""Who needs a second factor, and whether this session has shown one.

Accounts know no memberships: `settings.SECOND_FACTOR_POLICY` names the function that does.
"""

import enum
from typing import Protocol, cast

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from stagebaken.accounts.models import User

OWN_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class Requirement(enum.Enum):
    """What a person must show beside a password."""

    NONE = "none"
    EMAIL_CODE = "email_code"  # a code by mail will do; a factor of one's own is welcome
    OWN_FACTOR = "own_factor"  # an authenticator app or a passkey


class SecondFactorPolicy(Protocol):
    def __call__(self, user: User) -> Requirement: ...


def requirement(user: User) -> Requirement:
    """Ask the installation's policy what this user needs."""
    policy = cast("SecondFactorPolicy", import_string(settings.SECOND_FACTOR_POLICY))
    return policy(user)


def has_own_factor(user: User, *, besides: Authenticator | None = None) -> bool:
    """Say whether the user has an app or a passkey (besides this one). Recovery codes are none."""
    factors = Authenticator.objects.filter(user_id=user.pk, type__in=OWN_FACTORS)
    return bool((factors.exclude(pk=besides.pk) if besides else factors).exists())


def may_remove(authenticator: Authenticator) -> bool:
    """Whoever must have a factor of their own keeps the last one."""
    if authenticator.type not in OWN_FACTORS or has_own_factor(
        authenticator.user, besides=authenticator
    ):
        return True
    return requirement(authenticator.user) is not Requirement.OWN_FACTOR


def has_shown(request: HttpRequest, *methods: str) -> bool:
    """Say whether the signed-in user used one of these methods in this session."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") in methods for record in records)
