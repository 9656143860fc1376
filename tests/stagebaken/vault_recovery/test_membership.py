"""Who becomes a member, by whom, and what remains when somebody goes."""

from datetime import timedelta

import pytest

from schools.registry.models import School
from stagebaken.accounts.models import Role
from stagebaken.audit import destruction
from stagebaken.audit.destruction import Kind
from stagebaken.vault import grants, keyring, membership, recovery, restoration, roster, rows
from stagebaken.vault.envelope import new_key
from stagebaken.vault.errors import UntrustedRecipient, VaultNotSetUp, WrongPassphrase
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.membership import MembersDecide, NotWaiting
from stagebaken.vault.models import (
    Custodian,
    Dossier,
    Holder,
    Recipient,
    RecipientState,
    Vault,
    Wrap,
    WrapState,
)
from stagebaken.vault.recovery_models import AdmissionApproval
from stagebaken.web.days import today
from tests import cast
from tests.stagebaken.vault_recovery.conftest import File, everywhere, nowhere


@pytest.fixture
def wim(school: School, vault: Vault) -> cast.Member:
    """Has made a key and waits for admission."""
    return cast.make_member(school, name="Wim de Roo", state=RecipientState.KEYED)


def key_of(member: cast.Member) -> bytes:
    return bytes(member.recipient.public_key)


def now(member: cast.Member) -> Recipient:
    return Recipient.objects.get(pk=member.recipient.pk)


# Making a key


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

    assert now(mehmet).state == RecipientState.LEFT
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


# Admission by a member


def test_a_member_admits_the_key_that_was_compared(mehmet: cast.Member, wim: cast.Member) -> None:
    membership.admit(recipient=wim.recipient, public_key=key_of(wim), by=mehmet.recipient)

    admitted = now(wim)
    assert admitted.state == RecipientState.ADMITTED
    assert roster.is_trusted(admitted)
    assert admitted.admitted_by == [str(mehmet.user.pk)]


def test_a_key_swapped_after_the_comparison_is_not_admitted(
    mehmet: cast.Member, wim: cast.Member
) -> None:
    compared = key_of(wim)
    Recipient.objects.filter(pk=wim.recipient.pk).update(public_key=bytes(1216))

    with pytest.raises(NotWaiting):
        membership.admit(recipient=wim.recipient, public_key=compared, by=mehmet.recipient)


def test_a_puppet_admits_nobody(school: School, mehmet: cast.Member, wim: cast.Member) -> None:
    """Put into the database as admitted, but without a signature of ours."""
    puppet = cast.make_member(school, name="Pop", state=RecipientState.KEYED)
    Recipient.objects.filter(pk=puppet.recipient.pk).update(
        state=RecipientState.ADMITTED,
        admitted_by=[str(mehmet.user.pk)],
        admitted_on=today(),
        mac=mehmet.recipient.mac,
    )

    with pytest.raises(UntrustedRecipient):
        membership.admit(recipient=wim.recipient, public_key=key_of(wim), by=puppet.recipient)


def test_a_suspended_member_admits_nobody(mehmet: cast.Member, wim: cast.Member) -> None:
    Recipient.objects.filter(pk=mehmet.recipient.pk).update(state=RecipientState.SUSPENDED)

    with pytest.raises(UntrustedRecipient):
        membership.admit(recipient=wim.recipient, public_key=key_of(wim), by=mehmet.recipient)


def test_a_member_of_another_school_admits_nobody_here(wim: cast.Member) -> None:
    other = cast.duinkerk()
    cast.make_recovery(other)
    stranger = cast.make_member(other)

    with pytest.raises(UntrustedRecipient):
        membership.admit(recipient=wim.recipient, public_key=key_of(wim), by=stranger.recipient)


# Admission by two custodians


