"""The sitting that makes a recovery key, and what a stolen database gets from it."""

import dataclasses

import pytest

from schools.registry.models import School
from stagebaken.accounts.models import Role
from stagebaken.vault import ceremony, recovery, roster, shares
from stagebaken.vault.ceremony import Ceremony, CeremonyOutdated, WordsDiffer
from stagebaken.vault.errors import UntrustedRecipient
from stagebaken.vault.models import Custodian, Dossier, Holder, Vault, Wrap, WrapState
from stagebaken.vault.shares import SharesDoNotFit
from stagebaken.web.days import today
from tests import cast
from tests.stagebaken.vault_recovery.conftest import File


def begin(school: School) -> Ceremony:
    assert school.vault is not None
    users = [cast.make_user(name, school) for name in cast.CUSTODIANS]
    return ceremony.begin(vault=school.vault, custodians=[user.pk for user in users])


def confirm_all(sitting: Ceremony) -> Ceremony:
    while not sitting.is_complete:
        sitting = ceremony.confirm(sitting, [sitting.share[place - 1] for place in sitting.asked])
    return sitting


def renew(vault: Vault, safe: cast.Recovery) -> cast.Recovery:
    """Make a new key with the shares of the former one."""
    former = recovery.open_key(vault, safe.shares[:2])
    sitting = ceremony.begin(
        vault=vault, custodians=[user.pk for user in safe.custodians], former_private=former
    )
    made = list(sitting.shares)
    ceremony.complete(confirm_all(sitting))
    return cast.Recovery(safe.custodians, made)


def test_the_finished_sitting_gives_a_key_that_each_two_shares_open(
    vault: Vault, safe: cast.Recovery
) -> None:
    for pair in (safe.shares[:2], safe.shares[1:], safe.shares[::2]):
        assert len(recovery.open_key(vault, pair)) == 96
    assert [seat.user for seat in recovery.custodians_of(vault)] == safe.custodians
    assert recovery.state_of(vault).is_set_up


def test_a_sitting_cut_short_leaves_the_vault_as_it_was(school: School) -> None:
    sitting = begin(school)
    sitting = ceremony.confirm(sitting, [sitting.share[place - 1] for place in sitting.asked])

    with pytest.raises(CeremonyOutdated):
        ceremony.complete(sitting)

    vault = school.vault
    assert vault is not None
    vault.refresh_from_db()
    assert not vault.is_set_up
    assert not Custodian.objects.exists()


def test_a_custodian_who_types_the_wrong_words_does_not_confirm(school: School) -> None:
    sitting = begin(school)

    with pytest.raises(WordsDiffer):
        ceremony.confirm(sitting, ["academic", "acid"])


def test_after_a_mistake_other_words_may_be_asked(school: School) -> None:
    sitting = begin(school)

    asked = {tuple(ceremony.ask_again(sitting).asked) for _ in range(20)}

    assert len(asked) > 1


def test_a_confirmed_share_is_forgotten_by_the_sitting(school: School) -> None:
    sitting = begin(school)
    words = sitting.shares[0]

    after = ceremony.confirm(sitting, [sitting.share[place - 1] for place in sitting.asked])

    assert words.encode() not in after.as_bytes()


def test_a_sitting_survives_being_sealed_between_two_pages(school: School) -> None:
    sitting = begin(school)

    assert Ceremony.from_bytes(sitting.as_bytes()) == sitting
    assert sitting.shares[0] not in repr(sitting)


def test_two_sittings_at_once_give_one_key(school: School) -> None:
    first, second = confirm_all(begin(school)), confirm_all(begin(school))
    ceremony.complete(first)

    with pytest.raises(CeremonyOutdated):
        ceremony.complete(second)

    vault = school.vault
    assert vault is not None
    vault.refresh_from_db()
    assert bytes(vault.recovery_public_key or b"").hex() == first.public


def test_one_person_is_not_three_custodians(school: School) -> None:
    assert school.vault is not None
    user = cast.make_user("Anna de Boer", school)

    with pytest.raises(ValueError, match="three custodians"):
        ceremony.begin(vault=school.vault, custodians=[user.pk] * 3)


def test_nobody_replaces_a_key_without_the_former_one(vault: Vault, safe: cast.Recovery) -> None:
    users = [user.pk for user in safe.custodians]
    stranger = shares.new_secret() * 3

    for former in (None, stranger):
        with pytest.raises(UntrustedRecipient):
            ceremony.begin(vault=vault, custodians=users, former_private=former)


