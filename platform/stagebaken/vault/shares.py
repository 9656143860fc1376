"""Recovery shares: SLIP-39, any two of three, over 32 random bytes (33 words a share)."""

import re
import secrets
from collections.abc import Sequence

from shamir_mnemonic.shamir import combine_mnemonics, generate_mnemonics
from shamir_mnemonic.share import Share
from shamir_mnemonic.utils import MnemonicError
from shamir_mnemonic.wordlist import WORDLIST

from stagebaken.vault.errors import VaultError

SHARES = 3
THRESHOLD = 2
WORDS = 33
SECRET_BYTES = 32
KNOWN = frozenset(WORDLIST)
_LONGEST_INPUT = 1000  # characters: 33 words of at most 8, with room for numbers and lines


class InvalidShare(VaultError):
    """Not a share: a word is unknown, missing or in another place (the checksum says so).

    `unknown` holds the positions, counted from one, of words that are on no list.
    """

    def __init__(self, unknown: Sequence[int] = (), count: int = WORDS) -> None:
        super().__init__("These words are no recovery share.")
        self.unknown = list(unknown)
        self.count = count


class SharesDoNotFit(VaultError):
    """Two well-formed shares, but not of this recovery key: another vault's, or older ones."""


def split(secret: bytes) -> list[str]:
    """Make three shares, and prove that each two of them give the secret back."""
    [shares] = generate_mnemonics(1, [(THRESHOLD, SHARES)], secret)
    pairs = [(shares[0], shares[1]), (shares[0], shares[2]), (shares[1], shares[2])]
    if any(combine(pair) != secret for pair in pairs):
        raise SharesDoNotFit("The new shares do not give their secret back.")
    return list(shares)


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


def normalise(text: str) -> str:
    """Read a share as typed or pasted (capitals, numbers and line breaks are no matter)."""
    if len(text) > _LONGEST_INPUT:
        raise InvalidShare(count=len(text.split()))
    words = re.findall(r"[a-z]+", text.casefold())
    unknown = [place for place, word in enumerate(words, start=1) if word not in KNOWN]
    if unknown or len(words) != WORDS:
        raise InvalidShare(unknown, len(words))
    share = " ".join(words)
    _parsed(share)
    return share


def combine(pair: Sequence[str]) -> bytes:
    """Give the secret of two different shares of one set."""
    first, second = (_parsed(share) for share in pair)
    if first.common_parameters() != second.common_parameters() or first.index == second.index:
        raise SharesDoNotFit("Not two shares of one set.")
    try:
        secret: bytes = combine_mnemonics(list(pair))
    except MnemonicError:
        raise SharesDoNotFit("Not two shares of one set.") from None
    return secret


def _parsed(share: str) -> Share:
    try:
        parsed = Share.from_mnemonic(share)
    except MnemonicError:
        # The package's message quotes words of the share: it is replaced, not chained.
        raise InvalidShare from None
    if (parsed.member_threshold, parsed.group_count) != (THRESHOLD, 1):
        raise InvalidShare
    return parsed
