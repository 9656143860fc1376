"""Exclude, readmit, step back: keys go at once and come back only as far as decided."""

from collections.abc import Callable

import pytest

from stagebaken.accounts.models import User
from stagebaken.vault import keyring, roster, rows, wrapping
from stagebaken.vault.errors import LastHolder, NotOnKeyring
from stagebaken.vault.models import (
    Audience,
    Custodian,
    Dossier,
    Holder,
    Recipient,
    RecipientState,
    Vault,
    Wrap,
    WrapState,
)
from tests.stagebaken.vault.conftest import DAY, Kept, MakeMember, Member, make_user


@pytest.fixture
def filed(kept: Kept, vault: Vault, anna: Member, bilal: Member) -> Kept:
    """A dossier that both members can open."""
    keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    return Kept(kept.receipt, kept.reload(), kept.keys)


def states(dossier: Dossier, user: User) -> set[tuple[str, str]]:
    return set(Wrap.objects.filter(dossier=dossier, user=user).values_list("audience", "state"))


BOTH_EXCLUDED = {("shared", "excluded"), ("staff", "excluded")}


def test_an_exclusion_destroys_both_wraps_at_once(filed: Kept, anna: Member, bilal: Member) -> None:
    keyring.exclude(filed.dossier, [anna.user])
    assert states(filed.dossier, anna.user) == BOTH_EXCLUDED
    assert not Wrap.objects.filter(user=anna.user, wrapped__isnull=False).exists()
    with pytest.raises(NotOnKeyring):
        keyring.open_as_member(filed.dossier, anna.unlocked)
    assert keyring.open_as_member(filed.dossier, bilal.unlocked).shared == filed.keys.shared


def test_a_person_without_a_key_can_be_excluded(filed: Kept) -> None:
    outsider = make_user("outsider")
    keyring.exclude(filed.dossier, [outsider])
    assert states(filed.dossier, outsider) == BOTH_EXCLUDED


def test_excluding_twice_changes_nothing(filed: Kept, anna: Member) -> None:
    keyring.exclude(filed.dossier, [anna.user])
    keyring.exclude(filed.dossier, [anna.user])
    assert states(filed.dossier, anna.user) == BOTH_EXCLUDED


def test_an_exclusion_before_filing_holds_at_filing(
    kept: Kept, vault: Vault, anna: Member, bilal: Member
) -> None:
    keyring.exclude(kept.dossier, [anna.user])
    filed = keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    assert [one.pk for one in filed.wrapped] == [bilal.recipient.pk]
    assert states(kept.dossier, anna.user) == BOTH_EXCLUDED


def test_an_excluded_member_invited_again_gets_nothing(
    filed: Kept, anna: Member, make_member: MakeMember
) -> None:
    keyring.exclude(filed.dossier, [anna.user])
    Recipient.objects.filter(pk=anna.recipient.pk).update(state=RecipientState.LEFT)
    again = make_member(user=anna.user)
    with pytest.raises(NotOnKeyring):
        keyring.open_as_member(filed.dossier, again.unlocked)
    assert not keyring.dossiers_visible_to(anna.user).exists()
    assert states(filed.dossier, anna.user) == BOTH_EXCLUDED


def test_a_readmitted_member_gets_the_shared_key_at_once_and_the_staff_key_later(
    filed: Kept, anna: Member, bilal: Member
) -> None:
    keyring.exclude(filed.dossier, [anna.user])
    keyring.readmit(filed.dossier, filed.keys, [anna.user])
    first = keyring.open_as_member(filed.dossier, anna.unlocked)
    assert (first.shared, first.staff) == (filed.keys.shared, None)
    holder = keyring.open_as_member(filed.dossier, bilal.unlocked)
    assert keyring.open_as_member(filed.dossier, anna.unlocked).staff == holder.staff is not None


def test_a_member_without_the_staff_key_gives_it_to_nobody(
    filed: Kept, anna: Member, bilal: Member
) -> None:
    keyring.exclude(filed.dossier, [anna.user])
    keyring.readmit(filed.dossier, filed.keys, [anna.user])
    keyring.open_as_member(filed.dossier, anna.unlocked)
    assert states(filed.dossier, anna.user) == {("shared", "wrapped")}


