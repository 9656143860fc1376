"""Who is on the keyring: keep, file, open."""

import pytest

from stagebaken.vault import keyring, receipts, roster, wrapping
from stagebaken.vault.errors import (
    AlreadyFiled,
    EnvelopeError,
    NotOnKeyring,
    ReceiptTaken,
    UnknownReceipt,
)
from stagebaken.vault.keys import UnlockedMember
from stagebaken.vault.models import (
    Audience,
    Holder,
    Recipient,
    RecipientState,
    Vault,
    Wrap,
    WrapState,
)
from tests.stagebaken.vault.conftest import DAY, Keep, Kept, MakeMember, Member, make_user


def test_a_kept_dossier_is_wrapped_for_the_reporter_alone(kept: Kept) -> None:
    [wrap] = Wrap.objects.filter(dossier=kept.dossier)
    assert (wrap.holder, wrap.audience) == (Holder.REPORTER, Audience.SHARED)
    assert kept.reload().vault is None


def test_the_receipt_opens_the_shared_key_and_never_the_staff_key(
    kept: Kept, vault: Vault, anna: Member
) -> None:
    keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    dossier, keys = keyring.open_by_locator(kept.receipt.locator, kept.receipt.wrapping_key)
    assert dossier == kept.dossier
    assert keys.shared == kept.keys.shared
    assert keys.staff is None


def test_the_same_receipt_makes_no_second_dossier(kept: Kept) -> None:
    with pytest.raises(ReceiptTaken):
        keyring.create(receipt=kept.receipt, day=DAY)
    assert keyring.find(kept.receipt) == kept.dossier


def test_another_receipt_finds_nothing(kept: Kept) -> None:
    with pytest.raises(UnknownReceipt):
        keyring.find(receipts.derive(receipts.new_receipt()))


def test_another_receipts_key_opens_nothing(kept: Kept, keep: Keep) -> None:
    with pytest.raises(EnvelopeError):
        keyring.open_as_reporter(kept.dossier, keep().receipt.wrapping_key)


def test_a_dossier_whose_reporter_row_is_gone_says_so(kept: Kept) -> None:
    Wrap.objects.filter(dossier=kept.dossier).delete()
    with pytest.raises(NotOnKeyring):
        keyring.open_as_reporter(kept.dossier, kept.receipt.wrapping_key)


def test_a_reporters_wrap_copied_to_another_dossier_opens_nothing(kept: Kept, keep: Keep) -> None:
    other = keep()
    stolen = Wrap.objects.get(dossier=kept.dossier).wrapped
    Wrap.objects.filter(dossier=other.dossier).update(wrapped=stolen)
    with pytest.raises(EnvelopeError):
        keyring.open_as_reporter(other.dossier, kept.receipt.wrapping_key)


def test_a_replaced_receipt_opens_no_more_and_the_new_one_does(kept: Kept) -> None:
    new = receipts.derive(receipts.new_receipt())
    keyring.replace_receipt(kept.dossier, kept.keys, new)
    with pytest.raises(UnknownReceipt):
        keyring.find(kept.receipt)
    with pytest.raises(EnvelopeError):
        keyring.open_as_reporter(kept.dossier, kept.receipt.wrapping_key)
    _, keys = keyring.open_by_locator(new.locator, new.wrapping_key)
    assert keys.shared == kept.keys.shared


def test_a_receipt_is_not_replaced_by_one_that_has_a_dossier(kept: Kept, keep: Keep) -> None:
    with pytest.raises(ReceiptTaken):
        keyring.replace_receipt(kept.dossier, kept.keys, keep().receipt)
    assert keyring.find(kept.receipt) == kept.dossier


def test_each_admitted_member_opens_both_keys_of_a_filed_dossier(
    kept: Kept, vault: Vault, anna: Member, bilal: Member
) -> None:
    filed = keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    opened = [keyring.open_as_member(kept.reload(), who.unlocked) for who in (anna, bilal)]
    assert {one.user_id for one in filed.wrapped} == {anna.user.pk, bilal.user.pk}
    assert {keys.shared for keys in opened} == {kept.keys.shared}
    assert opened[0].staff == opened[1].staff is not None
    assert opened[0].staff != opened[0].shared


