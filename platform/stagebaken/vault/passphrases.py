"""A member's private key, sealed under a generated passphrase that the server never keeps."""

import re
import secrets
import struct
from uuid import UUID

from django.conf import settings
from shamir_mnemonic.wordlist import WORDLIST

from stagebaken.vault import envelope, lanes
from stagebaken.vault.errors import EnvelopeError, UnknownSuite, WrongKey, WrongPassphrase
from stagebaken.vault.purposes import Purpose

WORDS = 8  # of 1,024: 80 bits
SALT_BYTES = 16
VERSION = 1
# Version, memory in KiB, iterations, lanes, salt; then the envelope. The cost is stored, so that
# a later release can raise it without locking anybody out.
_HEAD = struct.Struct(f">BIHB{SALT_BYTES}s")
_HIGHEST_COST = (1024 * 1024, 16, 8)  # a changed row must not make unlocking eat the machine
_LONGEST_INPUT = 400  # characters


def new_passphrase() -> str:
    return " ".join(secrets.choice(WORDLIST) for _ in range(WORDS))


def seal_private_key(private: bytes, passphrase: str, *, recipient_id: UUID) -> bytes:
    cost = settings.PASSPHRASE_ARGON2
    salt = secrets.token_bytes(SALT_BYTES)
    head = _HEAD.pack(VERSION, cost["memory_cost"], cost["iterations"], cost["lanes"], salt)
    sealed = envelope.seal(
        _key(passphrase, salt, cost), private, purpose=Purpose.MEMBER_KEY, object_id=recipient_id
    )
    return head + sealed


def open_private_key(sealed: bytes | memoryview, passphrase: str, *, recipient_id: UUID) -> bytes:
    """Open it in the lane of staff (raises Busy, WrongPassphrase; EnvelopeError if tampered)."""
    sealed = bytes(sealed)
    salt, cost = _parameters(sealed)
    key = _key(passphrase, salt, cost)
    try:
        return envelope.unseal(
            key, sealed[_HEAD.size :], purpose=Purpose.MEMBER_KEY, object_id=recipient_id
        )
    except WrongKey:
        raise WrongPassphrase("The passphrase does not fit.") from None


def _parameters(sealed: bytes) -> tuple[bytes, dict[str, int]]:
    if len(sealed) <= _HEAD.size:
        raise EnvelopeError("The sealed key is cut off.")
    version, memory_cost, iterations, parallel, salt = _HEAD.unpack(sealed[: _HEAD.size])
    if version != VERSION:
        raise UnknownSuite("The version of the sealed key is not known.")
    limits = zip((memory_cost, iterations, parallel), _HIGHEST_COST, strict=True)
    if not all(1 <= value <= highest for value, highest in limits):
        raise EnvelopeError("The cost of the sealed key is out of bounds.")
    return salt, {"memory_cost": memory_cost, "iterations": iterations, "lanes": parallel}


def _key(passphrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    if len(passphrase) > _LONGEST_INPUT:
        raise WrongPassphrase("Too long for a passphrase.")
    words = " ".join(re.findall(r"\w+", passphrase.casefold()))
    return lanes.argon2id(lanes.STAFF, words, salt=salt, cost=cost)
