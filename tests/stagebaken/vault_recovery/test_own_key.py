"""A person's key: made, opened, sealed anew, and lost."""

import pytest

from schools.registry.models import School
from stagebaken.accounts.models import Role
from stagebaken.vault import membership, roster
from stagebaken.vault.errors import UntrustedRecipient, VaultNotSetUp, WrongPassphrase
from stagebaken.vault.models import (
    Custodian,
    RecipientState,
    Vault,
)
from tests import cast
from tests.stagebaken.vault_recovery.conftest import File, now, wrapped


def test_a_member_makes_a_key_that_waits_and_opens_with_the_passphrase(
    school: School, vault: Vault
) -> None:
    user = cast.make_user("Noor Bakker", school)
    words = "academic acid acne acquire acrobat activity actress adapt"

    made = membership.make_key(
        vault=vault, user=user, role=Role.CONFIDENTIAL_COUNSELLOR, passphrase=words
    )

    assert made.state == RecipientState.KEYED
    assert not roster.is_trusted(made)
    assert membership.own_key(made, words)
    with pytest.raises(WrongPassphrase):
        membership.own_key(made, words + " adequate")


def test_nobody_makes_a_key_before_the_recovery_key(school: School) -> None:
    assert school.vault is not None
    user = cast.make_user("Noor Bakker", school)

    with pytest.raises(VaultNotSetUp):
        membership.make_key(vault=school.vault, user=user, role="x", passphrase="academic")


def test_a_public_key_swapped_in_the_database_is_found_by_its_owner(wim: cast.Member) -> None:
    swapped = now(wim)
    swapped.public_key = bytes(1216)

    with pytest.raises(UntrustedRecipient):
        membership.own_key(swapped, cast.PASSPHRASE)


def test_a_new_passphrase_opens_the_same_key_and_the_old_one_no_more(mehmet: cast.Member) -> None:
    membership.renew_passphrase(
        recipient=mehmet.recipient, private=mehmet.private_key, passphrase="acid acid acid"
    )

    assert membership.own_key(now(mehmet), "acid acid acid") == mehmet.private_key
    with pytest.raises(WrongPassphrase):
        membership.own_key(now(mehmet), cast.PASSPHRASE)


def test_a_lost_passphrase_ends_the_old_key_and_destroys_what_others_open(
    vault: Vault, mehmet: cast.Member, ilse: cast.Member, file: File
) -> None:
    dossier = file()

    made = membership.make_key(
        vault=vault, user=mehmet.user, role=Role.CONFIDENTIAL_COUNSELLOR, passphrase="acid"
    )

    assert now(mehmet).state == RecipientState.RETIRED
    assert made.state == RecipientState.KEYED
    assert not wrapped(dossier, mehmet)
    assert wrapped(dossier, ilse)


def test_a_lost_passphrase_never_destroys_the_last_wrap(
    vault: Vault, mehmet: cast.Member, custodians: list[Custodian], file: File
) -> None:
    """A custodian is excluded, so that recovery does not open it; nobody else is on the team."""
    only_his = file(excluded=[custodians[0].user])
    recoverable = file()

    membership.make_key(vault=vault, user=mehmet.user, role="x", passphrase="acid")

    assert wrapped(only_his, mehmet)
    assert not wrapped(recoverable, mehmet)
