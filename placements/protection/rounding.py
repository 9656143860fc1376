"""Keyed random rounding: what may be published of a count (statistics.md §3, rules 1 and 2).

A count is rounded to one of the two multiples of `base` around it, by a draw that depends on the
release, on what is counted and on exactly who is in it. So the same set has the same figure in
every table of a release, another set another draw, and a fresh release draws anew. Over keys it
is unbiased. Every total is rounded from its own count: never add published figures.

The key lives outside the database: whoever has the figures and the key, can look for the sets.
"""

import hashlib
import hmac
from typing import NamedTuple, Self

BASE = 5  # persons or reports
APPLICATIONS = "apps20"  # the measure that sums applications, of which one student has up to 20
APPLICATIONS_BASE = 20
_SPACE = 1 << 64  # draws and keys are numbers below this


class Tally(NamedTuple):
    """How many units a cell holds, and the sum of their keys (mod 2⁶⁴), which says who."""

    number: int = 0
    key: int = 0

    @classmethod
    def of(cls, number: int, keys: int) -> Self:
        """Of so many units whose keys have this sum; cells without a unit in common add up."""
        return cls(number, keys % _SPACE)


class Release:
    """One frozen publication: the source of every draw in it."""

    def __init__(self, name: str, *, key: bytes) -> None:
        self._key = _mac(key, f"release:{name}")

    def unit(self, name: str) -> int:
        """The key of one student or report (by its id), here alone."""
        return _number(self._key, f"student:{name}")

    def rounded(self, measure: str, tally: Tally, *, base: int = BASE) -> int:
        """Round the count of a cell; `measure` names what is counted of the units in it."""
        return self._drawn(f"cell:{measure}:{tally.number}:{tally.key:016x}", tally.number, base)

    def growing(self, measure: str, number: int, *, base: int = BASE) -> int:
        """Round a count that people look at again and again while it grows.

        One draw for each step of `base`: the figure goes up once in it, at a number that nobody
        knows. Attack: with a draw for each number it would move at nearly each one that is added.
        """
        return self._drawn(f"step:{measure}:{number // base}", number, base)

    def _drawn(self, cell: str, number: int, base: int) -> int:
        rest = number % base
        if not rest:
            return number  # whatever is drawn
        is_up = _number(self._key, cell) * base < rest * _SPACE
        return number - rest + (base if is_up else 0)


def _number(key: bytes, text: str) -> int:
    return int.from_bytes(_mac(key, text)[:8], "big")


def _mac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), hashlib.sha256)
