"""The envelope: version, suite, key id, nonce, ciphertext; bound to what it is for.

The whole header, the purpose's frozen label and the id of the object are authenticated, so an
envelope copied to another column, object or dossier does not open (P7).
"""

import hashlib
import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from stagebaken.vault.errors import EnvelopeError, UnknownSuite, WrongKey
from stagebaken.vault.padding import pad, unpad
from stagebaken.vault.purposes import Purpose

VERSION = 1
AES_256_GCM = 1
KEY_BYTES = 32
KEY_ID_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16
HEADER_BYTES = 2 + KEY_ID_BYTES + NONCE_BYTES
OVERHEAD = HEADER_BYTES + TAG_BYTES
_PREFIX = bytes([VERSION, AES_256_GCM])


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def key_id(key: bytes) -> bytes:
    """Name a key without revealing it; also keeps one ciphertext from opening under two keys."""
    return hashlib.sha256(b"stagebaken/key-id/v1" + key).digest()[:KEY_ID_BYTES]


def seal(key: bytes, plaintext: bytes, *, purpose: Purpose, object_id: UUID) -> bytes:
    return seal_padded(key, pad(plaintext), context=_context(purpose, object_id))


def unseal(key: bytes, envelope: bytes | memoryview, *, purpose: Purpose, object_id: UUID) -> bytes:
    return unpad(unseal_padded(key, envelope, context=_context(purpose, object_id)))


def seal_padded(key: bytes, padded: bytes, *, context: bytes) -> bytes:
    """Seal what is padded already; `context` is authenticated after the header."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    header = _PREFIX + key_id(key) + nonce
    return header + AESGCM(key).encrypt(nonce, padded, header + context)


def unseal_padded(key: bytes, envelope: bytes | memoryview, *, context: bytes) -> bytes:
    envelope = bytes(envelope)
    header = envelope[:HEADER_BYTES]
    _require_known(envelope)
    if header[2:-NONCE_BYTES] != key_id(key):
        raise WrongKey("The envelope was sealed under another key.")
    try:
        return AESGCM(key).decrypt(header[-NONCE_BYTES:], envelope[HEADER_BYTES:], header + context)
    except InvalidTag:
        raise EnvelopeError("The envelope was changed or belongs elsewhere.") from None


def looks_sealed(value: bytes | memoryview) -> bool:
    """Tell whether the bytes have an envelope's shape (not whether they are genuine)."""
    return len(value) >= OVERHEAD and bytes(value[:2]) == _PREFIX


def _require_known(envelope: bytes) -> None:
    if len(envelope) < OVERHEAD:
        raise EnvelopeError("The envelope is cut off.")
    if envelope[:2] != _PREFIX:
        raise UnknownSuite("The envelope's version or suite is not known.")


def _context(purpose: Purpose, object_id: UUID) -> bytes:
    # Unambiguous: the header before it and the id behind it have a fixed width.
    return purpose.value.encode("ascii") + object_id.bytes
