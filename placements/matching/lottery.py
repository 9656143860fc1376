"""One lottery for all places, that anybody can draw again once the seed is told.

`openssl dgst -sha256 -hmac SEED` over a student's id gives that student's number.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable

SEED_BYTES = 32
_SEED = re.compile(r"[0-9A-Za-z_.+-]{1,128}")


class NoSeed(Exception):
    """This text cannot be a seed."""


def new_seed() -> str:
    return secrets.token_hex(SEED_BYTES)


def checked(seed: str) -> str:
    """The seed, when everybody would type it the same way."""
    if not _SEED.fullmatch(seed):
        raise NoSeed("a seed is 1 to 128 letters, digits or . + - _")
    return seed


def commitment(seed: str) -> str:
    """What is published before preferences close, so that nobody can choose the seed later."""
    return hashlib.sha256(seed.encode()).hexdigest()


def numbers(seed: str, students: Iterable[str]) -> dict[str, str]:
    """Each student's lottery number in 64 hexadecimal digits; the lowest comes first."""
    key = seed.encode()
    return {student: hmac.digest(key, student.encode(), "sha256").hex() for student in students}