def test_two_custodians_admit_the_first_member(
    wim: cast.Member, custodians: list[Custodian]
) -> None:
    first = membership.approve(recipient=wim.recipient, public_key=key_of(wim), by=custodians[0])
    assert first.state == RecipientState.KEYED

    second = membership.approve(recipient=wim.recipient, public_key=key_of(wim), by=custodians[2])

    assert second.state == RecipientState.ADMITTED
    assert roster.is_trusted(now(wim))
    assert set(second.admitted_by) == {str(custodians[0].user_id), str(custodians[2].user_id)}


def test_one_custodian_twice_admits_nobody(wim: cast.Member, custodians: list[Custodian]) -> None:
    for _ in range(2):
        membership.approve(recipient=wim.recipient, public_key=key_of(wim), by=custodians[0])

    assert now(wim).state == RecipientState.KEYED


def test_custodians_admit_nobody_while_a_member_can(
    mehmet: cast.Member, wim: cast.Member, custodians: list[Custodian]
) -> None:
    with pytest.raises(MembersDecide):
        membership.approve(recipient=wim.recipient, public_key=key_of(wim), by=custodians[0])


def test_a_puppet_member_does_not_take_the_decision_from_the_custodians(
    school: School, wim: cast.Member, custodians: list[Custodian]
) -> None:
    """Admitted in the database only: it counts for nothing, so custodians still admit."""
    puppet = cast.make_member(school, name="Pop", state=RecipientState.KEYED)
    Recipient.objects.filter(pk=puppet.recipient.pk).update(state=RecipientState.ADMITTED)

    for custodian in custodians[:2]:
        membership.approve(recipient=wim.recipient, public_key=key_of(wim), by=custodian)

    assert now(wim).state == RecipientState.ADMITTED


def test_a_custodian_does_not_admit_themselves(school: School, custodians: list[Custodian]) -> None:
    own = cast.make_member(school, name=cast.CUSTODIANS[0], state=RecipientState.KEYED)

    with pytest.raises(UntrustedRecipient):
        membership.approve(recipient=own.recipient, public_key=key_of(own), by=custodians[0])


def test_an_approval_of_one_key_is_not_replayed_for_another(
    school: School, vault: Vault, wim: cast.Member, custodians: list[Custodian]
) -> None:
    membership.approve(recipient=wim.recipient, public_key=key_of(wim), by=custodians[0])
    other = cast.make_member(school, name="Noor Bakker", state=RecipientState.KEYED)
    AdmissionApproval.objects.update(recipient=other.recipient)

    membership.approve(recipient=other.recipient, public_key=key_of(other), by=custodians[1])

    assert now(other).state == RecipientState.KEYED


def test_an_approval_does_not_outlive_a_changed_key(
    wim: cast.Member, custodians: list[Custodian]
) -> None:
    membership.approve(recipient=wim.recipient, public_key=key_of(wim), by=custodians[0])
    Recipient.objects.filter(pk=wim.recipient.pk).update(public_key=bytes(1216))

    membership.approve(recipient=wim.recipient, public_key=bytes(1216), by=custodians[1])

    assert now(wim).state == RecipientState.KEYED


def test_an_approval_of_a_custodian_who_stopped_does_not_count(
    wim: cast.Member, custodians: list[Custodian]
) -> None:
    membership.approve(recipient=wim.recipient, public_key=key_of(wim), by=custodians[0])
    Custodian.objects.filter(pk=custodians[0].pk).update(ended_on=today())

    membership.approve(recipient=wim.recipient, public_key=key_of(wim), by=custodians[1])

    assert now(wim).state == RecipientState.KEYED


def test_an_approval_written_into_the_database_does_not_count(
    wim: cast.Member, custodians: list[Custodian]
) -> None:
    AdmissionApproval.objects.create(
        recipient=wim.recipient, custodian=custodians[0], day=today(), mac=bytes(32)
    )

    membership.approve(recipient=wim.recipient, public_key=key_of(wim), by=custodians[1])

    assert now(wim).state == RecipientState.KEYED


