"""The arithmetic of the chain: which mac an event must have, given the one before it."""

import functools
import hashlib
import hmac
import json
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from stagebaken.audit.models import Event

START = bytes(32)  # stands before the first event
_LABEL = b"stagebaken/audit/v1"


def mac(event: Event, before: bytes) -> bytes:
    """Return HMAC-SHA256 over the label, the mac of the event before, and this event's facts."""
    sealed = _LABEL + before + canonical(event.facts())
    return hmac.digest(_key(settings.AUDIT_KEY), sealed, hashlib.sha256)


def canonical(facts: dict[str, Any]) -> bytes:
    """Return one spelling for equal facts: sorted names, no spaces, ASCII."""
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("ascii")


@functools.cache
def _key(secret: str) -> bytes:
    return HKDF(hashes.SHA256(), length=32, salt=None, info=_LABEL).derive(secret.encode())
