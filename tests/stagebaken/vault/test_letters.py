"""An answer without a key: sealed to each current holder, and following the dossier's keyring."""

import pytest

from stagebaken.vault import (
    grants,
    keyring,
    leaving,
    letters,
    roster,
    wrapping,
)
from stagebaken.vault.errors import EnvelopeError, NotOnKeyring
from stagebaken.vault.models import Holder, LetterKey, RecipientState, Vault
from tests.stagebaken.vault.conftest import Keep, Kept, MakeMember, Member

CONTENT = {"kind": "hearing", "text": "Wij herkennen ons hier niet in."}


@pytest.fixture
def filed(kept: Kept, vault: Vault, anna: Member, bilal: Member) -> Kept:
    keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    return kept


def test_each_current_holder_opens_it(filed: Kept, anna: Member, bilal: Member) -> None:
    letter = letters.post(filed.dossier, CONTENT)
    assert letters.waiting(filed.dossier) == [letter]
    assert letters.open_letter(letter, anna.unlocked) == CONTENT
    assert letters.open_letter(letter, bilal.unlocked) == CONTENT


def test_the_row_holds_no_word_of_it(filed: Kept) -> None:
    letter = letters.post(filed.dossier, CONTENT)
    assert b"herkennen" not in bytes(letter.body)


def test_who_joins_later_opens_nothing(filed: Kept, make_member: MakeMember) -> None:
    letter = letters.post(filed.dossier, CONTENT)
    with pytest.raises(NotOnKeyring):
        letters.open_letter(letter, make_member("late").unlocked)


def test_an_excluded_member_loses_it_at_once(filed: Kept, anna: Member, bilal: Member) -> None:
    letter = letters.post(filed.dossier, CONTENT)
    keyring.exclude(filed.dossier, [anna.user])
    assert not LetterKey.objects.filter(recipient=anna.recipient).exists()
    with pytest.raises(NotOnKeyring):
        letters.open_letter(letter, anna.unlocked)
    assert letters.open_letter(letter, bilal.unlocked) == CONTENT


def test_a_letter_posted_after_an_exclusion_is_not_for_the_excluded(
    filed: Kept, anna: Member
) -> None:
    keyring.exclude(filed.dossier, [anna.user])
    letter = letters.post(filed.dossier, CONTENT)
    assert not letter.keys.filter(recipient=anna.recipient).exists()


def test_who_stepped_back_opens_nothing(filed: Kept, anna: Member) -> None:
    letter = letters.post(filed.dossier, CONTENT)
    keyring.recuse(filed.dossier, anna.recipient)
    with pytest.raises(NotOnKeyring):
        letters.open_letter(letter, anna.unlocked)


def test_a_key_that_was_put_back_by_hand_opens_nothing_for_the_excluded(
    filed: Kept, anna: Member
) -> None:
    """Attack: a database writer copies the destroyed row back."""
    letter = letters.post(filed.dossier, CONTENT)
    row = letter.keys.get(recipient=anna.recipient)
    keyring.exclude(filed.dossier, [anna.user])
    row.save(force_insert=True)
    with pytest.raises(NotOnKeyring):
        letters.open_letter(letter, anna.unlocked)


def test_a_letter_copied_to_another_fails(filed: Kept, anna: Member) -> None:
    """P7: body and key are bound to this letter."""
    one, other = letters.post(filed.dossier, CONTENT), letters.post(filed.dossier, {"text": "x"})
    row = other.keys.get(recipient=anna.recipient)
    row.wrapped = one.keys.get(recipient=anna.recipient).wrapped
    row.save()
    with pytest.raises(EnvelopeError):
        letters.open_letter(other, anna.unlocked)


def test_a_dossier_key_does_not_pass_for_a_letters_key(filed: Kept, anna: Member) -> None:
    letter = letters.post(filed.dossier, CONTENT)
    wrap = filed.dossier.wraps.get(recipient=anna.recipient, audience="shared")
    letter.keys.filter(recipient=anna.recipient).update(wrapped=wrap.wrapped)
    with pytest.raises(EnvelopeError):
        letters.open_letter(letter, anna.unlocked)


def test_filing_destroys_it(filed: Kept) -> None:
    letter = letters.post(filed.dossier, CONTENT)
    letters.file_away(letter)
    assert letters.waiting(filed.dossier) == []
    assert not LetterKey.objects.exists()


def test_a_withdrawal_destroys_it_and_nothing_can_be_posted_after(filed: Kept) -> None:
    letters.post(filed.dossier, CONTENT)
    keyring.destroy(filed.reload())
    assert not LetterKey.objects.exists()
    with pytest.raises(NotOnKeyring):
        letters.post(filed.dossier, CONTENT)


def test_a_newcomer_gets_it_from_the_member_who_shares_the_dossier(
    filed: Kept, anna: Member, make_member: MakeMember
) -> None:
    letter, newcomer = letters.post(filed.dossier, CONTENT), make_member("new")
    assert grants.give_as_member(
        filed.dossier.pk,
        holder=anna.unlocked,
        newcomer=newcomer.recipient,
        may_reach=lambda *_: True,
    )
    assert letters.open_letter(letter, newcomer.unlocked) == CONTENT


def test_a_leaver_loses_what_others_open_and_never_the_last_key(
    filed: Kept, anna: Member, bilal: Member
) -> None:
    letter = letters.post(filed.dossier, CONTENT)
    leaving.destroy_needless(anna.recipient)
    assert not letter.keys.filter(recipient=anna.recipient).exists()
    leaving.destroy_needless(bilal.recipient)
    assert letter.keys.filter(recipient=bilal.recipient).exists()


def test_a_suspended_member_opens_nothing(filed: Kept, anna: Member) -> None:
    letter = letters.post(filed.dossier, CONTENT)
    anna.recipient.state = RecipientState.SUSPENDED
    anna.recipient.save()
    with pytest.raises(NotOnKeyring):
        letters.open_letter(letter, anna.unlocked)


def test_the_recovery_key_gives_it_back(
    keep: Keep, vault: Vault, anna: Member, make_member: MakeMember
) -> None:
    """P4: everybody lost their passphrase; what came back meanwhile is not lost."""
    pair = wrapping.generate_key_pair()
    vault.recovery_public_key = pair.public
    roster.sign(vault)
    vault.save()
    kept = keep()
    keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    letter = letters.post(kept.dossier, CONTENT)
    assert letter.keys.filter(recipient=None).count() == 1
    assert kept.dossier.wraps.filter(holder=Holder.RECOVERY).exists()
    returned = make_member("returned")
    assert grants.give_by_recovery(
        kept.dossier.pk,
        vault=vault,
        opener=wrapping.Unwrapper(pair.private),
        recipient=returned.recipient,
        may_reach=lambda *_: True,
    )
    assert letters.open_letter(letter, returned.unlocked) == CONTENT