def test_filing_without_a_recovery_key_wraps_for_none(
    kept: Kept, vault: Vault, anna: Member
) -> None:
    filed = keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    assert not filed.recovery
    assert not Wrap.objects.filter(holder=Holder.RECOVERY).exists()


def test_the_recovery_key_opens_both_keys(
    kept: Kept, vault: Vault, anna: Member, recovery: wrapping.KeyPair
) -> None:
    assert keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[]).recovery
    wraps = Wrap.objects.filter(dossier=kept.dossier, holder=Holder.RECOVERY)
    opened = {
        wrap.audience: wrapping.unwrap(
            wrap.wrapped or b"",
            recovery.private,
            dossier_id=kept.dossier.pk,
            audience=wrap.audience,
        )
        for wrap in wraps
    }
    staff = keyring.open_as_member(kept.reload(), anna.unlocked).staff
    assert opened == {Audience.SHARED: kept.keys.shared, Audience.STAFF: staff}


def test_filing_a_second_time_is_refused(kept: Kept, vault: Vault, anna: Member) -> None:
    keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    with pytest.raises(AlreadyFiled):
        keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])


def test_filing_with_a_team_of_nobody_changes_nothing(
    kept: Kept, vault: Vault, recovery: wrapping.KeyPair, anna: Member
) -> None:
    filed = keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[anna.user])
    assert (filed.wrapped, filed.recovery) == ([], False)
    assert kept.reload().vault is None
    assert Wrap.objects.filter(dossier=kept.dossier).count() == 1


def test_an_excluded_member_gets_rows_without_a_key(
    kept: Kept, vault: Vault, anna: Member, bilal: Member
) -> None:
    keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[anna.user])
    rows = Wrap.objects.filter(user=anna.user)
    assert {row.audience for row in rows} == {Audience.SHARED, Audience.STAFF}
    assert {(row.state, row.wrapped) for row in rows} == {(WrapState.EXCLUDED, None)}
    with pytest.raises(NotOnKeyring):
        keyring.open_as_member(kept.reload(), anna.unlocked)


def test_a_dossier_does_not_exist_for_an_excluded_member(
    kept: Kept, vault: Vault, anna: Member, bilal: Member
) -> None:
    keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[anna.user])
    assert not keyring.dossiers_visible_to(anna.user).exists()
    assert not keyring.wrapped_for(anna.recipient).exists()
    assert keyring.open_shared_many([kept.reload().pk], anna.unlocked) == {}
    assert list(keyring.dossiers_visible_to(bilal.user)) == [kept.dossier]
    assert list(keyring.readers(kept.reload())) == [bilal.recipient]
    assert keyring.excluded_users(kept.dossier) == {anna.user}


def test_an_excluded_custodian_keeps_the_recovery_key_away(
    kept: Kept, vault: Vault, anna: Member, custodian: object
) -> None:
    filed = keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[custodian])  # type: ignore[list-item]
    assert not filed.recovery
    assert not Wrap.objects.filter(holder=Holder.RECOVERY).exists()


def test_a_list_opens_the_shared_keys_of_ones_own_dossiers_only(
    keep: Keep, vault: Vault, anna: Member, bilal: Member
) -> None:
    mine, other = keep(), keep()
    keyring.file_for(mine.dossier, mine.keys, vault=vault, excluded=[])
    keyring.file_for(other.dossier, other.keys, vault=vault, excluded=[anna.user])
    opened = keyring.open_shared_many([mine.reload().pk, other.reload().pk], anna.unlocked)
    assert {key: value.shared for key, value in opened.items()} == {
        mine.dossier.pk: mine.keys.shared
    }


def test_one_spoiled_row_does_not_take_the_list_away(
    keep: Keep, vault: Vault, anna: Member
) -> None:
    good, spoiled = keep(), keep()
    for one in (good, spoiled):
        keyring.file_for(one.dossier, one.keys, vault=vault, excluded=[])
    foreign = Wrap.objects.get(dossier=good.dossier, user=anna.user, audience="shared").wrapped
    Wrap.objects.filter(dossier=spoiled.dossier, user=anna.user).update(wrapped=foreign)
    opened = keyring.open_shared_many([good.reload().pk, spoiled.reload().pk], anna.unlocked)
    assert list(opened) == [good.dossier.pk]
    with pytest.raises(EnvelopeError):
        keyring.open_as_member(spoiled.reload(), anna.unlocked)


