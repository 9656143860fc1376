"""Whose a row is: HMAC under a subkey of RELEASE_KEY, which is not in the database (ADR 61).

Over the random id of the record and not over the student's number: a number may be given out
again, and its next holder has nothing to do with these rows. Each school year has another name,
so rows of one student do not join.
"""

import hmac
from functools import lru_cache
from uuid import UUID

from django.conf import settings

from placements.protection.keys import key_bytes
from schools.registry.models import School
from stagebaken.vault.subkeys import subkey


class KeyChanged(Exception):
    """RELEASE_KEY is another than the one that the rows are under: they could not be found."""


def pseudonym(school: School, student_id: UUID, year: int) -> UUID:
    message = school.pk.bytes + year.to_bytes(2, "big") + student_id.bytes
    return UUID(bytes=hmac.digest(_derived(settings.RELEASE_KEY), message, "sha256")[:16])


def key_id() -> str:
    """Name the key in use without telling it."""
    return hmac.digest(_derived(settings.RELEASE_KEY), b"key id", "sha256")[:8].hex()


@lru_cache(maxsize=4)
def _derived(secret: str) -> bytes:
    return subkey("cohorts/pseudonym/v1", key_bytes(secret))
