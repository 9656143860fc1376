"""Who becomes a member of a vault, and by whom."""

import pytest

from schools.registry.models import School
from stagebaken.vault import membership, recovery, roster
from stagebaken.vault.errors import NotWaiting, UntrustedRecipient
from stagebaken.vault.membership import MembersDecide
from stagebaken.vault.models import (
    Custodian,
    Recipient,
    RecipientState,
    Vault,
)
from stagebaken.vault.recovery_models import AdmissionApproval
from stagebaken.web.days import today
from tests import cast
from tests.stagebaken.vault_recovery.conftest import key_of, now


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
