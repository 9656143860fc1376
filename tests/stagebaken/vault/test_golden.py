"""Golden vectors: an upgrade of a library, or of ours, must still open what was sealed before."""

import hashlib
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import LazySettings

from stagebaken.settings import base
from stagebaken.vault import envelope, passphrases, receipts, streams, wrapping
from stagebaken.vault.models import Installation
from stagebaken.vault.purposes import Purpose

GOLDEN: dict[str, Any] = json.loads(Path(__file__).with_name("golden.json").read_text())
KEY = bytes(range(32))
PRIVATE = bytes(range(96))
OBJECT = UUID("00112233-4455-4677-8899-aabbccddeeff")
PASSPHRASE = "academic acid acne acquire acrobat activity actress adapt"


@pytest.fixture
def fixed_randomness(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.token_bytes", lambda size: bytes(range(100, 100 + size)))


def test_the_golden_envelope_opens() -> None:
    sealed = bytes.fromhex(GOLDEN["envelope"])
    opened = envelope.unseal(KEY, sealed, purpose=Purpose.REPORT_ACCOUNT, object_id=OBJECT)
    assert opened == "Zoë vertelt.".encode()


def test_the_envelope_is_what_the_design_says() -> None:
    """Read with the bare cipher: header, purpose and object are all that is authenticated."""
    sealed = bytes.fromhex(GOLDEN["envelope"])
    header, nonce = sealed[:30], sealed[18:30]
    assert header[:2] == b"\x01\x01"
    assert header[2:18] == hashlib.sha256(b"stagebaken/key-id/v1" + KEY).digest()[:16]
    padded = AESGCM(KEY).decrypt(nonce, sealed[30:], header + b"report.account" + OBJECT.bytes)
    text = "Zoë vertelt.".encode()
    assert padded == (len(text).to_bytes(4, "big") + text).ljust(512, b"\0")


def test_sealing_gives_the_golden_envelope(fixed_randomness: None) -> None:
    text = "Zoë vertelt.".encode()
    sealed = envelope.seal(KEY, text, purpose=Purpose.REPORT_ACCOUNT, object_id=OBJECT)
    assert sealed.hex() == GOLDEN["envelope"]


def test_the_golden_wrap_opens() -> None:
    wrapped = bytes.fromhex(GOLDEN["wrap"])
    opened = wrapping.unwrap(wrapped, PRIVATE, dossier_id=OBJECT, audience="shared")
    assert opened == KEY


def test_the_golden_sealed_answer_opens() -> None:
    sealed = bytes.fromhex(GOLDEN["sealed_to"])
    assert wrapping.open_from(PRIVATE, sealed, info=b"golden") == b"an answer without a key"


def test_the_public_key_and_fingerprint_of_a_private_key_stay() -> None:
    public = wrapping.public_of(PRIVATE)
    assert hashlib.sha256(public).hexdigest() == GOLDEN["public_key_sha256"]
    assert wrapping.fingerprint(public) == GOLDEN["fingerprint"]


def test_a_receipt_derives_to_the_same_keys_with_the_real_parameters(
    db: None, settings: LazySettings
) -> None:
    settings.RECEIPT_ARGON2 = base.RECEIPT_ARGON2
    Installation.objects.create(receipt_salt=bytes(range(16)))
    keys = receipts.derive("1234567890123456789012345")
    assert keys.locator.hex() == GOLDEN["receipt"]["locator"]
    assert keys.wrapping_key.hex() == GOLDEN["receipt"]["wrapping_key"]


def test_the_golden_member_key_opens_with_the_real_parameters() -> None:
    sealed = bytes.fromhex(GOLDEN["member_key"])
    opened = passphrases.open_private_key(sealed, PASSPHRASE, recipient_id=OBJECT)
    assert opened == PRIVATE


def test_the_golden_stream_opens() -> None:
    sealed = [bytes.fromhex(chunk) for chunk in GOLDEN["stream"]]
    assert b"".join(streams.open_stream(KEY, OBJECT, sealed)) == b"stagebaken " * 20


def test_sealing_gives_the_golden_stream(fixed_randomness: None) -> None:
    sealed = b"".join(streams.seal_stream(KEY, OBJECT, [bytes(range(256)) * 300]))
    assert hashlib.sha256(sealed).hexdigest() == GOLDEN["stream_of_two_chunks_sha256"]


def test_the_labels_are_frozen() -> None:
    """Removing or renaming one makes every envelope under it unreadable. Adding is allowed."""
    frozen = {
        "report.account",
        "report.card",
        "report.address",
        "report.decisions",
        "message.body",
        "note.body",
        "attachment.key",
        "attachment.facts",
        "attachment.chunk",
        "draft.content",
        "member.key",
        "reporter.wrap",
        "dossier.cookie",
        "vault.session",
        "recovery.key",
        "recovery.test",
        "recovery.share",
        "recovery.ceremony",
        "field.totp",
        "backup.chunk",
        "mail.address",
    }
    assert frozen <= set(Purpose)


def test_no_label_begins_another() -> None:
    labels = [purpose.value for purpose in Purpose]
    assert not [(a, b) for a in labels for b in labels if a != b and b.startswith(a)]
