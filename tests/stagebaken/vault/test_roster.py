"""The roster's signature covers everything that decides for whom keys are wrapped."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings

from stagebaken.vault import roster, wrapping
from stagebaken.vault.errors import UntrustedRecipient
from stagebaken.vault.models import Custodian, Recipient, RecipientState, Vault
from tests.stagebaken.vault.conftest import Member, make_user


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", uuid4()),
        ("vault_id", uuid4()),
        ("user_id", uuid4()),
        ("role", "confidential_counsellor"),
        ("public_key", wrapping.generate_key_pair().public),
        ("admitted_by", [str(uuid4())]),
        ("admitted_by", []),
        ("admitted_on", date(2026, 1, 1)),
        ("admitted_on", None),
        ("mac", None),
        ("mac", b""),
        ("mac", bytes(32)),
    ],
)
def test_a_changed_recipient_is_not_trusted(anna: Member, name: str, value: Any) -> None:
    assert roster.is_trusted(anna.recipient)
    setattr(anna.recipient, name, value)
    assert not roster.is_trusted(anna.recipient)


def test_the_state_can_change_without_a_new_signature(anna: Member) -> None:
    anna.recipient.state = RecipientState.SUSPENDED
    assert roster.is_trusted(anna.recipient)


def test_a_recipient_that_nobody_admitted_is_not_signed(anna: Member) -> None:
    anna.recipient.admitted_by = []
    with pytest.raises(UntrustedRecipient):
        roster.sign(anna.recipient)


def test_the_order_of_two_custodians_does_not_matter(anna: Member) -> None:
    anna.recipient.admitted_by = [str(uuid4()), str(uuid4())]
    roster.sign(anna.recipient)
    anna.recipient.admitted_by.reverse()
    assert roster.is_trusted(anna.recipient)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", uuid4()),
        ("recovery_public_key", wrapping.generate_key_pair().public),
        ("recovery_public_key", None),
        ("recovery_generation", 2),
        ("recovery_mac", None),
    ],
)
def test_a_changed_recovery_key_is_not_trusted(
    vault: Vault, recovery: wrapping.KeyPair, name: str, value: Any
) -> None:
    assert roster.is_trusted(vault)
    setattr(vault, name, value)
    assert not roster.is_trusted(vault)


def test_a_vault_without_a_recovery_key_is_not_signed(vault: Vault) -> None:
    with pytest.raises(UntrustedRecipient):
        roster.sign(vault)


@pytest.mark.parametrize("name", ["id", "vault_id", "user_id"])
def test_a_changed_custodian_is_not_trusted(vault: Vault, name: str) -> None:
    seat = Custodian(vault=vault, user=make_user("custodian"), generation=1)
    roster.sign(seat)
    assert roster.is_trusted(seat)
    setattr(seat, name, uuid4())
    assert not roster.is_trusted(seat)


def test_a_signature_of_one_kind_is_none_of_another(vault: Vault, anna: Member) -> None:
    seat = Custodian(vault=vault, user=anna.user, generation=1, mac=anna.recipient.mac)
    assert not roster.is_trusted(seat)


def test_signatures_outlive_a_rotation_of_the_secret(anna: Member, settings: LazySettings) -> None:
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-secret-that-is-long-enough" * 2
    assert not roster.is_trusted(anna.recipient)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert roster.is_trusted(anna.recipient)


def test_a_signature_survives_the_database(anna: Member) -> None:
    assert roster.is_trusted(Recipient.objects.get(pk=anna.recipient.pk))
