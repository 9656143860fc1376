"""A student's pseudonym: HMAC under ORIGIN_KEY, which is not in the database (docs/adr/0049).

It is computed on the fly from the school and the student's own number there. Whoever has the
database without the key can look up nobody: own numbers are few, so a hash without a key could be
tried out in a second.
"""

import hmac
from functools import lru_cache
from uuid import UUID

from django.conf import settings

from schools.registry.models import School
from stagebaken.vault import envelope
from stagebaken.vault.subkeys import subkey

FACTS = 0  # in the place of a school year: what does not belong to one


def pseudonym(school: School, number: str, year: int = FACTS) -> UUID:
    """Name a student's row. Each school year has another name, so rows cannot be put together."""
    # Unambiguous: school and year have a fixed width, the number stands last.
    message = school.pk.bytes + year.to_bytes(2, "big") + number.encode()
    digest = hmac.digest(_derived("origin/pseudonym/v1", settings.ORIGIN_KEY), message, "sha256")
    return UUID(bytes=digest[:16])


def facts_key() -> bytes:
    """Seals what a row says: a row must tell nothing either when it can be guessed whose it is."""
    return _derived("origin/facts/v1", settings.ORIGIN_KEY)


def key_id() -> str:
    """Name the key in use without telling it: rows say under which key they are."""
    return envelope.key_id(facts_key()).hex()


@lru_cache(maxsize=4)
def _derived(label: str, secret: str) -> bytes:
    """A night's tidying names every student: the same derivation again would be most of it."""
    return subkey(label, secret)
