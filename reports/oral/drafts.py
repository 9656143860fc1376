"""What was written down so far: a draft as at /melden/, that opens for this member alone."""

import hashlib

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from reports.intake import drafts
from reports.intake.drafts import DraftKey
from stagebaken.accounts.models import User

COOKIE = "__Host-oral"


def key_from(secret: bytes, user: User) -> DraftKey:
    """Bound to the person: a colleague who signs in at the same browser opens nothing."""
    return DraftKey(hashlib.sha256(b"oral/v1" + user.pk.bytes + secret).digest())


def key_of(request: HttpRequest, user: User) -> DraftKey | None:
    secret = drafts.secret_in(request, COOKIE)
    return key_from(secret, user) if secret else None


def begin(user: User) -> tuple[bytes, DraftKey]:
    """A fresh secret for the browser, and the key that it gives this member."""
    secret = DraftKey.new().secret
    return secret, key_from(secret, user)


def remember(response: HttpResponseBase, secret: bytes) -> None:
    drafts.give_secret(response, secret, COOKIE)


def forget(response: HttpResponseBase) -> None:
    drafts.forget(response, COOKIE)
