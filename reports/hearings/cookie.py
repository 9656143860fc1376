"""An opened hearing between two pages of its company: in the browser's cookie, in no row."""

import binascii
import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from reports.hearings.codes import CodeKeys
from stagebaken.vault import envelope
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.purposes import Purpose
from stagebaken.vault.subkeys import subkey, subkeys

COOKIE = "__Host-hearing"
LABEL = "hearing-cookie/v1"
_OBJECT = UUID(int=0)  # the cookie belongs to no row


def remember(response: HttpResponseBase, code: CodeKeys) -> None:
    """Keep it open in this browser; called at every page, so that the time slides."""
    content = {
        "until": int(time.time()) + settings.HEARING_MINUTES * 60,
        "locator": urlsafe_b64encode(code.locator).decode(),
        "key": urlsafe_b64encode(code.wrapping_key).decode(),
    }
    sealed = envelope.seal(
        subkey(LABEL), json.dumps(content).encode(), purpose=Purpose.HEARING_COOKIE,
        object_id=_OBJECT,
    )  # fmt: skip
    # No max_age: it ends with the browser and is not written to the disk of a shared computer.
    value = urlsafe_b64encode(sealed).decode()
    response.set_cookie(COOKIE, value, path="/", secure=True, httponly=True, samesite="Strict")


def remembered(request: HttpRequest) -> CodeKeys | None:
    """What this browser has open; None without a cookie, for a changed or an old one."""
    try:
        sealed = urlsafe_b64decode(request.COOKIES.get(COOKIE, ""))
    except (binascii.Error, ValueError):
        return None
    for key in subkeys(LABEL):
        try:
            opened = envelope.unseal(key, sealed, purpose=Purpose.HEARING_COOKIE, object_id=_OBJECT)
        except EnvelopeError:
            continue
        return _keys(json.loads(opened))
    return None


def _keys(content: dict[str, str | int]) -> CodeKeys | None:
    if int(content["until"]) < time.time():
        return None
    locator, key = str(content["locator"]), str(content["key"])
    return CodeKeys(urlsafe_b64decode(locator), urlsafe_b64decode(key))


def forget(response: HttpResponseBase) -> None:
    response.delete_cookie(COOKIE, path="/", samesite="Strict")
