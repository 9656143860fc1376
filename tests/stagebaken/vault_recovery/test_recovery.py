"""Two custodians open the recovery key, for an admitted member, and for nobody else."""

import pytest

from schools.registry.models import School
from stagebaken.accounts.models import Role
from stagebaken.vault import grants, keyring, membership, recovery, wrapping
from stagebaken.vault.errors import EnvelopeError, UntrustedRecipient
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
from stagebaken.vault.recovery import NotYourTurn, SessionClosed
from stagebaken.vault.recovery_models import RecoverySession
from stagebaken.vault.shares import InvalidShare, SharesDoNotFit
from stagebaken.vault.wrapping import Unwrapper
from stagebaken.web.days import today
from tests import cast
from tests.stagebaken.vault_recovery.conftest import File, everywhere, nowhere
from tests.stagebaken.vault_recovery.test_ceremony import renew


def with_new_key(school: School, member: cast.Member) -> cast.Member:
    """The member lost the passphrase, made a new key, and was admitted again."""
    assert school.vault is not None
    made = membership.make_key(
        vault=school.vault, user=member.user, role=member.recipient.role, passphrase="acid"
    )
    seats = recovery.custodians_of(school.vault)
    Recipient.objects.filter(vault=school.vault).exclude(pk=made.pk).update(
        state=RecipientState.LEFT
    )
    for seat in seats[:2]:
        made = membership.approve(recipient=made, public_key=bytes(made.public_key), by=seat)
    return cast.Member(member.user, made, membership.own_key(made, "acid"))


def recover(vault: Vault, key: bytes, recipient: Recipient, may_reach: grants.MayReach) -> int:
    opener = Unwrapper(key)
    return sum(
        grants.give_by_recovery(
            dossier.pk, vault=vault, opener=opener, recipient=recipient, may_reach=may_reach
        )
        for dossier in grants.recoverable(vault=vault, recipient=recipient)
    )


@pytest.fixture
def key(vault: Vault, safe: cast.Recovery) -> bytes:
    return recovery.open_key(vault, safe.shares[:2])


# Whom it reaches


def test_a_member_with_a_new_key_reads_again_what_they_read_before(
    school: School, vault: Vault, key: bytes, mehmet: cast.Member, file: File
) -> None:
    dossier = file()
    before = keyring.open_as_member(dossier, mehmet.unlocked)
    again = with_new_key(school, mehmet)

    assert recover(vault, key, again.recipient, nowhere) == 1

    assert keyring.open_as_member(dossier, again.unlocked) == before


def test_every_passphrase_lost_loses_no_report(
    school: School, vault: Vault, key: bytes, mehmet: cast.Member, ilse: cast.Member, file: File
) -> None:
    dossiers = [file(), file(excluded=[ilse.user])]
    again = with_new_key(school, mehmet)

    recover(vault, key, again.recipient, nowhere)

    for dossier in dossiers:
        assert keyring.open_as_member(dossier, again.unlocked).staff is not None


def test_recovery_never_overrules_an_exclusion(
    school: School, vault: Vault, key: bytes, mehmet: cast.Member, ilse: cast.Member, file: File
) -> None:
    dossier = file(excluded=[mehmet.user])
    again = with_new_key(school, mehmet)

    assert recover(vault, key, again.recipient, everywhere) == 0
    assert not grants.give_by_recovery(
        dossier.pk,
        vault=vault,
        opener=Unwrapper(key),
        recipient=again.recipient,
        may_reach=everywhere,
    )


def test_recovery_never_overrules_a_recusal(
    school: School, vault: Vault, key: bytes, mehmet: cast.Member, ilse: cast.Member, file: File
) -> None:
    keyring.recuse(file(), mehmet.recipient)
    again = with_new_key(school, mehmet)

    assert recover(vault, key, again.recipient, everywhere) == 0


def test_a_dossier_that_excludes_a_custodian_is_out_of_reach(
    school: School,
    vault: Vault,
    key: bytes,
    custodians: list[Custodian],
    mehmet: cast.Member,
    file: File,
) -> None:
    file(excluded=[custodians[2].user])
    again = with_new_key(school, mehmet)

    assert recover(vault, key, again.recipient, everywhere) == 0


