"""Two custodians, each in a session of their own, open the recovery key together."""

import pytest

from schools.registry.models import School
from stagebaken.accounts.models import Role
from stagebaken.vault import recovery, wrapping
from stagebaken.vault.errors import UntrustedRecipient
from stagebaken.vault.models import (
    Custodian,
    Recipient,
    RecipientState,
    Vault,
)
from stagebaken.vault.recovery import NotYourTurn, SessionClosed
from stagebaken.vault.recovery_models import RecoverySession
from stagebaken.vault.shares import InvalidShare, SharesDoNotFit
from tests import cast
from tests.stagebaken.vault_recovery.test_ceremony import renew


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
