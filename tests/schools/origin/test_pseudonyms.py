"""Whose a row is: HMAC under a key outside the database."""

import hmac

from django.conf import LazySettings

from schools.origin.pseudonyms import key_id, pseudonym
from schools.registry.models import School
from stagebaken.vault.subkeys import subkey


def test_a_pseudonym_is_the_standard_hmac(school: School) -> None:
    """With the library's own functions alone, as docs/adr/0049 writes it."""
    key = subkey("origin/pseudonym/v1", "22" * 32)
    digest = hmac.new(key, school.pk.bytes + b"\x00\x00" + b"1001", "sha256").digest()
    assert pseudonym(school, "1001").bytes == digest[:16]


def test_school_number_and_year_each_give_another_pseudonym(
    school: School, other_school: School
) -> None:
    found = {
        pseudonym(school, "1001"), pseudonym(school, "1002"), pseudonym(other_school, "1001"),
        pseudonym(school, "1001", 2026), pseudonym(school, "1001", 2027),
    }  # fmt: skip
    assert len(found) == 5


def test_another_key_gives_other_pseudonyms(school: School, settings: LazySettings) -> None:
    before = (pseudonym(school, "1001"), key_id())
    settings.ORIGIN_KEY = "99" * 32
    assert pseudonym(school, "1001") != before[0]
    assert key_id() != before[1]
