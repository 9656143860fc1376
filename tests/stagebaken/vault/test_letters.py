"""An answer without a key: sealed to each current holder, and following the dossier's keyring."""

import pytest
from pytest_django import DjangoAssertNumQueries

from stagebaken.vault import (
    grants,
    keyring,
    leaving,
    letters,
    roster,
    rows,
    wrapping,
)
from stagebaken.vault.errors import EnvelopeError, NotOnKeyring
from stagebaken.vault.models import Holder, LetterKey, Recipient, RecipientState, Vault
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


def test_who_is_let_in_again_gets_it_when_a_holder_opens_the_dossier(
    filed: Kept, anna: Member, bilal: Member
) -> None:
    """The reporter lets one in again and then shuts the other out: the answer is not lost."""
    letter = letters.post(filed.dossier, CONTENT)
    keyring.exclude(filed.dossier, [anna.user])
    keyring.readmit(filed.dossier, filed.keys, [anna.user])
    with pytest.raises(NotOnKeyring):
        letters.open_letter(letter, anna.unlocked)
    keyring.open_as_member(filed.reload(), bilal.unlocked)
    keyring.exclude(filed.dossier, [bilal.user])
    assert letters.open_letter(letter, anna.unlocked) == CONTENT
    assert set(letter.keys.values_list("recipient", flat=True)) == {anna.recipient.pk}


def test_a_newcomer_whom_the_reporter_let_in_gets_it_when_a_holder_opens_the_dossier(
    filed: Kept, anna: Member, make_member: MakeMember
) -> None:
    letter, newcomer = letters.post(filed.dossier, CONTENT), make_member("new")
    grants.give_as_reporter(filed.dossier, newcomer=newcomer.recipient, keys=filed.keys)
    keyring.open_as_member(filed.reload(), anna.unlocked)
    assert letters.open_letter(letter, newcomer.unlocked) == CONTENT


def test_who_has_the_shared_key_alone_passes_a_letter_on_too(
    filed: Kept, anna: Member, bilal: Member
) -> None:
    for member in (anna, bilal):
        keyring.exclude(filed.dossier, [member.user])
        keyring.readmit(filed.dossier, filed.keys, [member.user])
    letter = letters.post(filed.dossier, CONTENT)
    letter.keys.filter(recipient=bilal.recipient).delete()
    assert keyring.open_as_member(filed.reload(), anna.unlocked).staff is None
    assert letters.open_letter(letter, bilal.unlocked) == CONTENT


def test_opening_gives_nobody_a_key_who_may_not_read_the_dossier(
    filed: Kept, vault: Vault, anna: Member, bilal: Member, make_member: MakeMember
) -> None:
    """P2: the excluded, who stepped back, who was never asked, and a forged signature."""
    recused, forged, suspended = make_member("wim"), make_member("mac"), make_member("sus")
    others = [recused, forged, suspended]
    rows.give(filed.reload(), [one.recipient for one in others], filed.keys)
    letter = letters.post(filed.dossier, CONTENT)
    letter.keys.exclude(recipient=anna.recipient).delete()
    keyring.exclude(filed.dossier, [bilal.user])
    keyring.recuse(filed.dossier, recused.recipient)
    Recipient.objects.filter(pk=forged.recipient.pk).update(mac=b"x" * 32)
    Recipient.objects.filter(pk=suspended.recipient.pk).update(state=RecipientState.SUSPENDED)
    make_member("late")
    keyring.open_as_member(filed.reload(), anna.unlocked)
    assert [key.recipient_id for key in letter.keys.all()] == [anna.recipient.pk]


def test_the_excluded_hand_on_nothing(filed: Kept, anna: Member, bilal: Member) -> None:
    """Attack: a key that was put back does not come to others by way of the excluded."""
    letter = letters.post(filed.dossier, CONTENT)
    row = letter.keys.get(recipient=anna.recipient)
    letter.keys.all().delete()
    keyring.exclude(filed.dossier, [anna.user])
    row.save(force_insert=True)
    with pytest.raises(NotOnKeyring):
        keyring.open_as_member(filed.reload(), anna.unlocked)
    assert not letter.keys.filter(recipient=bilal.recipient).exists()


