"""Wrapping for a person: HPKE with the hybrid KEM MLKEM768-X25519 (RFC 9180).

The package serialises no hybrid key, so the halves are kept here: private = 64-byte ML-KEM seed
followed by 32-byte X25519; public = 1184 + 32 bytes. It takes no AAD either, so everything a
blob is bound to stands in `info`.
"""

import hashlib
from dataclasses import dataclass, field
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import (
    MLKEM768PrivateKey,
    MLKEM768PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from stagebaken.vault.errors import EnvelopeError, UnknownSuite
from stagebaken.vault.padding import pad, unpad

VERSION = b"\x01"
SEED_BYTES = 64
PRIVATE_BYTES = 96
MLKEM_PUBLIC_BYTES = 1184
PUBLIC_BYTES = 1216
AUDIENCE_BYTES = 8
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_FINGERPRINT_DIGITS = 30  # about 100 bits, read aloud in six groups


@dataclass(frozen=True)
class KeyPair:
    private: bytes = field(repr=False)
    public: bytes = field(repr=False)


def generate_key_pair() -> KeyPair:
    private = (
        MLKEM768PrivateKey.generate().private_bytes_raw()
        + X25519PrivateKey.generate().private_bytes_raw()
    )
    return KeyPair(private, public_of(private))


def public_of(private: bytes) -> bytes:
    kem, curve = _halves(private)
    return kem.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()


def fingerprint(public: bytes | memoryview) -> str:
    """Six groups of five digits, to compare by voice before a member is admitted."""
    digest = hashlib.sha256(b"stagebaken/fingerprint/v1" + bytes(public)).digest()
    digits = f"{int.from_bytes(digest, 'big') % 10**_FINGERPRINT_DIGITS:0{_FINGERPRINT_DIGITS}}"
    return " ".join(digits[start : start + 5] for start in range(0, _FINGERPRINT_DIGITS, 5))


def wrap(data_key: bytes, public: bytes | memoryview, *, dossier_id: UUID, audience: str) -> bytes:
    public = bytes(public)
    return _encrypt(public, data_key, _wrap_info(public, dossier_id, audience))


def unwrap(
    wrapped: bytes | memoryview, private: bytes, *, dossier_id: UUID, audience: str
) -> bytes:
    return Unwrapper(private).unwrap(wrapped, dossier_id=dossier_id, audience=audience)


class Unwrapper:
    """A private key loaded once, for a list of dossiers."""

    def __init__(self, private: bytes) -> None:
        self._public = public_of(private)
        self._key = MLKEM768X25519PrivateKey(*_halves(private))

    def unwrap(self, wrapped: bytes | memoryview, *, dossier_id: UUID, audience: str) -> bytes:
        return self.decrypt(wrapped, _wrap_info(self._public, dossier_id, audience))

    def open(self, blob: bytes | memoryview, *, info: bytes) -> bytes:
        return unpad(self.decrypt(blob, _sealed_info(self._public, info)))

    def decrypt(self, blob: bytes | memoryview, info: bytes) -> bytes:
        blob = bytes(blob)
        if blob[:1] != VERSION:
            raise UnknownSuite("The version of the wrap is not known.")
        try:
            return _SUITE.decrypt(blob[1:], self._key, info=info)
        except (InvalidTag, ValueError):
            raise EnvelopeError("The wrap was changed or is for another holder.") from None


def seal_to(public: bytes | memoryview, plaintext: bytes, *, info: bytes) -> bytes:
    """Seal any bytes, padded, for the holder of a key pair; `info` says what they are for."""
    public = bytes(public)
    return _encrypt(public, pad(plaintext), _sealed_info(public, info))


def open_from(private: bytes, blob: bytes | memoryview, *, info: bytes) -> bytes:
    return Unwrapper(private).open(blob, info=info)


def _encrypt(public: bytes, plaintext: bytes, info: bytes) -> bytes:
    return VERSION + _SUITE.encrypt(plaintext, _public_key(public), info=info)


def _wrap_info(public: bytes, dossier_id: UUID, audience: str) -> bytes:
    label = audience.encode("ascii").ljust(AUDIENCE_BYTES, b"\0")
    if len(label) != AUDIENCE_BYTES:
        raise ValueError("The name of the audience is too long for its fixed width.")
    return b"stagebaken/wrap/v1" + dossier_id.bytes + label + hashlib.sha256(public).digest()


def _sealed_info(public: bytes, info: bytes) -> bytes:
    return b"stagebaken/sealed/v1" + hashlib.sha256(public).digest() + info


def _halves(private: bytes) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    if len(private) != PRIVATE_BYTES:
        raise EnvelopeError("A private key has 96 bytes.")
    return (
        MLKEM768PrivateKey.from_seed_bytes(private[:SEED_BYTES]),
        X25519PrivateKey.from_private_bytes(private[SEED_BYTES:]),
    )


def _public_key(public: bytes) -> MLKEM768X25519PublicKey:
    if len(public) != PUBLIC_BYTES:
        raise EnvelopeError("A public key has 1216 bytes.")
    return MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(public[:MLKEM_PUBLIC_BYTES]),
        X25519PublicKey.from_public_bytes(public[MLKEM_PUBLIC_BYTES:]),
    )