def test_a_custodian_of_another_school_approves_nobody_here(wim: cast.Member) -> None:
    other = cast.duinkerk()
    cast.make_recovery(other)
    assert other.vault is not None

    with pytest.raises(UntrustedRecipient):
        membership.approve(
            recipient=wim.recipient,
            public_key=key_of(wim),
            by=recovery.custodians_of(other.vault)[0],
        )


# What was filed before


def admit(newcomer: cast.Member, by: cast.Member) -> Recipient:
    return membership.admit(
        recipient=newcomer.recipient, public_key=key_of(newcomer), by=by.recipient
    )


def test_a_newcomer_gets_both_keys_of_what_the_admitting_member_opens(
    mehmet: cast.Member, wim: cast.Member, file: File
) -> None:
    dossier = file()
    newcomer = admit(wim, mehmet)

    assert list(grants.candidates(holder=mehmet.recipient, newcomer=newcomer)) == [dossier]
    assert grants.give_as_member(
        dossier.pk, holder=mehmet.unlocked, newcomer=newcomer, may_reach=everywhere
    )

    theirs = keyring.open_as_member(
        dossier, cast.Member(wim.user, newcomer, wim.private_key).unlocked
    )
    assert theirs == keyring.open_as_member(dossier, mehmet.unlocked)
    assert theirs.staff is not None


def test_a_dossier_with_any_exclusion_does_not_reach_a_newcomer_by_itself(
    mehmet: cast.Member, ilse: cast.Member, wim: cast.Member, file: File
) -> None:
    dossier = file(excluded=[ilse.user])
    newcomer = admit(wim, mehmet)

    assert not grants.candidates(holder=mehmet.recipient, newcomer=newcomer).exists()
    assert not grants.give_as_member(
        dossier.pk, holder=mehmet.unlocked, newcomer=newcomer, may_reach=everywhere
    )
    assert grants.newcomers(dossier) == [newcomer]


def test_a_dossier_that_names_somebody_outside_the_team_does_not_either(
    mehmet: cast.Member, wim: cast.Member, file: File
) -> None:
    dossier = file()
    newcomer = admit(wim, mehmet)

    assert not grants.give_as_member(
        dossier.pk, holder=mehmet.unlocked, newcomer=newcomer, may_reach=nowhere
    )
    assert grants.newcomers(dossier) == [newcomer]


def test_who_was_excluded_before_having_a_key_is_no_newcomer(
    school: School, mehmet: cast.Member, file: File
) -> None:
    user = cast.make_user("Wim de Roo", school)
    dossier = file(excluded=[user])
    wim = cast.make_member(school, name="Wim de Roo", state=RecipientState.KEYED)
    newcomer = admit(wim, mehmet)

    assert newcomer.user == user
    assert grants.newcomers(dossier) == []
    assert not grants.give_as_member(
        dossier.pk, holder=mehmet.unlocked, newcomer=newcomer, may_reach=everywhere
    )


def test_who_waits_or_is_suspended_gets_nothing(
    mehmet: cast.Member, ilse: cast.Member, wim: cast.Member, file: File
) -> None:
    dossier = file()
    Wrap.objects.filter(user=ilse.user).delete()
    Recipient.objects.filter(pk=ilse.recipient.pk).update(state=RecipientState.SUSPENDED)

    for target in (wim, ilse):
        assert not grants.give_as_member(
            dossier.pk, holder=mehmet.unlocked, newcomer=now(target), may_reach=everywhere
        )
    assert grants.newcomers(dossier) == []


def test_a_newcomer_of_another_school_gets_nothing(mehmet: cast.Member, file: File) -> None:
    dossier = file()
    other = cast.duinkerk()
    cast.make_recovery(other)
    stranger = cast.make_member(other)

    assert not grants.give_as_member(
        dossier.pk, holder=mehmet.unlocked, newcomer=stranger.recipient, may_reach=everywhere
    )


def test_a_spoiled_row_does_not_keep_the_rest_from_a_newcomer(
    mehmet: cast.Member, wim: cast.Member, file: File
) -> None:
    dossier = file()
    Wrap.objects.filter(dossier=dossier, user=mehmet.user).update(wrapped=b"\x01" * 1200)

    assert not grants.give_as_member(
        dossier.pk, holder=mehmet.unlocked, newcomer=admit(wim, mehmet), may_reach=everywhere
    )