def test_opening_asks_one_question_more_while_nothing_is_to_be_passed_on(
    filed: Kept, anna: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    letters.post(filed.dossier, CONTENT)
    unlocked = anna.unlocked
    with django_assert_num_queries(3):  # the wraps, who lacks a staff key, who lacks a letter's
        keyring.open_as_member(filed.dossier, unlocked)


def test_nothing_is_posted_that_nobody_could_open(filed: Kept, anna: Member, bilal: Member) -> None:
    keyring.exclude(filed.dossier, [anna.user, bilal.user])
    with pytest.raises(NotOnKeyring):
        letters.post(filed.dossier, CONTENT)
    assert letters.waiting(filed.dossier) == []


def change_readers(filed: Kept, anna: Member, bilal: Member) -> None:
    """Nobody opened in between: nobody who reads the dossier has the letter's key."""
    keyring.exclude(filed.dossier, [anna.user])
    keyring.readmit(filed.dossier, filed.keys, [anna.user])
    keyring.exclude(filed.dossier, [bilal.user])


def test_a_letter_without_any_key_is_lost(filed: Kept, anna: Member, bilal: Member) -> None:
    letter = letters.post(filed.dossier, CONTENT)
    assert not letters.is_lost(letter.pk)
    change_readers(filed, anna, bilal)
    assert letters.is_lost(letter.pk)
    letters.discard(letter)
    assert letters.waiting(filed.dossier) == [letter]


def test_a_letter_that_a_suspended_member_opens_is_lost_once_they_have_left(
    filed: Kept, anna: Member, bilal: Member
) -> None:
    letter = letters.post(filed.dossier, CONTENT)
    keyring.exclude(filed.dossier, [anna.user])
    keyring.readmit(filed.dossier, filed.keys, [anna.user])
    leaving.suspend(filed.reload().vault, bilal.user)  # type: ignore[arg-type]
    assert not letters.is_lost(letter.pk)
    leaving.leave(bilal.recipient)
    assert letter.keys.exists()
    assert letters.is_lost(letter.pk)


def test_a_letter_of_which_a_retired_key_is_left_is_lost(
    filed: Kept, anna: Member, bilal: Member
) -> None:
    letter = letters.post(filed.dossier, CONTENT)
    Recipient.objects.update(state=RecipientState.RETIRED)
    assert letters.is_lost(letter.pk)


def test_the_recovery_key_gives_it_to_a_reader_who_lacks_it_and_never_to_the_excluded(
    kept: Kept, vault: Vault, recovery: wrapping.KeyPair, anna: Member, bilal: Member
) -> None:
    """P2, P4: the reporter's change of readers left the letter to the recovery key alone."""
    keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    letter = letters.post(kept.dossier, CONTENT)
    change_readers(kept, anna, bilal)
    assert not letters.is_lost(letter.pk)
    wraps = set(kept.dossier.wraps.values_list("pk", flat=True))

    assert [by_recovery(kept, vault, recovery, one) for one in (anna, bilal)] == [True, False]

    assert letters.open_letter(letter, anna.unlocked) == CONTENT
    assert not letter.keys.filter(recipient=bilal.recipient).exists()
    assert set(kept.dossier.wraps.values_list("pk", flat=True)) == wraps
    assert not grants.recoverable(vault=vault, recipient=anna.recipient).exists()


def by_recovery(kept: Kept, vault: Vault, recovery: wrapping.KeyPair, member: Member) -> bool:
    return grants.give_by_recovery(
        kept.dossier.pk,
        vault=vault,
        opener=wrapping.Unwrapper(recovery.private),
        recipient=member.recipient,
        may_reach=lambda *_: False,
    )