def test_an_exclusion_after_filing_takes_the_recovery_wrap_too(
    school: School,
    vault: Vault,
    key: bytes,
    custodians: list[Custodian],
    mehmet: cast.Member,
    file: File,
) -> None:
    dossier = file()
    keyring.exclude(dossier, [custodians[0].user])
    again = with_new_key(school, mehmet)

    assert recover(vault, key, again.recipient, everywhere) == 0


def test_a_puppet_gets_nothing_from_recovery(
    school: School, vault: Vault, key: bytes, mehmet: cast.Member, file: File
) -> None:
    file()
    puppet = cast.make_member(school, name="Pop", state=RecipientState.KEYED)
    Recipient.objects.filter(pk=puppet.recipient.pk).update(
        state=RecipientState.ADMITTED, admitted_by=["x"], admitted_on=today(), mac=bytes(32)
    )

    assert recover(vault, key, Recipient.objects.get(pk=puppet.recipient.pk), everywhere) == 0


def test_a_key_swapped_after_the_admission_gets_nothing(
    school: School, vault: Vault, key: bytes, mehmet: cast.Member, file: File
) -> None:
    file()
    again = with_new_key(school, mehmet)
    Recipient.objects.filter(pk=again.recipient.pk).update(
        public_key=wrapping.generate_key_pair().public
    )

    assert recover(vault, key, Recipient.objects.get(pk=again.recipient.pk), everywhere) == 0


def test_somebody_new_does_not_get_by_recovery_what_needs_the_reporters_yes(
    school: School, vault: Vault, key: bytes, mehmet: cast.Member, ilse: cast.Member, file: File
) -> None:
    """An administrator and a new colleague must not reach by recovery what admission refuses."""
    with_exclusion, plain = file(excluded=[ilse.user]), file()
    newcomer = cast.make_member(school, name="Noor Bakker")

    assert recover(vault, key, newcomer.recipient, nowhere) == 0
    assert recover(vault, key, newcomer.recipient, everywhere) == 1
    assert list(grants.newcomers(with_exclusion)) == [newcomer.recipient]
    assert keyring.open_as_member(plain, newcomer.unlocked)


def test_a_dossier_that_nobody_reads_any_more_is_not_left_unread(
    school: School, vault: Vault, key: bytes, mehmet: cast.Member, ilse: cast.Member, file: File
) -> None:
    dossier = file(excluded=[ilse.user])
    Recipient.objects.filter(pk=mehmet.recipient.pk).update(state=RecipientState.LEFT)
    newcomer = cast.make_member(school, name="Noor Bakker")

    assert recover(vault, key, newcomer.recipient, everywhere) == 1
    assert keyring.open_as_member(dossier, newcomer.unlocked)


def test_recovery_of_one_school_does_not_touch_another(
    vault: Vault, key: bytes, mehmet: cast.Member, file: File
) -> None:
    dossier = file()
    other = cast.duinkerk()
    cast.make_recovery(other)
    stranger = cast.make_member(other)

    assert recover(vault, key, stranger.recipient, everywhere) == 0
    assert not grants.give_by_recovery(
        dossier.pk,
        vault=vault,
        opener=Unwrapper(key),
        recipient=stranger.recipient,
        may_reach=everywhere,
    )


def test_a_spoiled_row_does_not_stop_the_recovery_of_the_others(
    school: School, vault: Vault, key: bytes, mehmet: cast.Member, file: File
) -> None:
    spoiled, _sound = file(), file()
    spoil(spoiled)
    again = with_new_key(school, mehmet)

    assert recover(vault, key, again.recipient, everywhere) == 1


def spoil(dossier: Dossier) -> None:
    wraps = Wrap.objects.filter(dossier=dossier, holder=Holder.RECOVERY)
    assert wraps.update(state=WrapState.WRAPPED, wrapped=b"\x01" * 1200) == 2


# Two custodians in two sessions


def test_the_share_of_one_meets_the_share_of_the_other(
    vault: Vault, safe: cast.Recovery, custodians: list[Custodian], mehmet: cast.Member
) -> None:
    session, private = recovery.open_session(opener=custodians[1], recipient=mehmet.recipient)
    recovery.give_share(session=session, giver=custodians[0], share=safe.shares[0])

    opened = recovery.lock_session(session)
    key = recovery.take_key(session=opened, private=private, share=safe.shares[1])

    assert wrapping.public_of(key) == bytes(vault.recovery_public_key or b"")
    assert recovery.is_renewal_due(vault)
    assert recovery.waiting(vault) == []


