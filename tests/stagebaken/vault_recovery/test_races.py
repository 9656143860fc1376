"""Recovery, admission and filing in the same moment, with rows locked one by one."""

import pytest

from schools.registry.models import School
from stagebaken.vault import ceremony, grants, keyring, leaving, membership, receipts, recovery
from stagebaken.vault.ceremony import Ceremony, CeremonyOutdated
from stagebaken.vault.errors import VaultError
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
from stagebaken.vault.wrapping import Unwrapper
from stagebaken.web.days import today
from tests import cast
from tests.stagebaken.vault.test_races import at_once
from tests.stagebaken.vault_recovery.conftest import File, everywhere, file_in
from tests.stagebaken.vault_recovery.test_ceremony import confirm_all

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def sitting(vault: Vault, safe: cast.Recovery) -> tuple[Ceremony, list[str]]:
    """A sitting for the next key, all three confirmed; and its shares."""
    former = recovery.open_key(vault, safe.shares[:2])
    users = [user.pk for user in safe.custodians]
    begun = ceremony.begin(vault=vault, custodians=users, former_private=former)
    return confirm_all(begun), list(begun.shares)


def opens(dossier: Dossier, key: bytes) -> bool:
    wrap = Wrap.objects.get(dossier=dossier, holder=Holder.RECOVERY, audience=Audience.SHARED)
    opener = Unwrapper(key)
    return bool(opener.unwrap(wrap.wrapped or b"", dossier_id=dossier.pk, audience=Audience.SHARED))


def test_a_dossier_filed_while_the_key_is_replaced_opens_with_the_new_key(
    vault: Vault, safe: cast.Recovery, mehmet: cast.Member
) -> None:
    finished, shares = sitting(vault, safe)

    at_once(
        lambda: ceremony.complete(finished),
        *[lambda: file_in(vault)] * 4,
    )

    vault.refresh_from_db()
    key = recovery.open_key(vault, shares[:2])
    assert vault.recovery_generation == 2
    assert all(opens(dossier, key) for dossier in Dossier.objects.all())


def test_an_exclusion_while_the_key_is_replaced_is_out_of_reach_of_both_keys(
    school: School, vault: Vault, safe: cast.Recovery, mehmet: cast.Member, file: File
) -> None:
    dossier = file()
    finished, _ = sitting(vault, safe)

    at_once(
        lambda: ceremony.complete(finished),
        lambda: keyring.exclude(dossier, [safe.custodians[0]]),
    )

    wraps = Wrap.objects.filter(dossier=dossier, holder=Holder.RECOVERY)
    assert {wrap.state for wrap in wraps} == {WrapState.EXCLUDED}


def test_two_sittings_finished_at_once_make_one_key(vault: Vault, safe: cast.Recovery) -> None:
    first, second = sitting(vault, safe)[0], sitting(vault, safe)[0]

    results = at_once(lambda: ceremony.complete(first), lambda: ceremony.complete(second))

    assert results.count(CeremonyOutdated) == 1
    assert Vault.objects.get(pk=vault.pk).recovery_generation == 2
    assert Custodian.objects.filter(generation=2).count() == 3


def test_two_custodians_at_once_admit_once(
    school: School, vault: Vault, custodians: list[Custodian]
) -> None:
    wim = cast.make_member(school, name="Wim de Roo", state=RecipientState.KEYED)
    key = bytes(wim.recipient.public_key)

    at_once(
        lambda: membership.approve(recipient=wim.recipient, public_key=key, by=custodians[0]),
        lambda: membership.approve(recipient=wim.recipient, public_key=key, by=custodians[1]),
    )

    admitted = Recipient.objects.get(pk=wim.recipient.pk)
    assert admitted.state == RecipientState.ADMITTED
    assert len(admitted.admitted_by) == 2


def test_a_dossier_filed_while_somebody_is_admitted_does_not_miss_them(
    school: School, vault: Vault, mehmet: cast.Member
) -> None:
    """Either the filing saw the newcomer, or the one who admitted sees the dossier."""
    wim = cast.make_member(school, name="Wim de Roo", state=RecipientState.KEYED)
    key = bytes(wim.recipient.public_key)

    def admit_and_look() -> set[object]:
        newcomer = membership.admit(recipient=wim.recipient, public_key=key, by=mehmet.recipient)
        waiting = grants.candidates(holder=mehmet.recipient, newcomer=newcomer)
        return set(waiting.values_list("pk", flat=True))

    seen, *filed = at_once(admit_and_look, *[lambda: file_in(vault).pk] * 4)

    held = set(keyring.wrapped_for(wim.recipient).values_list("pk", flat=True))
    assert isinstance(seen, set)
    assert set(filed) <= held | seen


def test_sharing_with_a_newcomer_never_beats_an_exclusion(
    school: School, vault: Vault, mehmet: cast.Member, file: File
) -> None:
    noor = cast.make_member(school, name="Noor Bakker")
    dossiers = [file_without(vault, noor) for _ in range(3)]

    for dossier in dossiers:
        at_once(
            lambda dossier=dossier: grants.give_as_member(  # type: ignore[misc]
                dossier.pk, holder=mehmet.unlocked, newcomer=noor.recipient, may_reach=everywhere
            ),
            lambda dossier=dossier: keyring.exclude(dossier, [noor.user]),  # type: ignore[misc]
        )

    assert not Wrap.objects.filter(user=noor.user, state=WrapState.WRAPPED).exists()


def file_without(vault: Vault, member: cast.Member) -> Dossier:
    """A dossier that was filed before this member came."""
    receipt = receipts.derive(receipts.new_receipt())
    dossier, keys = keyring.create(receipt=receipt, day=today())
    keyring.file_for(dossier, keys, vault=vault, excluded=[])
    Wrap.objects.filter(dossier=dossier, user=member.user).delete()
    return Dossier.objects.get(pk=dossier.pk)


def test_two_who_leave_at_once_do_not_take_the_last_key_together(
    school: School,
    vault: Vault,
    mehmet: cast.Member,
    ilse: cast.Member,
    custodians: list[Custodian],
    file: File,
) -> None:
    file(excluded=[custodians[0].user])

    def suspend_and_leave(member: cast.Member) -> bool | type[VaultError]:
        Recipient.objects.filter(pk=member.recipient.pk).update(
            state=RecipientState.SUSPENDED, suspended_on=today()
        )
        return leaving.leave(member.recipient)

    at_once(lambda: suspend_and_leave(mehmet), lambda: suspend_and_leave(ilse))

    held = Wrap.objects.filter(
        holder=Holder.MEMBER, audience=Audience.SHARED, state=WrapState.WRAPPED
    )
    assert held.exists()
