"""A key whose passphrase was lost, and a key whose owner left: told apart, also after a restore."""

import pytest

from stagebaken.accounts.models import Role
from stagebaken.audit import destruction
from stagebaken.audit.destruction import Kind
from stagebaken.vault import grants, keyring, leaving, membership, restoration, rows
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Custodian, Dossier, Recipient, RecipientState, Vault, Wrap
from tests import cast
from tests.stagebaken.vault_recovery.conftest import File, now, wrapped


def lose(member: cast.Member) -> Recipient:
    return membership.make_key(
        vault=member.recipient.vault,
        user=member.user,
        role=Role.CONFIDENTIAL_COUNSELLOR,
        passphrase="acid",
    )


def as_in_the_backup(member: cast.Member, dossier: Dossier, keys: DossierKeys) -> None:
    """The member's key still works, and no newer one is there."""
    Recipient.objects.filter(user=member.user).exclude(pk=member.recipient.pk).delete()
    member.recipient.save()
    rows.give(dossier, [member.recipient], keys)


def test_a_lost_key_waits_for_recovery_and_one_that_was_left_does_not(
    vault: Vault, mehmet: cast.Member, ilse: cast.Member, file: File
) -> None:
    file()
    lose(mehmet)
    leaving.suspend(vault, ilse.user)
    lose(ilse)

    assert now(mehmet).state == RecipientState.RETIRED
    assert now(ilse).state == RecipientState.LEFT
    assert [entry.kind for entry in destruction.read()] == [Kind.RETIRE, Kind.LEAVE]


def test_whoever_leaves_after_losing_a_key_leaves_with_all_of_them(
    vault: Vault, mehmet: cast.Member, ilse: cast.Member, file: File
) -> None:
    file()
    newer = lose(lost := mehmet)
    newest = lose(cast.Member(lost.user, newer, b""))

    assert not leaving.suspend(vault, mehmet.user)

    states = Recipient.objects.filter(user=mehmet.user).values_list("pk", "state")
    assert dict(states) == dict.fromkeys(
        [mehmet.recipient.pk, newer.pk, newest.pk], RecipientState.LEFT
    )


@pytest.mark.parametrize("leaves", [False, True])
def test_a_restored_backup_knows_a_lost_key_from_one_that_was_left(
    vault: Vault, mehmet: cast.Member, ilse: cast.Member, file: File, *, leaves: bool
) -> None:
    dossier = file()
    keys = keyring.open_as_member(dossier, mehmet.unlocked)
    lose(mehmet)
    if leaves:
        leaving.suspend(vault, mehmet.user)
    as_in_the_backup(mehmet, dossier, keys)

    for _twice in range(2):
        restoration.reapply(destruction.read())

    after = now(mehmet)
    expected = RecipientState.LEFT if leaves else RecipientState.RETIRED
    assert (after.state, after.mac) == (expected, None)
    assert not wrapped(dossier, mehmet)


def test_a_restored_backup_with_a_newer_key_leaves_that_one_alone(
    vault: Vault, mehmet: cast.Member, ilse: cast.Member, file: File
) -> None:
    """Made after the passphrase was lost and before its owner left, back under another key."""
    file()
    lose(mehmet)
    leaving.suspend(vault, mehmet.user)
    Recipient.objects.filter(pk=mehmet.recipient.pk).update(state=RecipientState.RETIRED)
    Recipient.objects.filter(user=mehmet.user).exclude(pk=mehmet.recipient.pk).update(
        state=RecipientState.KEYED
    )

    restoration.reapply(destruction.read())

    assert now(mehmet).state == RecipientState.LEFT
    assert membership.present(vault, mehmet.user)


def test_a_part_is_taken_from_who_is_suspended_and_from_nobody_else(
    vault: Vault, mehmet: cast.Member, ilse: cast.Member, file: File
) -> None:
    dossier, other = file(), file()
    leaving.suspend(vault, ilse.user)

    leaving.part(dossier)

    assert not wrapped(dossier, ilse)
    assert wrapped(other, ilse)
    assert wrapped(dossier, mehmet)


def test_the_last_key_of_a_suspended_person_stays(
    vault: Vault, mehmet: cast.Member, custodians: list[Custodian], file: File
) -> None:
    dossier = file(excluded=[custodians[0].user])
    leaving.suspend(vault, mehmet.user)

    leaving.part(dossier)

    assert wrapped(dossier, mehmet)


def test_a_restored_backup_gives_nothing_back_of_what_a_part_took(
    vault: Vault, mehmet: cast.Member, ilse: cast.Member, file: File
) -> None:
    """Attack: who was named while away comes back with a backup from before."""
    dossier = file()
    backup = list(Wrap.objects.filter(dossier=dossier, user=ilse.user))
    leaving.suspend(vault, ilse.user)
    leaving.part(dossier)
    put_back(backup)
    assert wrapped(dossier, ilse)

    restoration.reapply(destruction.read())

    assert not wrapped(dossier, ilse)
    assert wrapped(dossier, mehmet)


def test_who_was_let_in_again_after_a_part_stays_in(
    vault: Vault, mehmet: cast.Member, ilse: cast.Member, file: File
) -> None:
    dossier = file()
    leaving.suspend(vault, ilse.user)
    leaving.part(dossier)
    leaving.reinstate(recipient=now(ilse), by=mehmet.recipient)
    keys = keyring.open_as_member(dossier, mehmet.unlocked)
    assert grants.give_as_reporter(dossier, newcomer=now(ilse), keys=keys)

    restoration.reapply(destruction.read())

    assert wrapped(dossier, ilse)


def test_a_restore_repeats_no_part_that_would_take_the_last_key(
    vault: Vault, mehmet: cast.Member, ilse: cast.Member, file: File,
    custodians: list[Custodian],
) -> None:  # fmt: skip
    """P4: by now the others have left, and nobody else could open it."""
    dossier = file(excluded=[custodians[0].user])
    backup = list(Wrap.objects.filter(dossier=dossier, user=ilse.user))
    leaving.suspend(vault, ilse.user)
    leaving.part(dossier)
    put_back(backup)
    Wrap.objects.filter(dossier=dossier).exclude(user=ilse.user).delete()

    restoration.reapply(destruction.read())

    assert wrapped(dossier, ilse)


def put_back(backup: list[Wrap]) -> None:
    for row in backup:
        row.save()