def test_the_database_and_every_secret_do_not_give_the_share_away(
    vault: Vault, safe: cast.Recovery, custodians: list[Custodian], mehmet: cast.Member
) -> None:
    session, private = recovery.open_session(opener=custodians[1], recipient=mehmet.recipient)
    given = recovery.give_share(session=session, giver=custodians[0], share=safe.shares[0])

    stored = bytes(given.sealed_share or b"")
    assert safe.shares[0].encode() not in stored
    another = wrapping.generate_key_pair().private
    assert another != private
    with pytest.raises(SessionClosed):
        recovery.take_key(session=given, private=another, share=safe.shares[1])


def test_one_custodian_does_not_recover_alone(
    safe: cast.Recovery, custodians: list[Custodian], mehmet: cast.Member
) -> None:
    session, private = recovery.open_session(opener=custodians[1], recipient=mehmet.recipient)

    with pytest.raises(NotYourTurn):
        recovery.give_share(session=session, giver=custodians[1], share=safe.shares[1])
    with pytest.raises(NotYourTurn):
        recovery.take_key(
            session=recovery.lock_session(session), private=private, share=safe.shares[1]
        )


def test_one_share_given_twice_opens_nothing(
    safe: cast.Recovery, custodians: list[Custodian], mehmet: cast.Member
) -> None:
    session, private = recovery.open_session(opener=custodians[1], recipient=mehmet.recipient)
    recovery.give_share(session=session, giver=custodians[0], share=safe.shares[0])

    with pytest.raises(SharesDoNotFit):
        recovery.take_key(
            session=recovery.lock_session(session), private=private, share=safe.shares[0]
        )
    assert RecoverySession.objects.get().used_on is None


def test_a_custodian_of_another_school_gives_no_share_here(
    safe: cast.Recovery, custodians: list[Custodian], mehmet: cast.Member
) -> None:
    other = cast.duinkerk()
    cast.make_recovery(other)
    assert other.vault is not None
    session, _ = recovery.open_session(opener=custodians[1], recipient=mehmet.recipient)

    with pytest.raises(NotYourTurn):
        recovery.give_share(
            session=session, giver=recovery.custodians_of(other.vault)[0], share=safe.shares[0]
        )


def test_a_custodian_does_not_recover_for_themselves(
    school: School, safe: cast.Recovery, custodians: list[Custodian]
) -> None:
    own = cast.make_member(school, Role.INTERNSHIP_COORDINATOR, cast.CUSTODIANS[0])

    with pytest.raises(NotYourTurn):
        recovery.open_session(opener=custodians[0], recipient=own.recipient)
    session, _ = recovery.open_session(opener=custodians[1], recipient=own.recipient)
    with pytest.raises(NotYourTurn):
        recovery.give_share(session=session, giver=custodians[0], share=safe.shares[0])


def test_recovery_is_for_an_admitted_member_only(
    school: School, custodians: list[Custodian]
) -> None:
    waiting = cast.make_member(school, name="Wim de Roo", state=RecipientState.KEYED)

    with pytest.raises(UntrustedRecipient):
        recovery.open_session(opener=custodians[0], recipient=waiting.recipient)


def test_a_member_suspended_meanwhile_is_not_helped(
    safe: cast.Recovery, custodians: list[Custodian], mehmet: cast.Member
) -> None:
    session, private = recovery.open_session(opener=custodians[1], recipient=mehmet.recipient)
    recovery.give_share(session=session, giver=custodians[0], share=safe.shares[0])
    Recipient.objects.filter(pk=mehmet.recipient.pk).update(state=RecipientState.SUSPENDED)

    with pytest.raises(UntrustedRecipient):
        recovery.take_key(
            session=recovery.lock_session(session), private=private, share=safe.shares[1]
        )


def test_a_finished_recovery_is_not_replayed(
    safe: cast.Recovery, custodians: list[Custodian], mehmet: cast.Member
) -> None:
    session, private = recovery.open_session(opener=custodians[1], recipient=mehmet.recipient)
    recovery.give_share(session=session, giver=custodians[0], share=safe.shares[0])
    recovery.take_key(session=recovery.lock_session(session), private=private, share=safe.shares[1])

    with pytest.raises(SessionClosed):
        recovery.lock_session(session)
    with pytest.raises(SessionClosed):
        recovery.give_share(session=session, giver=custodians[0], share=safe.shares[0])


