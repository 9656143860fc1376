"""What somebody is in the middle of: a new passphrase, a sitting of custodians, a recovery.

It lies sealed in the session row under a secret that only the browser's cookie holds, like an
unlocked key, and takes its place: one of the two at a time. It ends after the same idle time.
"""

import hashlib
import time
from base64 import b64decode, b64encode
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from stagebaken.vault import envelope, sessions
from stagebaken.vault.errors import EnvelopeError, VaultError
from stagebaken.vault.purposes import Purpose

SESSION_KEY = "vault_pending"


class NothingPending(VaultError):
    """Nothing was begun in this session, or too long ago."""


class Kind(StrEnum):
    PASSPHRASE = "passphrase"  # noqa: S105 - the kind, not the words
    CEREMONY = "ceremony"
    RECOVERY = "recovery"


def begin(request: HttpRequest, kind: Kind, content: bytes) -> None:
    """Start with a fresh secret: whatever was open or begun in this session ends."""
    sessions.lock(request)
    _write(request, kind, content, sessions.renew_secret(request))


def update(request: HttpRequest, kind: Kind, content: bytes) -> None:
    """Keep the next state of what is under way."""
    read(request, kind)
    _write(request, kind, content, sessions.cookie_secret(request) or b"")


def read(request: HttpRequest, kind: Kind) -> bytes:
    """Return what is under way, and let its time run anew. Raises NothingPending."""
    entry = request.session.get(SESSION_KEY)
    secret = sessions.cookie_secret(request)
    if entry is None or secret is None or entry["kind"] != kind:
        raise NothingPending("Nothing of this kind is under way.")
    if time.time() - entry["used"] > settings.VAULT_IDLE_MINUTES * 60:
        end(request)
        raise NothingPending("It was begun too long ago.")
    try:
        content = envelope.unseal(
            secret,
            b64decode(entry["sealed"]),
            purpose=Purpose.RECOVERY_CEREMONY,
            object_id=_place(request, kind),
        )
    except EnvelopeError:
        raise NothingPending("The cookie does not open what is under way.") from None
    request.session[SESSION_KEY] = entry | {"used": int(time.time())}
    return content


def end(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)
    sessions.lock(request)


def _write(request: HttpRequest, kind: Kind, content: bytes, secret: bytes) -> None:
    sealed = envelope.seal(
        secret, content, purpose=Purpose.RECOVERY_CEREMONY, object_id=_place(request, kind)
    )
    request.session[SESSION_KEY] = {
        "kind": kind.value,
        "sealed": b64encode(sealed).decode(),
        "used": int(time.time()),
    }


def _place(request: HttpRequest, kind: Kind) -> UUID:
    """Bind to this session, user and kind: a copied row opens nothing."""
    session = (request.session.session_key or "").encode()
    # Fixed width: the signed-in user's id and the kind, then the session.
    user, label = str(request.user.pk).encode(), kind.value.encode().ljust(16, b"\0")
    parts = b"stagebaken/pending/v1" + label + user + session
    return UUID(bytes=hashlib.sha256(parts).digest()[:16])