def test_opening_gives_nothing_to_members_who_never_had_the_dossier(
    filed: Kept, anna: Member, make_member: MakeMember
) -> None:
    newcomer = make_member("newcomer")
    keyring.open_as_member(filed.dossier, anna.unlocked)
    assert states(filed.dossier, newcomer.user) == set()


def test_a_readmitted_member_whose_key_was_swapped_gets_nothing(
    filed: Kept, anna: Member, bilal: Member
) -> None:
    keyring.exclude(filed.dossier, [anna.user])
    thief = wrapping.generate_key_pair()
    Recipient.objects.filter(pk=anna.recipient.pk).update(public_key=thief.public)
    keyring.readmit(filed.dossier, filed.keys, [anna.user])
    assert states(filed.dossier, anna.user) == set()


def test_the_staff_key_does_not_go_to_a_key_swapped_after_readmission(
    filed: Kept, anna: Member, bilal: Member
) -> None:
    keyring.exclude(filed.dossier, [anna.user])
    keyring.readmit(filed.dossier, filed.keys, [anna.user])
    thief = wrapping.generate_key_pair()
    Recipient.objects.filter(pk=anna.recipient.pk).update(public_key=thief.public)
    keyring.open_as_member(filed.dossier, bilal.unlocked)
    assert states(filed.dossier, anna.user) == {("shared", "wrapped")}


def test_readmitting_somebody_who_was_not_excluded_gives_nothing(
    filed: Kept, make_member: MakeMember
) -> None:
    newcomer = make_member("newcomer")
    keyring.readmit(filed.dossier, filed.keys, [newcomer.user])
    assert states(filed.dossier, newcomer.user) == set()


def test_an_exclusion_taken_back_before_filing_leaves_no_trace(
    kept: Kept, vault: Vault, anna: Member
) -> None:
    keyring.exclude(kept.dossier, [anna.user])
    keyring.readmit(kept.dossier, kept.keys, [anna.user])
    assert keyring.excluded_users(kept.dossier) == set()
    assert keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[]).wrapped


def recovery_states(dossier: Dossier) -> set[tuple[str, str]]:
    wraps = Wrap.objects.filter(dossier=dossier, holder=Holder.RECOVERY)
    return set(wraps.values_list("audience", "state"))


def test_excluding_a_custodian_destroys_the_recovery_wraps(
    custodian: User, filed: Kept, anna: Member
) -> None:
    assert recovery_states(filed.dossier) == {("shared", "wrapped"), ("staff", "wrapped")}
    keyring.exclude(filed.dossier, [custodian])
    assert recovery_states(filed.dossier) == BOTH_EXCLUDED
    keyring.open_as_member(filed.dossier, anna.unlocked)
    assert recovery_states(filed.dossier) == BOTH_EXCLUDED


def test_excluding_a_former_custodian_whose_share_still_counts_destroys_them_too(
    custodian: User, filed: Kept
) -> None:
    Custodian.objects.update(ended_on=DAY)
    keyring.exclude(filed.dossier, [custodian])
    assert recovery_states(filed.dossier) == BOTH_EXCLUDED


def test_excluding_a_custodian_of_an_older_key_leaves_recovery(
    custodian: User, filed: Kept, vault: Vault
) -> None:
    vault.recovery_generation = 2
    roster.sign(vault)
    vault.save()
    keyring.exclude(filed.dossier, [custodian])
    assert recovery_states(filed.dossier) == {("shared", "wrapped"), ("staff", "wrapped")}


def test_a_readmitted_custodian_brings_recovery_back(
    custodian: User, filed: Kept, anna: Member
) -> None:
    keyring.exclude(filed.dossier, [custodian])
    keyring.readmit(filed.dossier, filed.keys, [custodian])
    assert recovery_states(filed.dossier) == {("shared", "wrapped")}
    keyring.open_as_member(filed.dossier, anna.unlocked)
    assert recovery_states(filed.dossier) == {("shared", "wrapped"), ("staff", "wrapped")}


def test_recovery_stays_away_while_a_second_custodian_is_excluded(
    custodian: User, filed: Kept, vault: Vault
) -> None:
    second = Custodian(vault=vault, user=make_user("second"), generation=1)
    roster.sign(second)
    second.save()
    keyring.exclude(filed.dossier, [custodian, second.user])
    keyring.readmit(filed.dossier, filed.keys, [custodian])
    assert recovery_states(filed.dossier) == BOTH_EXCLUDED


