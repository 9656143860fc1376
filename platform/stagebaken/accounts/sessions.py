"""Sessions that a stolen database cannot use.

The row is found by a keyed hash of what the cookie holds, so that a dump gives nobody a cookie.
Its content is sealed to that row: a pending code cannot be read, and the content of one person's
session cannot be copied over another's. The expiry is a whole hour, because exact staff times
beside the order of events would say when somebody reported.
"""

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from stagebaken.vault.envelope import seal, unseal
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.purposes import Purpose
from stagebaken.vault.subkeys import subkey

ROW_NAME_LENGTH = 40  # characters of the column


class SessionStore(DatabaseSessionStore):
    """`session_key` stays what the cookie holds; only the row is named otherwise."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        plaintext = json.dumps(session_dict, separators=(",", ":")).encode()
        envelope = seal(_key(), plaintext, purpose=Purpose.SESSION, object_id=self._reference())
        return b64encode(envelope).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """An unreadable session is an empty one: the person signs in again."""
        try:
            plaintext = unseal(
                _key(),
                b64decode(session_data),
                purpose=Purpose.SESSION,
                object_id=self._reference(),
            )
        except (EnvelopeError, ValueError):
            return {}
        content: dict[str, Any] = json.loads(plaintext)
        return content

    def exists(self, session_key: str) -> bool:
        return bool(self._rows(session_key).exists())

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        return Session(
            session_key=row_name(self._cookie()),
            session_data=self.encode(data),
            expire_date=self.get_expiry_date().replace(minute=0, second=0, microsecond=0)
            + timedelta(hours=1),
        )

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            self._rows(key).delete()

    def _get_session_from_db(self) -> Session | None:
        row: Session | None = None
        if self.session_key:
            row = self._rows(self.session_key).filter(expire_date__gt=timezone.now()).first()
        if row is None:
            self._session_key = None
        return row

    def _rows(self, session_key: str) -> Any:
        return Session.objects.filter(session_key=row_name(session_key))

    def _reference(self) -> UUID:
        return UUID(bytes=_digest(self._cookie())[:16])

    def _cookie(self) -> str:
        key: str = self._get_or_create_session_key()  # type: ignore[attr-defined]
        return key


def row_name(session_key: str) -> str:
    """Name the row of a session so that the row does not give the cookie."""
    return _digest(session_key).hex()[:ROW_NAME_LENGTH]


def _digest(session_key: str) -> bytes:
    return hmac.digest(subkey("session-row/v1"), session_key.encode(), hashlib.sha256)


def _key() -> bytes:
    return subkey("session/v1")