@pytest.mark.parametrize("column", ["public_key", "recipient", "opener"])
def test_a_session_changed_in_the_database_takes_no_share(
    school: School,
    safe: cast.Recovery,
    custodians: list[Custodian],
    mehmet: cast.Member,
    column: str,
) -> None:
    """Above all: another public key would send the share to whoever put it there."""
    session, _ = recovery.open_session(opener=custodians[1], recipient=mehmet.recipient)
    other = cast.make_member(school, name="Noor Bakker")
    changes = {
        "public_key": wrapping.generate_key_pair().public,
        "recipient": other.recipient,
        "opener": custodians[2],
    }
    RecoverySession.objects.update(**{column: changes[column]})

    assert recovery.waiting(session.vault) == []
    with pytest.raises(SessionClosed):
        recovery.give_share(session=session, giver=custodians[0], share=safe.shares[0])


def test_shares_of_an_older_key_are_named_as_such(
    vault: Vault, safe: cast.Recovery, mehmet: cast.Member
) -> None:
    renew(vault, safe)
    vault.refresh_from_db()
    seats = recovery.custodians_of(vault)
    session, private = recovery.open_session(opener=seats[1], recipient=mehmet.recipient)
    recovery.give_share(session=session, giver=seats[0], share=safe.shares[0])

    with pytest.raises(SharesDoNotFit):
        recovery.take_key(
            session=recovery.lock_session(session), private=private, share=safe.shares[1]
        )


def test_a_session_begun_before_a_new_key_is_closed(
    vault: Vault, safe: cast.Recovery, custodians: list[Custodian], mehmet: cast.Member
) -> None:
    session, _ = recovery.open_session(opener=custodians[1], recipient=mehmet.recipient)
    renew(vault, safe)

    with pytest.raises(SessionClosed):
        recovery.give_share(session=session, giver=custodians[0], share=safe.shares[0])


def test_after_a_wrong_share_the_other_custodian_can_give_theirs_again(
    safe: cast.Recovery, custodians: list[Custodian], mehmet: cast.Member
) -> None:
    session, private = recovery.open_session(opener=custodians[1], recipient=mehmet.recipient)
    recovery.give_share(session=session, giver=custodians[0], share=safe.shares[1])
    with pytest.raises(SharesDoNotFit):
        recovery.take_key(
            session=recovery.lock_session(session), private=private, share=safe.shares[1]
        )
    recovery.forget_share(session)

    recovery.give_share(session=session, giver=custodians[0], share=safe.shares[0])

    assert recovery.take_key(
        session=recovery.lock_session(session), private=private, share=safe.shares[1]
    )


def test_a_misspelt_share_is_refused_before_it_is_sealed(
    custodians: list[Custodian], mehmet: cast.Member
) -> None:
    session, _ = recovery.open_session(opener=custodians[1], recipient=mehmet.recipient)

    with pytest.raises(InvalidShare):
        recovery.give_share(session=session, giver=custodians[0], share="academic acid")


def test_a_share_moved_to_another_session_does_not_open(
    safe: cast.Recovery, custodians: list[Custodian], mehmet: cast.Member
) -> None:
    first, _ = recovery.open_session(opener=custodians[1], recipient=mehmet.recipient)
    given = recovery.give_share(session=first, giver=custodians[0], share=safe.shares[0])
    second, private = recovery.open_session(opener=custodians[2], recipient=mehmet.recipient)
    RecoverySession.objects.filter(pk=second.pk).update(
        sealed_share=given.sealed_share, giver=custodians[0]
    )

    with pytest.raises(SessionClosed):
        recovery.take_key(
            session=recovery.lock_session(second), private=private, share=safe.shares[2]
        )


def test_the_recovery_key_does_not_open_a_wrap_of_another_dossier(
    vault: Vault, key: bytes, mehmet: cast.Member, file: File
) -> None:
    one, other = file(), file()
    wrap = Wrap.objects.get(dossier=one, holder=Holder.RECOVERY, audience="shared")

    with pytest.raises(EnvelopeError):
        wrapping.unwrap(wrap.wrapped or b"", key, dossier_id=other.pk, audience="shared")