def test_a_member_who_steps_back_has_no_key_left(filed: Kept, anna: Member, bilal: Member) -> None:
    keyring.recuse(filed.dossier, anna.recipient)
    assert states(filed.dossier, anna.user) == {("shared", "recused"), ("staff", "recused")}
    with pytest.raises(NotOnKeyring):
        keyring.open_as_member(filed.dossier, anna.unlocked)
    keyring.open_as_member(filed.dossier, bilal.unlocked)
    assert states(filed.dossier, anna.user) == {("shared", "recused"), ("staff", "recused")}


def test_the_reporters_readmission_does_not_undo_a_members_own_stepping_back(
    filed: Kept, anna: Member, bilal: Member
) -> None:
    keyring.recuse(filed.dossier, anna.recipient)
    keyring.readmit(filed.dossier, filed.keys, [anna.user])
    assert states(filed.dossier, anna.user) == {("shared", "recused"), ("staff", "recused")}


def test_the_only_reader_cannot_step_back(filed: Kept, anna: Member, bilal: Member) -> None:
    keyring.exclude(filed.dossier, [bilal.user])
    with pytest.raises(LastHolder):
        keyring.recuse(filed.dossier, anna.recipient)
    assert keyring.open_as_member(filed.dossier, anna.unlocked).shared == filed.keys.shared


def test_the_only_reader_can_step_back_when_recovery_can_open(
    recovery: wrapping.KeyPair, filed: Kept, anna: Member, bilal: Member
) -> None:
    keyring.exclude(filed.dossier, [bilal.user])
    keyring.recuse(filed.dossier, anna.recipient)
    assert not keyring.readers(filed.dossier).exists()


def test_withdrawal_leaves_no_wrap_and_no_dossier(filed: Kept, anna: Member) -> None:
    keyring.destroy(filed.dossier)
    assert not Wrap.objects.filter(dossier=filed.dossier.pk).exists()
    assert not Dossier.objects.filter(pk=filed.dossier.pk).exists()


def test_a_destroyed_dossier_takes_no_further_decision(filed: Kept, anna: Member) -> None:
    gone = filed.reload()
    keyring.destroy(filed.dossier)
    verbs: list[Callable[[], None]] = [
        lambda: keyring.exclude(gone, [anna.user]),
        lambda: keyring.readmit(gone, filed.keys, [anna.user]),
        lambda: keyring.recuse(gone, anna.recipient),
        lambda: keyring.destroy(gone),
    ]
    for verb in verbs:
        with pytest.raises(NotOnKeyring):
            verb()


# A grant that waited for the lock sees what was decided meanwhile.


def before_the_lock(monkeypatch: pytest.MonkeyPatch, decision: Callable[[], None]) -> None:
    """Let another transaction's decision commit just before this one gets its lock."""
    real = rows.lock
    waiting = [decision]

    def lock(dossier: Dossier) -> Dossier:
        if waiting:
            waiting.pop()()
        return real(dossier)

    monkeypatch.setattr(rows, "lock", lock)


def test_a_healing_that_waited_for_an_exclusion_gives_nothing(
    filed: Kept, anna: Member, bilal: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.exclude(filed.dossier, [anna.user])
    keyring.readmit(filed.dossier, filed.keys, [anna.user])
    before_the_lock(monkeypatch, lambda: keyring.exclude(filed.dossier, [anna.user]))
    keyring.open_as_member(filed.dossier, bilal.unlocked)
    assert states(filed.dossier, anna.user) == BOTH_EXCLUDED


def test_a_filing_that_waited_for_an_exclusion_leaves_that_person_out(
    kept: Kept, vault: Vault, anna: Member, bilal: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_the_lock(monkeypatch, lambda: keyring.exclude(kept.dossier, [anna.user]))
    filed = keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    assert [one.pk for one in filed.wrapped] == [bilal.recipient.pk]


def test_the_wrap_of_each_audience_is_unique_per_person(filed: Kept, anna: Member) -> None:
    wraps = Wrap.objects.filter(dossier=filed.dossier, user=anna.user)
    assert sorted(wraps.values_list("audience", flat=True)) == [Audience.SHARED, Audience.STAFF]
    assert set(wraps.values_list("recipient", "state")) == {(anna.recipient.pk, WrapState.WRAPPED)}
