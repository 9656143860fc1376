"""A member's key opens with the passphrase, for that member, and with nothing else."""

import math
import struct
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings
from shamir_mnemonic.wordlist import WORDLIST

from stagebaken.vault import passphrases
from stagebaken.vault.errors import EnvelopeError, UnknownSuite, WrongPassphrase

ME = UUID("00112233-4455-4677-8899-aabbccddeeff")
PRIVATE = bytes(range(96))
PASSPHRASE = "academic acid acne acquire acrobat activity actress adapt"


@pytest.fixture
def sealed() -> bytes:
    return passphrases.seal_private_key(PRIVATE, PASSPHRASE, recipient_id=ME)


def test_a_passphrase_is_random_words_of_at_least_77_bits() -> None:
    made = {passphrases.new_passphrase() for _ in range(50)}
    words = [one.split(" ") for one in made]
    assert len(made) == 50
    assert all(set(one) <= set(WORDLIST) for one in words)
    assert all(len(one) * math.log2(len(WORDLIST)) >= 77 for one in words)


@pytest.mark.parametrize(
    "typed",
    [
        PASSPHRASE,
        PASSPHRASE.upper(),
        f"  {PASSPHRASE.replace(' ', '   ')}\n",
        PASSPHRASE.replace(" ", "-"),
        PASSPHRASE.replace(" ", ", "),
    ],
)
def test_capitals_and_spaces_do_not_matter(sealed: bytes, typed: str) -> None:
    assert passphrases.open_private_key(sealed, typed, recipient_id=ME) == PRIVATE


@pytest.mark.parametrize("typed", ["", "adapt", PASSPHRASE + " adapt", "x" * 10_000, "é" * 300])
def test_another_passphrase_is_refused_by_name(sealed: bytes, typed: str) -> None:
    with pytest.raises(WrongPassphrase):
        passphrases.open_private_key(sealed, typed, recipient_id=ME)


def test_the_words_must_stand_in_their_order(sealed: bytes) -> None:
    with pytest.raises(WrongPassphrase):
        passphrases.open_private_key(
            sealed, " ".join(reversed(PASSPHRASE.split())), recipient_id=ME
        )


def test_a_key_copied_to_another_member_fails(sealed: bytes) -> None:
    with pytest.raises(EnvelopeError):
        passphrases.open_private_key(sealed, PASSPHRASE, recipient_id=uuid4())


def test_every_changed_byte_fails(sealed: bytes) -> None:
    # The head's memory cost is left to the next test: a huge one is refused, not tried.
    for place in (0, *range(7, len(sealed))):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises((EnvelopeError, WrongPassphrase)):
            passphrases.open_private_key(bytes(changed), PASSPHRASE, recipient_id=ME)


@pytest.mark.parametrize(
    "cost", [(2**32 - 1, 1, 1), (8, 60_000, 1), (2048, 1, 255), (0, 1, 1), (8, 0, 1), (8, 1, 0)]
)
def test_a_cost_changed_in_the_database_cannot_eat_the_machine(
    sealed: bytes, cost: tuple[int, int, int]
) -> None:
    changed = sealed[:1] + struct.pack(">IHB", *cost) + sealed[8:]
    with pytest.raises(EnvelopeError):
        passphrases.open_private_key(changed, PASSPHRASE, recipient_id=ME)


def test_an_unknown_version_is_refused(sealed: bytes) -> None:
    with pytest.raises(UnknownSuite):
        passphrases.open_private_key(b"\x02" + sealed[1:], PASSPHRASE, recipient_id=ME)


def test_a_cut_key_is_refused(sealed: bytes) -> None:
    for length in range(0, len(sealed), 7):
        with pytest.raises((EnvelopeError, WrongPassphrase)):
            passphrases.open_private_key(sealed[:length], PASSPHRASE, recipient_id=ME)


def test_a_higher_cost_later_locks_nobody_out(sealed: bytes, settings: LazySettings) -> None:
    settings.PASSPHRASE_ARGON2 = {"memory_cost": 64, "iterations": 2, "lanes": 1}
    assert passphrases.open_private_key(sealed, PASSPHRASE, recipient_id=ME) == PRIVATE


def test_the_same_passphrase_seals_differently_each_time(sealed: bytes) -> None:
    again = passphrases.seal_private_key(PRIVATE, PASSPHRASE, recipient_id=ME)
    assert sealed != again
    assert len(sealed) == len(again)


def test_neither_the_passphrase_nor_the_key_stands_in_an_error(sealed: bytes) -> None:
    with pytest.raises(WrongPassphrase) as caught:
        passphrases.open_private_key(sealed, "canary words", recipient_id=ME)
    assert "canary" not in repr(caught.value)
    assert caught.value.__suppress_context__
