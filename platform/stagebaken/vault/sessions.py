"""Keys that stay open between requests: a member's, and the reporter's own dossier.

A member's key lies sealed in the session row under a secret that only the browser's cookie
holds. The reporter has no row at all: everything is in the cookie, sealed.
"""

import binascii
import datetime as dt
import hashlib
import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import Any, Protocol, cast
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from stagebaken.vault import envelope, roster
from stagebaken.vault.errors import EnvelopeError, NotOnKeyring, UntrustedRecipient, VaultLocked
from stagebaken.vault.keys import UnlockedMember
from stagebaken.vault.models import Recipient, RecipientState
from stagebaken.vault.noting import failures_noted
from stagebaken.vault.passphrases import open_private_key
from stagebaken.vault.purposes import Purpose
from stagebaken.vault.subkeys import subkey, subkeys
from stagebaken.vault.wrapping import public_of
from stagebaken.web.days import AMSTERDAM

__all__ = ["UnlockedMember"]

SESSION_KEY = "vault"
VAULT_COOKIE = "__Host-vault"
DOSSIER_COOKIE = "__Host-dossier"
DOSSIER_LABEL = "dossier-cookie/v1"
_DOSSIER_OBJECT = UUID(int=0)  # the cookie belongs to no row
_OPENED = "unlocked_member"  # on a request: what `unlocked` found for it
_SLIDE_SECONDS = 60  # the session row is not rewritten at every request


# A member's key


def unlock(request: HttpRequest, recipient: Recipient, passphrase: str) -> None:
    """Open the member's key for this session and no other.

    Raises WrongPassphrase, Busy, NotOnKeyring (not this user, not admitted), UntrustedRecipient.
    """
    private = _private_key(request, recipient, passphrase)
    setattr(request, _OPENED, None)
    unlock_id = uuid4()
    # One row names the valid unlocking, so that every earlier one ends here, on any device.
    Recipient.objects.filter(user=recipient.user_id).update(unlock_id=unlock_id)
    request.session.cycle_key()
    secret = renew_secret(request)
    sealed = envelope.seal(
        secret, private, purpose=Purpose.VAULT_SESSION, object_id=_place(request, recipient)
    )
    request.session[SESSION_KEY] = {
        "recipient": str(recipient.pk),
        "unlock": str(unlock_id),
        "sealed": _encode(sealed),
        "used": int(time.time()),
    }


def unlocked(request: HttpRequest) -> UnlockedMember:
    """Return the member whose key this session holds, or raise VaultLocked."""
    known: UnlockedMember | None = getattr(request, _OPENED, None)
    if known is not None:
        return known  # the page and its menu ask for the same in one request
    entry = request.session.get(SESSION_KEY)
    secret = cookie_secret(request)
    if entry is None or secret is None:
        raise VaultLocked("Nothing is unlocked in this session.")
    idle = time.time() - entry["used"]
    if idle > settings.VAULT_IDLE_MINUTES * 60:
        lock(request)
        raise VaultLocked("Unlocked too long ago without use.")
    member = _member(request, entry, secret)
    if idle > _SLIDE_SECONDS:
        request.session[SESSION_KEY] = entry | {"used": int(time.time())}
    setattr(request, _OPENED, member)
    return member


def open_until(request: HttpRequest) -> dt.datetime:
    """When the open vault closes if it is not used; read it after `unlocked`."""
    used: int = request.session[SESSION_KEY]["used"]
    idle = dt.timedelta(minutes=settings.VAULT_IDLE_MINUTES)
    return dt.datetime.fromtimestamp(used, AMSTERDAM) + idle


def confirm(request: HttpRequest, passphrase: str) -> UnlockedMember:
    """Ask the passphrase again before a step that reaches further (raises WrongPassphrase)."""
    member = unlocked(request)
    _private_key(request, member.recipient, passphrase)
    return member


def lock(request: HttpRequest) -> None:
    setattr(request, _OPENED, None)
    request.session.pop(SESSION_KEY, None)
    _give_cookie(request, "")


def end_unlockings(sender: object, user: AbstractBaseUser, **_signal: object) -> None:
    """At a log-in: what was unlocked elsewhere, or before, is locked."""
    Recipient.objects.filter(user=user.pk).update(unlock_id=None)


def take_cookie(sender: object, request: HttpRequest | None, **_signal: object) -> None:
    """At a log-out: the session row goes by itself, the cookie with it."""
    if request is not None:
        _give_cookie(request, "")


