"""A stolen database: nothing in any table opens anything (P1)."""

from base64 import b64encode, urlsafe_b64encode

from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import HttpRequest

from stagebaken.vault import keyring, receipts, sessions
from stagebaken.vault.models import Vault
from tests.stagebaken.vault.conftest import DAY, Member


def everything_stored() -> bytes:
    """Every value of every row of every table, in one piece."""
    values: list[bytes] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                values += [
                    bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    for value in row
                ]
    return b"\n".join(values)


def spellings(secret: bytes) -> list[bytes]:
    return [
        secret,
        secret.hex().encode(),
        b64encode(secret).rstrip(b"="),
        urlsafe_b64encode(secret).rstrip(b"="),
    ]


def test_no_secret_of_reporter_or_member_stands_in_the_database(vault: Vault, anna: Member) -> None:
    receipt = receipts.new_receipt()
    receipt_keys = receipts.derive(receipt)
    dossier, keys = keyring.create(receipt=receipt_keys, day=DAY)
    keyring.file_for(dossier, keys, vault=vault, excluded=[])
    request = HttpRequest()
    request.session = SessionStore()
    request.user = anna.user
    sessions.unlock(request, anna.recipient, anna.passphrase)
    request.session.save()
    staff = keyring.open_as_member(dossier, sessions.unlocked(request)).staff
    stored = everything_stored()

    assert str(anna.user.pk).replace("-", "").encode() in stored.replace(b"-", b"")
    secrets = [keys.shared, staff or b"", receipt_keys.wrapping_key, receipt.encode()]
    secrets += [anna.private, anna.private[:64], anna.private[64:], anna.passphrase.encode()]
    assert not [
        spelling for secret in secrets for spelling in spellings(secret) if spelling in stored
    ]
