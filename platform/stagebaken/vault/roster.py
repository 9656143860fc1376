"""The roster's signatures: nobody slips in through the database.

A record without a valid one is as good as absent: nothing is wrapped for it and it unlocks
nothing. The state is left out, so that suspending a member needs no new signature.
"""

import hmac

from stagebaken.vault.errors import UntrustedRecipient
from stagebaken.vault.models import Custodian, Recipient, Vault
from stagebaken.vault.subkeys import subkey, subkeys

LABEL = "roster/v1"


def sign(record: Recipient | Vault | Custodian) -> bytes:
    """Set the record's signature (not saved) and return it. The caller has authorised."""
    signature = mac(subkey(LABEL), _statement(record))
    if isinstance(record, Vault):
        record.recovery_mac = signature
    else:
        record.mac = signature
    return signature


def is_trusted(record: Recipient | Vault | Custodian) -> bool:
    """Tell whether the signature is ours and covers what the record says now."""
    signature = record.recovery_mac if isinstance(record, Vault) else record.mac
    if signature is None:
        return False
    try:
        statement = _statement(record)
    except UntrustedRecipient:
        return False
    return is_signed(subkeys(LABEL), statement, signature)


def is_signed(keys: list[bytes], statement: list[bytes], signature: bytes | memoryview) -> bool:
    return any(hmac.compare_digest(mac(key, statement), bytes(signature)) for key in keys)


def mac(key: bytes, statement: list[bytes]) -> bytes:
    """Sign a list of parts, each with its length in front: no two statements read the same."""
    message = b"".join(len(part).to_bytes(4, "big") + part for part in statement)
    return hmac.digest(key, message, "sha256")


def _statement(record: Recipient | Vault | Custodian) -> list[bytes]:
    if isinstance(record, Recipient):
        return _recipient(record)
    if isinstance(record, Vault):
        return _recovery_key(record)
    return _custodian(record)


def _recipient(recipient: Recipient) -> list[bytes]:
    if not recipient.admitted_by or recipient.admitted_on is None:
        raise UntrustedRecipient("Nobody admitted this recipient.")
    return [
        b"recipient",
        recipient.pk.bytes,
        recipient.vault_id.bytes,
        recipient.user_id.bytes,
        recipient.role.encode(),
        bytes(recipient.public_key),
        ",".join(sorted(str(one) for one in recipient.admitted_by)).encode(),
        recipient.admitted_on.isoformat().encode(),
    ]


def _recovery_key(vault: Vault) -> list[bytes]:
    if vault.recovery_public_key is None:
        raise UntrustedRecipient("This vault has no recovery key.")
    return [
        b"recovery",
        vault.pk.bytes,
        bytes(vault.recovery_public_key),
        str(vault.recovery_generation).encode(),
    ]


def _custodian(custodian: Custodian) -> list[bytes]:
    return [
        b"custodian",
        custodian.pk.bytes,
        custodian.vault_id.bytes,
        custodian.user_id.bytes,
        str(custodian.generation).encode(),
    ]
