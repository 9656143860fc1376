"""A thief with the database, the files and every secret of the environment opens nothing (P1)."""

import ast
import hashlib
import hmac
import itertools
import json
from base64 import b64decode, urlsafe_b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.sessions.models import Session

from reports.attachments import ciphertext
from reports.attachments.models import Attachment
from reports.casework.models import Note
from reports.dossiers.models import Message, Report
from reports.hearings.models import Hearing
from reports.intake.models import Draft
from stagebaken.accounts.models import User
from stagebaken.accounts.sessions import SessionStore
from stagebaken.vault import envelope, passphrases, sessions, wrapping
from stagebaken.vault.checks import sealed_columns
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.letter_models import Letter
from stagebaken.vault.models import Dossier, Holder, Installation, Recipient, Vault, Wrap
from stagebaken.vault.purposes import Purpose
from stagebaken.vault.receipts import ReceiptKeys
from stagebaken.vault.subkeys import subkey
from tests.attacks import staff
from tests.attacks.outward import go_outward
from tests.attacks.story import tell
from tests.cast import make_advisor, make_recovery, make_team, zeewaarde
from tests.reports.intake.journey import Reporter

ROOT = Path(__file__).resolve().parents[2]
SECRETS = ("SECRET_KEY", "AUDIT_KEY", "RELEASE_KEY", "ORIGIN_KEY", "FIELD_KEY")


@dataclass(frozen=True)
class Box:
    """Something sealed, and everything public that its seal is bound to."""

    name: str
    content: bytes
    context: bytes


def box(name: str, content: bytes | memoryview, purpose: Purpose, place: UUID) -> Box:
    return Box(name, bytes(content), purpose.value.encode() + place.bytes)


def boxes() -> Iterator[Box]:
    """Every envelope of the installation, wherever it lies."""
    for column in sealed_columns():
        for row in column.model._base_manager.exclude(**{column.name: None}):
            yield box(str(column), getattr(row, column.name), column.purpose, row.pk)
    for wrap in Wrap.objects.filter(holder=Holder.REPORTER):
        yield box("reporter's wrap", wrap.wrapped or b"", Purpose.REPORTER_WRAP, wrap.dossier_id)
    for recipient in Recipient.objects.all():
        sealed = bytes(recipient.sealed_key)[passphrases._HEAD.size :]
        yield box("member's key", sealed, Purpose.MEMBER_KEY, recipient.pk)
    for vault in Vault.objects.exclude(recovery_sealed_key=None):
        yield box("recovery key", vault.recovery_sealed_key or b"", Purpose.RECOVERY_KEY, vault.pk)
        yield box("recovery test", vault.recovery_test or b"", Purpose.RECOVERY_TEST, vault.pk)
    yield from from_outside()
    for draft in Draft.objects.all():
        place = UUID(bytes=bytes(draft.locator)[:16])
        yield box("draft", draft.sealed, Purpose.DRAFT, place)
    for attachment in Attachment.objects.all():
        content = b"".join(ciphertext.read(attachment.pk))
        place = (0).to_bytes(8, "big") + bytes([True])
        context = Purpose.ATTACHMENT_CHUNK.value.encode() + attachment.pk.bytes + place
        yield Box("attachment's content", content, context)


def from_outside() -> Iterator[Box]:
    """What SBB and a company wrote, under keys of its own."""
    for letter in Letter.objects.all():
        yield box("letter", letter.body, Purpose.LETTER_BODY, letter.pk)
    for hearing in Hearing.objects.exclude(wrapped_key=None):
        yield box("hearing's key", hearing.wrapped_key or b"", Purpose.HEARING_KEY, hearing.pk)
        yield box("question", hearing.question or b"", Purpose.HEARING_QUESTION, hearing.pk)
        yield box("answer", hearing.answer or b"", Purpose.HEARING_ANSWER, hearing.pk)


@cache
def labels() -> list[str]:
    """Every short text in the product's source: among them each label of each derivation."""
    found: set[str] = {""}
    for top in ("platform", "reports", "schools", "placements"):
        for path in (ROOT / top).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
                    value = (
                        node.value if isinstance(node.value, str) else node.value.decode("latin")
                    )
                    if "/" in value and " " not in value and len(value) < 40:
                        found.add(value.removeprefix("stagebaken/"))
    assert {"roster/v1", "dossier-cookie/v1", "receipt-wrap/v1", "draft-key/v1"} <= found
    return sorted(found)


def materials() -> Iterator[bytes]:
    """Secrets of the environment, in each way they could be read; and all that the rows say."""
    for name in SECRETS:
        secret = getattr(settings, name)
        yield secret.encode()
        if all(sign in "0123456789abcdef" for sign in secret):
            yield bytes.fromhex(secret)
    yield Installation.salt()
    for dossier in Dossier.objects.all():
        yield bytes(dossier.locator or b"")  # SBB's copies have none
        yield dossier.pk.bytes
    for draft in Draft.objects.all():
        yield bytes(draft.locator)
    for recipient in Recipient.objects.all():
        yield bytes(recipient.public_key)
        yield recipient.pk.bytes
        yield bytes(recipient.mac or b"")
    for vault in Vault.objects.all():
        yield bytes(vault.recovery_public_key or b"")
        yield vault.pk.bytes