def test_swapped_audiences_open_nothing(kept: Kept, vault: Vault, anna: Member) -> None:
    keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    shared = Wrap.objects.get(user=anna.user, audience=Audience.SHARED)
    Wrap.objects.filter(user=anna.user, audience=Audience.STAFF).update(wrapped=shared.wrapped)
    with pytest.raises(EnvelopeError):
        keyring.open_as_member(kept.reload(), anna.unlocked)


@pytest.mark.parametrize(
    "state", [RecipientState.KEYED, RecipientState.SUSPENDED, RecipientState.LEFT]
)
def test_only_admitted_members_get_a_key(
    kept: Kept, vault: Vault, anna: Member, bilal: Member, state: RecipientState
) -> None:
    Recipient.objects.filter(pk=anna.recipient.pk).update(state=state)
    filed = keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    assert [one.pk for one in filed.wrapped] == [bilal.recipient.pk]
    assert not Wrap.objects.filter(user=anna.user).exists()


def test_a_suspended_member_opens_and_sees_nothing(
    kept: Kept, vault: Vault, anna: Member, bilal: Member
) -> None:
    keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    before = anna.unlocked
    Recipient.objects.filter(pk=anna.recipient.pk).update(state=RecipientState.SUSPENDED)
    with pytest.raises(NotOnKeyring):
        keyring.open_as_member(kept.reload(), before)
    assert not keyring.dossiers_visible_to(anna.user).exists()
    assert list(keyring.readers(kept.reload())) == [bilal.recipient]


def test_a_member_of_another_vault_opens_nothing(
    kept: Kept, vault: Vault, anna: Member, make_member: MakeMember
) -> None:
    keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    stranger = make_member("stranger", into=Vault.objects.create())
    with pytest.raises(NotOnKeyring):
        keyring.open_as_member(kept.reload(), stranger.unlocked)


def test_a_recipient_moved_to_another_vault_in_the_database_opens_nothing(
    kept: Kept, vault: Vault, anna: Member
) -> None:
    keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    Recipient.objects.filter(pk=anna.recipient.pk).update(vault=Vault.objects.create())
    with pytest.raises(NotOnKeyring):
        keyring.open_as_member(kept.reload(), anna.unlocked)
    assert not keyring.dossiers_visible_to(anna.user).exists()


def test_a_row_given_to_another_user_in_the_database_opens_nothing(
    kept: Kept, vault: Vault, anna: Member
) -> None:
    keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    intruder = make_user("intruder")
    Wrap.objects.filter(user=anna.user).update(user=intruder)
    borrowed = anna.unlocked
    with pytest.raises(NotOnKeyring):
        keyring.open_as_member(kept.reload(), borrowed)
    forged = UnlockedMember(borrowed.recipient, anna.private)
    forged.recipient.user = intruder
    with pytest.raises(NotOnKeyring):
        keyring.open_as_member(kept.reload(), forged)
    assert not keyring.dossiers_visible_to(intruder).exists()


def test_a_public_key_swapped_in_the_database_gets_nothing(
    kept: Kept, vault: Vault, anna: Member, bilal: Member
) -> None:
    thief = wrapping.generate_key_pair()
    Recipient.objects.filter(pk=anna.recipient.pk).update(public_key=thief.public)
    filed = keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    assert [one.pk for one in filed.wrapped] == [bilal.recipient.pk]


def test_a_puppet_set_to_admitted_in_the_database_gets_nothing(
    kept: Kept, vault: Vault, anna: Member, make_member: MakeMember
) -> None:
    puppet = make_member("puppet")
    Recipient.objects.filter(pk=puppet.recipient.pk).update(mac=None)
    copy = make_member("copy")
    Recipient.objects.filter(pk=copy.recipient.pk).update(mac=bytes(anna.recipient.mac or b""))
    filed = keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    assert [one.pk for one in filed.wrapped] == [anna.recipient.pk]


def test_a_recovery_key_swapped_in_the_database_gets_nothing(
    kept: Kept, vault: Vault, anna: Member, recovery: wrapping.KeyPair
) -> None:
    Vault.objects.update(recovery_public_key=wrapping.generate_key_pair().public)
    vault.refresh_from_db()
    assert not roster.is_trusted(vault)
    assert not keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[]).recovery
