"""Signed-in people for any test: with a second factor, and a session that has shown it."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from django.conf import settings
from django.test import Client

from stagebaken.accounts import factors, policy
from stagebaken.accounts.models import User


def sign_in(client: Client, user: User, *, recent: bool = True) -> None:
    """Sign a user in as they do who work here; not `recent` means that step-up asks again."""
    if not policy.has_own_factor(user):
        factors.add_totp(user)
    client.force_login(user)
    show(client, user, "password", "mfa", recent=recent)


def show(client: Client, user: User, *methods: str, recent: bool = True) -> None:
    """Note in the client's session that these methods were used."""
    at = time.time() - (0 if recent else settings.RECENT_MINUTES * 60 + 1)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": method, "at": at} for method in methods
    ]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
