"""Recovery shares: what is typed is a share, or it is refused with the reason."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagebaken.vault import shares
from stagebaken.vault.shares import InvalidShare, SharesDoNotFit


@given(st.binary(min_size=32, max_size=32))
def test_any_two_of_three_shares_give_the_secret(secret: bytes) -> None:
    made = shares.split(secret)

    assert [len(share.split()) for share in made] == [33, 33, 33]
    for pair in itertools.permutations(made, 2):
        assert shares.combine(pair) == secret


def test_a_share_reads_the_same_with_numbers_capitals_and_lines() -> None:
    share = shares.split(shares.new_secret())[0]
    typed = "\n".join(f"{place}. {word.title()}" for place, word in enumerate(share.split(), 1))

    assert shares.normalise(typed) == share


def test_a_misspelt_word_is_named_by_its_place() -> None:
    words = shares.split(shares.new_secret())[0].split()
    words[6] = "sleutel"

    with pytest.raises(InvalidShare) as refusal:
        shares.normalise(" ".join(words))

    assert refusal.value.unknown == [7]


def test_a_missing_word_is_counted() -> None:
    words = shares.split(shares.new_secret())[0].split()

    with pytest.raises(InvalidShare) as refusal:
        shares.normalise(" ".join(words[:-1]))

    assert refusal.value.count == 32


@given(st.integers(0, 32), st.integers(1, 1023))
def test_one_word_replaced_by_another_of_the_list_is_noticed(place: int, shift: int) -> None:
    words = shares.split(bytes(32))[0].split()
    known = sorted(shares.KNOWN)
    words[place] = known[(known.index(words[place]) + shift) % len(known)]

    with pytest.raises(InvalidShare):
        shares.normalise(" ".join(words))


def test_no_share_is_quoted_in_the_refusal() -> None:
    words = shares.split(shares.new_secret())[0].split()
    words[0], words[1] = words[1], words[0]

    with pytest.raises(InvalidShare) as refusal:
        shares.normalise(" ".join(words))

    assert refusal.value.__cause__ is None
    # The same sentence whatever was typed: 'cover' is a word of shares and of 'recovery'.
    assert str(refusal.value) == "These words are no recovery share."


def test_one_share_twice_is_one_share() -> None:
    share = shares.split(shares.new_secret())[0]

    with pytest.raises(SharesDoNotFit):
        shares.combine([share, share])


def test_shares_of_two_keys_do_not_fit() -> None:
    one, other = shares.split(shares.new_secret()), shares.split(shares.new_secret())

    with pytest.raises(SharesDoNotFit):
        shares.combine([one[0], other[1]])


def test_an_endless_text_is_refused_unread() -> None:
    with pytest.raises(InvalidShare):
        shares.normalise("academic " * 10_000)