def test_a_new_key_opens_what_the_former_one_opened(
    vault: Vault, safe: cast.Recovery, mehmet: cast.Member, file: File
) -> None:
    dossier = file()
    before = recovery_wrap(dossier)

    fresh = renew(vault, safe)

    vault.refresh_from_db()
    assert recovery_wrap(dossier) != before
    assert recovery.open_key(vault, fresh.shares[:2])
    with pytest.raises(SharesDoNotFit):
        recovery.open_key(vault, safe.shares[:2])
    with pytest.raises(SharesDoNotFit):
        recovery.open_key(vault, [safe.shares[0], fresh.shares[1]])


def test_a_spoiled_row_does_not_keep_a_school_from_a_new_key(
    vault: Vault, safe: cast.Recovery, mehmet: cast.Member, file: File
) -> None:
    spoiled, sound = file(), file()
    Wrap.objects.filter(dossier=spoiled, holder=Holder.RECOVERY).update(wrapped=b"\x01" * 1200)
    before = recovery_wrap(sound)

    renew(vault, safe)

    assert recovery_wrap(sound) != before


def test_a_dossier_leaves_recovery_when_somebody_it_excludes_becomes_custodian(
    school: School, vault: Vault, safe: cast.Recovery, mehmet: cast.Member, file: File
) -> None:
    newcomer = cast.make_user("Nieuwe Bewaarder", school)
    cast.join(school, newcomer, Role.CUSTODIAN)
    dossier, other = file(excluded=[newcomer]), file()
    assert recovery_wrap(dossier)

    renew(vault, cast.Recovery([*safe.custodians[:2], newcomer], safe.shares))

    states = Wrap.objects.filter(dossier=dossier, holder=Holder.RECOVERY)
    assert {wrap.state for wrap in states} == {WrapState.EXCLUDED}
    assert recovery_wrap(other)


def test_a_swapped_public_key_is_found_when_the_shares_are_used(
    vault: Vault, safe: cast.Recovery
) -> None:
    """The attacker writes to the database, and even has a signature of the row as it was."""
    vault.recovery_public_key = bytes(1216)
    vault.save()

    with pytest.raises(UntrustedRecipient):
        recovery.prove(vault, safe.shares[:2])
    assert not recovery.state_of(vault).is_set_up


def test_a_swapped_key_with_a_good_signature_is_still_not_the_one_of_the_shares(
    vault: Vault, safe: cast.Recovery
) -> None:
    """Even who has SECRET_KEY cannot make the drill succeed with another key."""
    vault.recovery_public_key = bytes(1216)
    roster.sign(vault)

    with pytest.raises(UntrustedRecipient):
        recovery.prove(vault, safe.shares[:2])


def test_a_changed_envelope_is_named_and_not_taken_for_wrong_shares(
    vault: Vault, safe: cast.Recovery
) -> None:
    sealed = bytearray(vault.recovery_sealed_key or b"")
    sealed[-1] ^= 1
    vault.recovery_sealed_key = bytes(sealed)

    with pytest.raises(UntrustedRecipient):
        recovery.prove(vault, safe.shares[:2])


def test_the_key_of_another_school_does_not_open_with_these_shares(
    vault: Vault, safe: cast.Recovery
) -> None:
    other = cast.duinkerk()
    theirs = cast.make_recovery(other)
    assert other.vault is not None

    with pytest.raises(SharesDoNotFit):
        recovery.prove(vault, theirs.shares[:2])
    with pytest.raises(SharesDoNotFit):
        recovery.prove(other.vault, safe.shares[:2])


def test_a_custodian_written_into_the_database_holds_nothing(
    school: School, vault: Vault, safe: cast.Recovery
) -> None:
    puppet = cast.make_user("Pop", school)
    forged = Custodian.objects.filter(user=safe.custodians[0]).get()
    forged_row = Custodian(vault=vault, user=puppet, generation=1, mac=forged.mac)
    forged_row.save()

    assert recovery.custodian_of(vault, puppet) is None
    assert len(recovery.custodians_of(vault)) == 3


def test_a_renewal_is_due_when_a_custodian_stops(vault: Vault, safe: cast.Recovery) -> None:
    assert not recovery.is_renewal_due(vault)

    Custodian.objects.filter(user=safe.custodians[0]).update(ended_on=today())

    assert recovery.is_renewal_due(vault)
    assert recovery.state_of(vault).is_renewal_due


def test_a_drill_is_due_after_a_year(vault: Vault, safe: cast.Recovery) -> None:
    state = recovery.state_of(vault)
    assert not state.is_drill_due(today())

    a_year_on = today().replace(year=today().year + 1)

    assert state.is_drill_due(a_year_on)
    assert dataclasses.replace(state, drilled_on=None).is_drill_due(today())


def recovery_wrap(dossier: Dossier) -> list[bytes]:
    wraps = Wrap.objects.filter(dossier=dossier, holder=Holder.RECOVERY).order_by("audience")
    return [bytes(wrap.wrapped) for wrap in wraps if wrap.wrapped]
