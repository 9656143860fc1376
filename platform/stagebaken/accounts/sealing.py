"""Secrets of second factors at rest: sealed under FIELD_KEY, for one user.

The text that is stored names its user, and the envelope is bound to that name. So a sealed secret
copied into somebody else's row is recognised (`require_owner`), and one whose name was changed
does not open.
"""

from base64 import b64decode, b64encode
from uuid import UUID

from django.conf import settings

from stagebaken.vault.envelope import seal, unseal
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.purposes import Purpose
from stagebaken.vault.subkeys import subkey


def seal_secret(secret: str, *, user_id: UUID) -> str:
    envelope = seal(_key(), secret.encode(), purpose=Purpose.FIELD_TOTP, object_id=user_id)
    return f"{user_id.hex}.{b64encode(envelope).decode()}"


def unseal_secret(sealed: str) -> str:
    user_id, envelope = _parts(sealed)
    return unseal(_key(), envelope, purpose=Purpose.FIELD_TOTP, object_id=user_id).decode()


def require_owner(sealed: str, *, user_id: UUID) -> None:
    """Refuse a secret that was sealed for somebody else."""
    if _parts(sealed)[0] != user_id:
        raise EnvelopeError("The secret belongs to another account.")


def _parts(sealed: str) -> tuple[UUID, bytes]:
    owner, _, envelope = sealed.partition(".")
    try:
        return UUID(owner), b64decode(envelope, validate=True)
    except ValueError as error:
        raise EnvelopeError("This is no sealed secret.") from error


def _key() -> bytes:
    return subkey("field/totp/v1", settings.FIELD_KEY)
