"""The catalogue: stable codes and bits, frozen words, nothing called a legal duty that is none."""

import hashlib

import pytest
from django.core.management import call_command
from django.db import connection

from placements.commitments.catalogue import CATALOGUE, Text
from placements.commitments.installing import install
from placements.commitments.models import Commitment

# Where each stands in the masks of the search. Add at the end; never change or reuse one.
BITS = {
    "vacaturetekst": 0,
    "briefselectie": 1,
    "gesprek": 2,
    "veilig": 3,
    "vergoeding": 4,
    "matching": 5,
    "antwoord": 6,
    "aanspreekpunt": 7,
}
# What companies promised must not change under them: a new text is a new version.
WORDS = {
    "vacaturetekst 1": "d1e1d744c0cbf95e",
    "briefselectie 1": "4788b2f74dd747be",
    "gesprek 1": "6c3ceeed57e54b87",
    "veilig 1": "504b2aa3337ca545",
    "vergoeding 1": "7d5cd437c5126d60",
    "matching 1": "5ec3088a2e3f5b8f",
    "antwoord 1": "2f9936e69e9a8947",
    "aanspreekpunt 1": "77b9b62b9d8b954f",
}


def digest(text: Text) -> str:
    parts = (text.name, text.short, text.promise, text.evidence, text.rule, text.months)
    return hashlib.sha256("\n".join(str(part) for part in parts).encode()).hexdigest()[:16]


def test_codes_and_bits_stay_what_they_were() -> None:
    assert {entry.code: entry.bit for entry in CATALOGUE} == BITS
    assert all(0 <= bit <= 15 for bit in BITS.values())


def test_words_that_were_promised_never_change() -> None:
    found = {
        f"{entry.code} {text.version}": digest(text)
        for entry in CATALOGUE
        for text in entry.versions
    }
    assert found == WORDS


def test_versions_count_from_one() -> None:
    for entry in CATALOGUE:
        assert [text.version for text in entry.versions] == list(range(1, len(entry.versions) + 1))


def test_only_the_safe_placement_names_a_rule_and_gives_its_source() -> None:
    ruled = {entry.code: str(entry.current.rule) for entry in CATALOGUE if entry.current.rule}
    assert ruled.keys() == {"veilig"}
    assert "1 september 2023" in ruled["veilig"]
    assert "s-bb.nl" in ruled["veilig"]


def test_nothing_is_called_legally_required() -> None:
    for entry in CATALOGUE:
        for text in entry.versions:
            words = f"{text.name} {text.short} {text.promise} {text.evidence}".lower()
            assert not [word for word in ("wettelijk", "verplicht", "de wet") if word in words]


@pytest.mark.django_db
def test_the_database_follows_the_code_and_a_second_time_changes_nothing() -> None:
    Commitment.objects.filter(code="gesprek").delete()
    call_command("migrate", verbosity=0)
    before = list(Commitment.objects.values())
    assert {row["code"]: row["bit"] for row in before} == BITS
    install(connection.alias)
    assert list(Commitment.objects.values()) == before
