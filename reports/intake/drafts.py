"""The draft: sealed in a row, opened by a secret that only this browser's cookie holds.

The row says the day it was begun and nothing else. The cookie ends with the browser; the row is
gone after the next day at the latest (tasks.py), so within 24 to 48 hours.
"""

import binascii
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from reports.attachments import storage
from reports.intake.answers import Answers
from reports.intake.models import Draft
from stagebaken.vault import envelope
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.purposes import Purpose
from stagebaken.vault.subkeys import subkey
from stagebaken.web.days import today

COOKIE = "__Host-draft"
SECRET_BYTES = 32
LIFE = timedelta(days=1)  # a draft lives on the day it was begun and the next

Change = Callable[[Answers], Answers]


@dataclass(frozen=True)
class DraftKey:
    """What the cookie's secret gives: where the draft is, and what opens it."""

    secret: bytes = field(repr=False)

    @classmethod
    def new(cls) -> "DraftKey":
        return cls(secrets.token_bytes(SECRET_BYTES))

    @property
    def locator(self) -> bytes:
        return subkey("draft-locator/v1", self.secret)

    def seal(self, answers: Answers) -> bytes:
        plaintext = json.dumps(answers.as_json(), ensure_ascii=False).encode()
        return envelope.seal(self._key, plaintext, purpose=Purpose.DRAFT, object_id=self._id)

    def unseal(self, sealed: bytes | memoryview) -> Answers:
        plaintext = envelope.unseal(self._key, sealed, purpose=Purpose.DRAFT, object_id=self._id)
        return Answers.from_json(json.loads(plaintext))

    @property
    def _key(self) -> bytes:
        return subkey("draft-key/v1", self.secret)

    @property
    def _id(self) -> UUID:
        return UUID(bytes=self.locator[:16])


@dataclass(frozen=True)
class OpenDraft:
    """A draft in clear, for as long as one request."""

    key: DraftKey
    answers: Answers = field(repr=False)
    day: date

    @property
    def kept_until(self) -> date:
        return self.day + LIFE


def secret_in(request: HttpRequest, cookie: str = COOKIE) -> bytes | None:
    """Read the secret from the cookie; anything else than 32 bytes is no secret of ours."""
    try:
        secret = urlsafe_b64decode(request.COOKIES.get(cookie, "").encode())
    except (binascii.Error, ValueError):
        return None
    return secret if len(secret) == SECRET_BYTES else None


def key_of(request: HttpRequest) -> DraftKey | None:
    secret = secret_in(request)
    return DraftKey(secret) if secret else None


def opened(request: HttpRequest) -> OpenDraft | None:
    """Open this browser's draft. None when there is none (any more)."""
    key = key_of(request)
    return open_with(key) if key else None


def open_with(key: DraftKey, *, lock: bool = False) -> OpenDraft | None:
    rows = Draft.objects.select_for_update() if lock else Draft.objects.all()
    row = rows.filter(locator=key.locator, day__gte=today() - LIFE).first()
    if row is None:
        return None
    try:
        return OpenDraft(key=key, answers=key.unseal(row.sealed), day=row.day)
    except EnvelopeError:
        return None  # changed in the database: it opens for nobody, and is no reason to fail


def change(key: DraftKey, change_answers: Change) -> Answers:
    """Apply a change to the newest answers, so that two tabs do not undo each other.

    Makes the draft when there is none.
    """
    with transaction.atomic():
        draft = open_with(key, lock=True)
        answers = change_answers(draft.answers if draft else Answers())
        Draft.objects.update_or_create(
            locator=key.locator,
            defaults={"sealed": key.seal(answers), "day": draft.day if draft else today()},
        )
    return answers


def settle(key: DraftKey, answers: Answers) -> None:
    """Replace what a draft holds; one that was thrown away in another tab stays away."""
    Draft.objects.filter(locator=key.locator).update(sealed=key.seal(answers))


def discard(draft: OpenDraft) -> None:
    """Throw away the answers and the files that were added to them."""
    for file in draft.answers.files:
        storage.discard_draft(storage.DraftFile.from_json(file))
    Draft.objects.filter(locator=draft.key.locator).delete()


def purge() -> int:
    """Delete drafts that are over, and the files that were added to them. Can run at any time."""
    first_kept = today() - LIFE
    gone, _ = Draft.objects.filter(day__lt=first_kept).delete()
    storage.purge_orphans(first_kept)
    return gone


def remember(response: HttpResponseBase, key: DraftKey) -> None:
    give_secret(response, key.secret)


def give_secret(response: HttpResponseBase, secret: bytes, cookie: str = COOKIE) -> None:
    response.set_cookie(
        cookie,
        urlsafe_b64encode(secret).decode(),
        secure=True,
        httponly=True,
        samesite="Strict",
    )


def forget(response: HttpResponseBase, cookie: str = COOKIE) -> None:
    """Expire the cookie with the attributes that its prefix demands."""
    response.set_cookie(cookie, "", max_age=0, secure=True, httponly=True, samesite="Strict")
