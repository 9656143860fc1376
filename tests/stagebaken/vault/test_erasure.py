"""What destroying takes: said outside the database first, and gone from the file after (P6)."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.signals import request_finished
from django.db import connection, transaction

from stagebaken.audit import destruction
from stagebaken.audit.destruction import Kind
from stagebaken.settings.base import SQLITE_OPTIONS
from stagebaken.vault import erasure, keyring
from stagebaken.vault.models import Vault
from tests.stagebaken.vault.conftest import Kept, Member


def announced() -> list[tuple[str, tuple[object, ...]]]:
    return [(one.kind, one.ids) for one in destruction.read()]


def refuse_after(verb: Callable[[], None]) -> None:
    """A verb in a transaction that its caller then rolls back."""
    with suppress(ZeroDivisionError), transaction.atomic():
        verb()
        raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_each_verb_that_takes_keys_away_is_announced(
    kept: Kept, vault: Vault, anna: Member, bilal: Member
) -> None:
    keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    keyring.exclude(kept.dossier, [anna.user])
    keyring.readmit(kept.dossier, kept.keys, [anna.user])
    keyring.recuse(kept.dossier, bilal.recipient)
    keyring.destroy(kept.dossier)
    dossier = kept.dossier.pk
    assert announced() == [
        (Kind.EXCLUDE, (dossier, anna.user.pk)),
        (Kind.READMIT, (dossier, anna.user.pk)),
        (Kind.RECUSE, (dossier, bilal.user.pk)),
        (Kind.DESTROY, (dossier,)),
    ]


@pytest.mark.django_db(transaction=True)
def test_an_announcement_stands_before_the_change(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_disk(*_args: object) -> None:
        raise OSError

    monkeypatch.setattr(destruction, "announce", broken_disk)
    with pytest.raises(OSError):  # noqa: PT011 - any refusal of the disk
        keyring.destroy(kept.dossier)
    assert kept.reload() == kept.dossier


@pytest.mark.django_db(transaction=True)
def test_a_refused_exclusion_is_taken_back_when_the_request_ends(kept: Kept, anna: Member) -> None:
    refuse_after(lambda: keyring.exclude(kept.dossier, [anna.user]))
    assert len(announced()) == 1
    request_finished.send(sender=None)
    assert announced() == []


@pytest.mark.django_db(transaction=True)
def test_a_refused_exclusion_is_taken_back_before_the_next_one(
    kept: Kept, anna: Member, bilal: Member
) -> None:
    with transaction.atomic():
        refuse_after(lambda: keyring.exclude(kept.dossier, [anna.user]))
        keyring.exclude(kept.dossier, [bilal.user])
        erasure.retract_rolled_back()
        assert announced() == [(Kind.EXCLUDE, (kept.dossier.pk, bilal.user.pk))]
    erasure.retract_rolled_back()
    assert announced() == [(Kind.EXCLUDE, (kept.dossier.pk, bilal.user.pk))]


def test_inside_a_transaction_nothing_is_scrubbed(db: None) -> None:
    with transaction.atomic():
        assert not erasure.scrub()


@pytest.mark.django_db(transaction=True)
def test_after_a_transaction_it_is(db: None) -> None:
    assert connection.vendor in {"sqlite", "postgresql"}
    assert erasure.scrub()


def test_these_pragmas_and_the_checkpoint_leave_nothing_in_the_files(tmp_path: Path) -> None:
    """SQLite's own promise, with our options: without them deleted rows stay readable."""
    path = tmp_path / "probe.sqlite3"
    canary = b"canary-of-a-destroyed-key" * 40
    base = sqlite3.connect(path, isolation_level=None)
    base.executescript(str(SQLITE_OPTIONS["init_command"]))
    base.execute("CREATE TABLE wrap (wrapped BLOB)")
    base.execute("INSERT INTO wrap VALUES (?)", (canary,))
    assert any(canary in file.read_bytes() for file in tmp_path.iterdir())
    base.execute("DELETE FROM wrap")
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert not any(b"canary" in file.read_bytes() for file in tmp_path.iterdir())
    base.close()