class VaultCookieMiddleware:
    """Carries the secret of an unlocking to the browser, and takes it away again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        value: str | None = getattr(request, "vault_cookie", None)
        if value:
            _set_cookie(response, VAULT_COOKIE, value)
        elif value is not None:
            _delete_cookie(response, VAULT_COOKIE)
        return response


class _Carrier(Protocol):
    vault_cookie: str


def _give_cookie(request: HttpRequest, value: str) -> None:
    cast("_Carrier", request).vault_cookie = value


def renew_secret(request: HttpRequest) -> bytes:
    """Give this browser a fresh secret; what was sealed under the one before stays closed."""
    secret = envelope.new_key()
    _give_cookie(request, _encode(secret))
    return secret


def cookie_secret(request: HttpRequest) -> bytes | None:
    """Return the secret that this browser holds, if any."""
    value = getattr(request, "vault_cookie", None)
    if value is None:
        value = request.COOKIES.get(VAULT_COOKIE, "")
    secret = _decode(value)
    return secret if secret is not None and len(secret) == envelope.KEY_BYTES else None


def _private_key(request: HttpRequest, recipient: Recipient, passphrase: str) -> bytes:
    if recipient.user_id != request.user.pk or recipient.state != RecipientState.ADMITTED:
        raise NotOnKeyring("This person is no admitted member of the vault.")
    # A puppet put into the database could otherwise unlock, and admit the next one.
    if not roster.is_trusted(recipient):
        raise UntrustedRecipient("The roster's signature does not fit.")
    with failures_noted(recipient):
        private = open_private_key(recipient.sealed_key, passphrase, recipient_id=recipient.pk)
    if public_of(private) != bytes(recipient.public_key):
        raise UntrustedRecipient("The stored public key belongs to another private key.")
    return private


def _member(request: HttpRequest, entry: dict[str, Any], secret: bytes) -> UnlockedMember:
    recipient = (
        Recipient.objects.select_related("user", "vault")
        .filter(
            pk=entry["recipient"],
            user=request.user.pk,
            state=RecipientState.ADMITTED,
            unlock_id=entry["unlock"],
        )
        .first()
    )
    if recipient is None or not roster.is_trusted(recipient):
        raise VaultLocked("Locked by a log-in elsewhere, or no member any more.")
    try:
        private = envelope.unseal(
            secret,
            _decode(entry["sealed"]) or b"",
            purpose=Purpose.VAULT_SESSION,
            object_id=_place(request, recipient),
        )
    except EnvelopeError:
        raise VaultLocked("The cookie does not open this session's key.") from None
    return UnlockedMember(recipient, private)


def _place(request: HttpRequest, recipient: Recipient) -> UUID:
    """Bind the sealed key to this session, user and recipient: a copied row opens nothing."""
    session = (request.session.session_key or "").encode()
    parts = b"stagebaken/vault-session/v1" + recipient.user_id.bytes + recipient.pk.bytes + session
    return UUID(bytes=hashlib.sha256(parts).digest()[:16])


# The reporter's own dossier


def remember_dossier(response: HttpResponseBase, locator: bytes, wrapping_key: bytes) -> None:
    """Keep the dossier open in this browser; call it at every page, so that the time slides."""
    content = {
        "until": int(time.time()) + settings.DOSSIER_MINUTES * 60,
        "locator": _encode(locator),
        "key": _encode(wrapping_key),
    }
    sealed = envelope.seal(
        subkey(DOSSIER_LABEL),
        json.dumps(content).encode(),
        purpose=Purpose.DOSSIER_COOKIE,
        object_id=_DOSSIER_OBJECT,
    )
    _set_cookie(response, DOSSIER_COOKIE, _encode(sealed))


def remembered_dossier(request: HttpRequest) -> tuple[bytes, bytes] | None:
    """Return locator and wrapping key; None when there is no cookie, a changed or an old one."""
    sealed = _decode(request.COOKIES.get(DOSSIER_COOKIE, ""))
    if not sealed:
        return None
    content = _open_dossier_cookie(sealed)
    if content is None or content["until"] < time.time():
        return None
    return urlsafe_b64decode(content["locator"]), urlsafe_b64decode(content["key"])


def forget_dossier(response: HttpResponse) -> None:
    _delete_cookie(response, DOSSIER_COOKIE)


def _open_dossier_cookie(sealed: bytes) -> dict[str, Any] | None:
    for key in subkeys(DOSSIER_LABEL):
        try:
            content: dict[str, Any] = json.loads(
                envelope.unseal(
                    key, sealed, purpose=Purpose.DOSSIER_COOKIE, object_id=_DOSSIER_OBJECT
                )
            )
        except EnvelopeError:
            continue
        return content
    return None


def _set_cookie(response: HttpResponseBase, name: str, value: str) -> None:
    # No max_age: it ends with the browser and is not written to the disk of a shared computer.
    response.set_cookie(name, value, path="/", secure=True, httponly=True, samesite="Strict")


def _delete_cookie(response: HttpResponseBase, name: str) -> None:
    response.delete_cookie(name, path="/", samesite="Strict")


def _encode(value: bytes) -> str:
    return urlsafe_b64encode(value).decode()


def _decode(value: str) -> bytes | None:
    try:
        return urlsafe_b64decode(value)
    except (binascii.Error, ValueError):
        return None