# Leaving


def suspend(member: cast.Member, days_ago: int = 0) -> None:
    Recipient.objects.filter(pk=member.recipient.pk).update(
        state=RecipientState.SUSPENDED, suspended_on=today() - timedelta(days=days_ago)
    )


def test_who_left_keeps_no_wrap(mehmet: cast.Member, ilse: cast.Member, file: File) -> None:
    dossier = file()
    suspend(mehmet)

    assert membership.leave(mehmet.recipient)

    assert now(mehmet).state == RecipientState.LEFT
    assert not wrapped(dossier, mehmet)
    assert wrapped(dossier, ilse)
    assert [entry.kind for entry in destruction.read()] == [Kind.LEAVE]


def test_the_last_wrap_stays_and_so_does_the_suspension(
    mehmet: cast.Member, custodians: list[Custodian], file: File
) -> None:
    only_his, recoverable = file(excluded=[custodians[0].user]), file()
    suspend(mehmet)

    assert not membership.leave(mehmet.recipient)

    assert now(mehmet).state == RecipientState.SUSPENDED
    assert wrapped(only_his, mehmet)
    assert not wrapped(recoverable, mehmet)
    assert membership.holds_last_key(now(mehmet))


def test_two_who_leave_together_do_not_rely_on_each_other(
    mehmet: cast.Member, ilse: cast.Member, custodians: list[Custodian], file: File
) -> None:
    dossier = file(excluded=[custodians[0].user])
    suspend(mehmet)
    suspend(ilse)

    assert not membership.leave(mehmet.recipient)
    assert not membership.leave(ilse.recipient)

    assert wrapped(dossier, mehmet)
    assert wrapped(dossier, ilse)


def test_nobody_leaves_who_is_not_suspended(mehmet: cast.Member) -> None:
    with pytest.raises(NotWaiting):
        membership.leave(mehmet.recipient)


def test_after_fourteen_days_a_suspension_is_overdue(
    mehmet: cast.Member, ilse: cast.Member
) -> None:
    suspend(mehmet, days_ago=14)
    suspend(ilse, days_ago=13)

    assert list(membership.overdue(today())) == [mehmet.recipient]


def test_a_restored_backup_takes_the_wraps_of_who_left_and_keeps_the_last(
    mehmet: cast.Member, custodians: list[Custodian], file: File
) -> None:
    only_his, recoverable = file(excluded=[custodians[0].user]), file()
    suspend(mehmet)
    membership.leave(mehmet.recipient)
    rows.give(recoverable, [mehmet.recipient], new_keys(recoverable))  # as in the backup

    restoration.reapply(destruction.read())

    assert wrapped(only_his, mehmet)
    assert not wrapped(recoverable, mehmet)


def new_keys(dossier: Dossier) -> DossierKeys:
    return DossierKeys(dossier.pk, shared=new_key(), staff=new_key())


def test_who_comes_back_is_reinstated_by_a_member_alone(
    mehmet: cast.Member, ilse: cast.Member, file: File
) -> None:
    dossier = file()
    suspend(ilse)

    membership.reinstate(recipient=ilse.recipient, by=mehmet.recipient)

    assert keyring.open_as_member(
        dossier, cast.Member(ilse.user, now(ilse), ilse.private_key).unlocked
    )


def test_who_never_was_admitted_is_not_reinstated(mehmet: cast.Member, wim: cast.Member) -> None:
    suspend(wim)

    with pytest.raises(NotWaiting):
        membership.reinstate(recipient=wim.recipient, by=mehmet.recipient)


def wrapped(dossier: Dossier, member: cast.Member) -> bool:
    rows_of_member = Wrap.objects.filter(
        dossier=dossier, user=member.user, holder=Holder.MEMBER, state=WrapState.WRAPPED
    )
    return rows_of_member.exists()