def keys() -> set[bytes]:
    """Whatever a thief could make of that: each derivation that the product knows, and more."""
    made: set[bytes] = set()
    for material in materials():
        made |= {material[:32], material[-32:], hashlib.sha256(material).digest()}
        for label in labels():
            made.add(subkey(label, material))
            made.add(hmac.digest(material, label.encode(), "sha256"))
            made.add(HKDF(SHA256(), 32, salt=None, info=label.encode()).derive(material))
        for cost in (settings.RECEIPT_ARGON2, settings.PASSPHRASE_ARGON2):
            made |= set(stretched(material, cost))
    return {key for key in made if len(key) == envelope.KEY_BYTES}


def stretched(material: bytes, cost: dict[str, int]) -> Iterator[bytes]:
    root = Argon2id(salt=Installation.salt(), length=32, **cost).derive(material)
    yield root
    for label in ("receipt-locator/v1", "receipt-wrap/v1"):
        yield subkey(label, root)


def opens(key: bytes, one: Box) -> bool:
    """Whether the key opens it; the id in the header is not believed."""
    header = one.content[: envelope.HEADER_BYTES]
    try:
        AESGCM(key).decrypt(
            header[-envelope.NONCE_BYTES :],
            one.content[envelope.HEADER_BYTES :],
            header + one.context,
        )
    except InvalidTag:
        return False
    return True


def opened(candidates: Iterable[bytes], found: Iterable[Box]) -> list[str]:
    made = list(candidates)
    return [one.name for one in found if any(opens(key, one) for key in made)]


@pytest.fixture
def installation(db: None) -> ReceiptKeys:
    """A report with everything, an unfinished one, and a member at work."""
    school = zeewaarde()
    mehmet, *_ = make_team(school)
    make_recovery(school)
    told = tell(school, mehmet)
    go_outward(told, make_advisor())
    Reporter().tell("school", "verhaal")
    staff.unlocked(mehmet)
    return told.filed.receipt_keys


def test_every_kind_of_envelope_is_among_what_is_attacked(installation: ReceiptKeys) -> None:
    names = {one.name for one in boxes()}
    assert names >= {str(column) for column in sealed_columns()}
    assert names >= {"reporter's wrap", "member's key", "recovery key", "draft"}
    assert names >= {"attachment's content", "letter", "hearing's key", "question", "answer"}
    for model in (Report, Message, Note, Attachment):
        assert model.objects.exists()


def test_all_secrets_of_the_environment_open_no_envelope(installation: ReceiptKeys) -> None:
    assert opened(keys(), boxes()) == []


def test_the_same_thief_opens_what_the_receipt_opens(installation: ReceiptKeys) -> None:
    """Without this, opening nothing above would prove nothing."""
    assert opened([installation.wrapping_key], boxes()) == ["reporter's wrap"]


def test_a_private_key_derived_from_the_secrets_unwraps_nothing(installation: ReceiptKeys) -> None:
    wraps = list(Wrap.objects.exclude(wrapped=None).exclude(holder=Holder.REPORTER))
    assert {wrap.holder for wrap in wraps} == {Holder.MEMBER, Holder.RECOVERY}
    secrets = [getattr(settings, name).encode() for name in SECRETS]
    for label, secret in itertools.product(labels(), secrets):
        opener = wrapping.Unwrapper(subkey(label, secret, length=wrapping.PRIVATE_BYTES))
        for wrap in wraps[:2]:
            with pytest.raises(EnvelopeError):
                opener.unwrap(
                    wrap.wrapped or b"", dossier_id=wrap.dossier_id, audience=wrap.audience
                )


def test_a_session_opened_with_secret_key_holds_a_vault_that_stays_closed(db: None) -> None:
    """The name of a session's row is all that SECRET_KEY needs to open it; not the vault in it."""
    mehmet, *_ = make_team(zeewaarde())
    client = staff.unlocked(mehmet)
    [row] = Session.objects.all()
    plaintext = envelope.unseal(
        subkey("session/v1"),
        b64decode(row.session_data),
        purpose=Purpose.SESSION,
        object_id=UUID(hex=row.session_key[:32]),
    )
    session = json.loads(plaintext)
    entry = session["vault"]
    sealed = urlsafe_b64decode(entry["sealed"])
    cookie = client.session.session_key or ""
    place = sessions._place(_Request(cookie, mehmet.user), mehmet.recipient)  # type: ignore[arg-type]
    vault = box("open vault", sealed, Purpose.VAULT_SESSION, place)
    guesses = {subkey(label, text) for label in labels() for text in (*texts_in(session), cookie)}
    assert opened(keys() | guesses, [vault]) == []
    assert opened([urlsafe_b64decode(client.cookies["__Host-vault"].value)], [vault])


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, str):
        yield value


class _Request:
    """As much of a request as says whose session it is."""

    def __init__(self, cookie: str, user: User) -> None:
        self.session, self.user = SessionStore(cookie), user
