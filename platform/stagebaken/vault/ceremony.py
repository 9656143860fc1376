"""Making a recovery key: one sitting, one screen per custodian, nothing stored until the end.

What the sitting holds lives sealed in one browser's session. Stopping half-way leaves the
database as it was, so that a share that nobody kept can never become the one that is needed.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Self
from uuid import UUID

from django.db import transaction

from stagebaken.vault import envelope, roster, rotation, rows, shares
from stagebaken.vault.errors import UntrustedRecipient, VaultError
from stagebaken.vault.models import Custodian, Vault
from stagebaken.vault.purposes import Purpose
from stagebaken.vault.words import ask
from stagebaken.vault.wrapping import KeyPair, generate_key_pair, public_of
from stagebaken.web.days import today

TEST_VALUE = b"stagebaken recovery test v1"


class CeremonyOutdated(VaultError):
    """Another sitting finished first, or not every custodian has confirmed."""


class WordsDiffer(VaultError):
    """What was typed back are not the words asked for."""


@dataclass(frozen=True)
class Ceremony:
    """A sitting under way. Its `shares` are emptied one by one as custodians confirm."""

    vault_id: str
    generation: int  # of the key that is being made
    custodians: list[str]  # ids of users, in the order of their screens
    public: str
    sealed_key: str
    test: str
    shares: list[str] = field(repr=False)
    asked: list[int]  # positions, counted from one
    confirmed: int = 0
    # The key before this one, when there is one: at the end everything moves to the new key.
    former_private: str = field(default="", repr=False)

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, value: bytes) -> Self:
        return cls(**json.loads(value))

    @property
    def is_complete(self) -> bool:
        return self.confirmed == shares.SHARES

    @property
    def share(self) -> list[str]:
        """The words on the screen of the custodian whose turn it is."""
        return self.shares[self.confirmed].split()


def begin(
    *, vault: Vault, custodians: Sequence[UUID], former_private: bytes | None = None
) -> Ceremony:
    """Make the key pair and its shares. A vault that has a recovery key needs the former one."""
    if len(set(custodians)) != shares.SHARES:
        raise ValueError("A recovery key has three custodians.")
    if vault.is_set_up and not _is_key_of(vault, former_private):
        raise UntrustedRecipient("The former recovery key is needed to replace it.")
    secret, pair = shares.new_secret(), generate_key_pair()
    return Ceremony(
        vault_id=str(vault.pk),
        generation=vault.recovery_generation + 1,
        custodians=[str(custodian) for custodian in custodians],
        public=pair.public.hex(),
        sealed_key=_seal_key(secret, pair, vault).hex(),
        test=envelope.seal(
            secret, TEST_VALUE, purpose=Purpose.RECOVERY_TEST, object_id=vault.pk
        ).hex(),
        shares=shares.split(secret),
        asked=ask(range(shares.WORDS)),
        former_private=(former_private or b"").hex(),
    )


def _seal_key(secret: bytes, pair: KeyPair, vault: Vault) -> bytes:
    return envelope.seal(secret, pair.private, purpose=Purpose.RECOVERY_KEY, object_id=vault.pk)


def _is_key_of(vault: Vault, private: bytes | None) -> bool:
    return private is not None and public_of(private) == bytes(vault.recovery_public_key or b"")


def confirm(ceremony: Ceremony, typed: Sequence[str]) -> Ceremony:
    """The custodian typed two words back: their share is forgotten here, and the next is due."""
    asked = [ceremony.share[place - 1] for place in ceremony.asked]
    if [word.strip().casefold() for word in typed] != asked:
        raise WordsDiffer("Those are not the words asked for.")
    kept = list(ceremony.shares)
    kept[ceremony.confirmed] = ""
    return replace(
        ceremony, shares=kept, confirmed=ceremony.confirmed + 1, asked=ask(range(shares.WORDS))
    )


def ask_again(ceremony: Ceremony) -> Ceremony:
    """After a mistake other words are asked, so that guessing does not help."""
    return replace(ceremony, asked=ask(range(shares.WORDS)))


@transaction.atomic
def complete(ceremony: Ceremony) -> Vault:
    """Store the key; everything that the former key opened moves to the new one."""
    if not ceremony.is_complete:
        raise CeremonyOutdated("Not every custodian has confirmed.")
    vault = rows.lock_vault(ceremony.vault_id)
    if vault.recovery_generation != ceremony.generation - 1:
        raise CeremonyOutdated("Another sitting finished first.")
    public = bytes.fromhex(ceremony.public)
    if vault.is_set_up:
        former = bytes.fromhex(ceremony.former_private)
        custodians = [UUID(one) for one in ceremony.custodians]
        rotation.move(vault, former=former, public=public, custodians=custodians)
    vault.recovery_public_key = public
    vault.recovery_sealed_key = bytes.fromhex(ceremony.sealed_key)
    vault.recovery_test = bytes.fromhex(ceremony.test)
    vault.recovery_generation = ceremony.generation
    # Splitting proved that each two shares give the secret back: a drill of its own.
    vault.drilled_on = today()
    roster.sign(vault)
    vault.save()
    _name_custodians(vault, ceremony.custodians)
    return vault


def _name_custodians(vault: Vault, user_ids: Sequence[str]) -> None:
    for user_id in user_ids:
        custodian = Custodian(
            vault=vault, user_id=UUID(user_id), generation=vault.recovery_generation
        )
        roster.sign(custodian)
        custodian.save(force_insert=True)
