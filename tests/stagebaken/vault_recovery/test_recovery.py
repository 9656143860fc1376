"""Two custodians open the recovery key, for an admitted member, and for nobody else."""

import pytest

from schools.registry.models import School
from stagebaken.vault import grants, keyring, membership, recovery, wrapping
from stagebaken.vault.errors import EnvelopeError
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
from stagebaken.vault.wrapping import Unwrapper
from stagebaken.web.days import today
from tests import cast
from tests.stagebaken.vault_recovery.conftest import File, everywhere, nowhere


def with_new_key(school: School, member: cast.Member) -> cast.Member:
    """The member lost the passphrase, made a new key, and was admitted again."""
    assert school.vault is not None
    made = membership.make_key(
        vault=school.vault, user=member.user, role=member.recipient.role, passphrase="acid"
    )
    seats = recovery.custodians_of(school.vault)
    Recipient.objects.filter(vault=school.vault).exclude(pk=made.pk).update(
        state=RecipientState.RETIRED
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


def test_the_recovery_key_does_not_open_a_wrap_of_another_dossier(
    vault: Vault, key: bytes, mehmet: cast.Member, file: File
) -> None:
    one, other = file(), file()
    wrap = Wrap.objects.get(dossier=one, holder=Holder.RECOVERY, audience="shared")

    with pytest.raises(EnvelopeError):
        wrapping.unwrap(wrap.wrapped or b"", key, dossier_id=other.pk, audience="shared")
