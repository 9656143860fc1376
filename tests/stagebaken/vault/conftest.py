"""The cast of every vault test: one vault with members, each with a key pair and a passphrase."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import pytest

from stagebaken.accounts.models import User
from stagebaken.vault import keyring, passphrases, receipts, roster, wrapping
from stagebaken.vault.keys import DossierKeys, UnlockedMember
from stagebaken.vault.models import Custodian, Dossier, Recipient, RecipientState, Vault

DAY = date(2026, 11, 20)


@dataclass
class Member:
    """A person with a key, as the browser of that person would have it."""

    user: User
    recipient: Recipient
    private: bytes
    passphrase: str

    @property
    def unlocked(self) -> UnlockedMember:
        return UnlockedMember(Recipient.objects.get(pk=self.recipient.pk), self.private)


@dataclass
class Kept:
    """A dossier as its reporter holds it."""

    receipt: receipts.ReceiptKeys
    dossier: Dossier
    keys: DossierKeys

    def reload(self) -> Dossier:
        return Dossier.objects.get(pk=self.dossier.pk)


MakeMember = Callable[..., Member]
Keep = Callable[[], Kept]


def make_user(name: str) -> User:
    return User.objects.create_user(f"{name}-{uuid4().hex[:8]}@school.test", name=name)


@pytest.fixture
def vault(db: None) -> Vault:
    return Vault.objects.create()


@pytest.fixture
def make_member(vault: Vault) -> MakeMember:
    def make(name: str = "member", *, into: Vault = vault, user: User | None = None) -> Member:
        user = user or make_user(name)
        pair = wrapping.generate_key_pair()
        recipient = Recipient(
            vault=into,
            user=user,
            role="internship_coordinator",
            state=RecipientState.ADMITTED,
            public_key=pair.public,
            keyed_on=DAY,
            admitted_by=[str(uuid4())],
            admitted_on=DAY,
        )
        passphrase = passphrases.new_passphrase()
        recipient.sealed_key = passphrases.seal_private_key(
            pair.private, passphrase, recipient_id=recipient.pk
        )
        roster.sign(recipient)
        recipient.save()
        return Member(user, recipient, pair.private, passphrase)

    return make


@pytest.fixture
def anna(make_member: MakeMember) -> Member:
    return make_member("anna")


@pytest.fixture
def bilal(make_member: MakeMember) -> Member:
    return make_member("bilal")


@pytest.fixture
def recovery(vault: Vault) -> wrapping.KeyPair:
    """A recovery key, set up and signed; its shares are of no matter here."""
    pair = wrapping.generate_key_pair()
    vault.recovery_public_key = pair.public
    vault.recovery_generation = 1
    roster.sign(vault)
    vault.save()
    return pair


@pytest.fixture
def custodian(vault: Vault, recovery: wrapping.KeyPair) -> User:
    user = make_user("custodian")
    seat = Custodian(vault=vault, user=user, generation=vault.recovery_generation)
    roster.sign(seat)
    seat.save()
    return user


@pytest.fixture
def keep(db: None) -> Keep:
    def keep_one() -> Kept:
        receipt = receipts.derive(receipts.new_receipt())
        dossier, keys = keyring.create(receipt=receipt, day=DAY)
        return Kept(receipt, dossier, keys)

    return keep_one


@pytest.fixture
def kept(keep: Keep) -> Kept:
    return keep()
