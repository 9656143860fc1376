"""Sealed columns: opened by an explicit call with the right key, never stored in clear."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from stagebaken.vault import checks, envelope
from stagebaken.vault.errors import EnvelopeError, VaultLocked
from stagebaken.vault.fields import SealedField
from stagebaken.vault.keys import DossierKeys, UnlockedMember
from stagebaken.vault.models import Audience, Recipient
from stagebaken.vault.purposes import Purpose

KEYS = DossierKeys(uuid4(), shared=bytes(range(32)), staff=bytes(range(1, 33)))
REPORTER = DossierKeys(KEYS.dossier_id, shared=KEYS.shared)

with isolate_apps("stagebaken.vault"):

    class Letter(models.Model):
        """A model as another room would declare it."""

        id = models.UUIDField(primary_key=True, default=uuid4)
        body = SealedField(purpose=Purpose.MESSAGE_BODY)
        note = SealedField(purpose=Purpose.NOTE_BODY, audience=Audience.STAFF, null=True)
        plain = models.BinaryField()

        class Meta:
            app_label = "vault"

        def __str__(self) -> str:
            return str(self.pk)

    class Numbered(models.Model):
        body = SealedField(purpose=Purpose.MESSAGE_BODY)

        class Meta:
            app_label = "vault"

        def __str__(self) -> str:
            return str(self.pk)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(json_values)
def test_any_value_comes_back_as_it_was(value: Any) -> None:
    letter = Letter()
    sealed = KEYS.seal(letter, "body", value)
    assert letter.body == sealed
    assert KEYS.read(letter, "body") == value


def test_the_attribute_is_the_envelope_and_never_the_text() -> None:
    letter = Letter()
    KEYS.seal(letter, "body", "canary")
    assert b"canary" not in letter.body
    assert envelope.looks_sealed(letter.body)


def test_an_empty_column_reads_as_none() -> None:
    assert KEYS.read(Letter(), "note") is None


def test_the_reporter_cannot_open_what_the_team_wrote() -> None:
    letter = Letter()
    KEYS.seal(letter, "note", "minutes")
    with pytest.raises(VaultLocked):
        REPORTER.read(letter, "note")
    with pytest.raises(VaultLocked):
        REPORTER.seal(letter, "note", "forged")


def test_swapped_columns_fail() -> None:
    letter = Letter()
    same = DossierKeys(uuid4(), shared=KEYS.shared, staff=KEYS.shared)
    letter.note = same.seal(letter, "body", "text")
    with pytest.raises(EnvelopeError):
        same.read(letter, "note")


def test_swapped_rows_fail() -> None:
    here, there = Letter(), Letter()
    there.body = KEYS.seal(here, "body", "text")
    with pytest.raises(EnvelopeError):
        KEYS.read(there, "body")


def test_another_dossiers_keys_fail() -> None:
    letter = Letter()
    KEYS.seal(letter, "body", "text")
    with pytest.raises(EnvelopeError):
        DossierKeys(uuid4(), shared=bytes(32)).read(letter, "body")


def test_a_plain_column_or_an_object_without_a_uuid_is_refused() -> None:
    with pytest.raises(TypeError):
        KEYS.seal(Letter(), "plain", "text")
    with pytest.raises(TypeError):
        KEYS.seal(Numbered(pk=1), "body", "text")


@pytest.mark.parametrize("value", ["a story", b"a story in clear" * 10, bytearray(80), 7])
def test_a_sealed_column_stores_nothing_in_clear(value: object) -> None:
    column = Letter._meta.get_field("body")
    with pytest.raises(EnvelopeError) as caught:
        column.get_db_prep_value(value, connection)
    assert "story" not in str(caught.value)


def test_what_is_sealed_is_stored_as_it_is() -> None:
    letter = Letter()
    sealed = KEYS.seal(letter, "body", "text")
    stored = Letter._meta.get_field("body").get_db_prep_value(sealed, connection)
    assert sealed in bytes(getattr(stored, "obj", stored))


def test_what_the_database_gives_back_is_bytes() -> None:
    column = Letter._meta.get_field("body")
    assert isinstance(column, SealedField)
    expression = models.F("body")
    assert column.from_db_value(memoryview(b"x"), expression, connection) == b"x"  # type: ignore[arg-type]
    assert column.from_db_value(None, expression, connection) is None  # type: ignore[arg-type]


def test_migrations_keep_the_label_and_the_audience() -> None:
    column = Letter._meta.get_field("note")
    _, path, _, options = column.deconstruct()
    assert path == "stagebaken.vault.fields.SealedField"
    assert (options["purpose"], options["audience"]) == ("note.body", "staff")
    assert type(options["purpose"]) is str
    copy = column.clone()
    assert (copy.purpose, copy.audience) == (Purpose.NOTE_BODY, Audience.STAFF)


def test_keys_never_show_themselves() -> None:
    shown = f"{KEYS!r} {KEYS!s}"
    for key in (KEYS.shared, KEYS.staff or b""):
        assert repr(key) not in shown
        assert key.hex() not in shown
    with pytest.raises(TypeError):
        json.dumps(KEYS)


def test_every_sealed_column_of_the_product_has_a_purpose_of_its_own() -> None:
    columns = checks.sealed_columns()
    assert checks.check_sealed_columns(None) == []
    assert len({column.purpose for column in columns}) == len(columns)


def test_the_check_finds_a_shared_purpose_and_an_object_without_a_uuid(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        checks,
        "sealed_columns",
        lambda: [Letter._meta.get_field("body"), Numbered._meta.get_field("body")],
    )
    assert [one.id for one in checks.check_sealed_columns(None)] == ["vault.E001", "vault.E002"]


def test_the_keys_of_a_member_never_show_themselves() -> None:
    private = bytes(range(96))
    assert repr(private) not in repr(UnlockedMember(Recipient(), private))
