"""A backup opens nothing by itself, and putting it back undoes no withdrawal (P6)."""

import io
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from stagebaken.audit import destruction
from stagebaken.audit.destruction import Destruction, Kind
from stagebaken.backup import container, database
from stagebaken.vault import keyring, receipts
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.models import Dossier, Wrap
from stagebaken.vault.restoration import reapply
from stagebaken.vault.wrapping import generate_key_pair
from stagebaken.web.days import today
from tests.cast import Member, make_recovery, make_team, zeewaarde

PAIR = generate_key_pair()


def sealed(content: bytes) -> bytes:
    target = io.BytesIO()
    container.write(target, [content], public_key=PAIR.public)
    return target.getvalue()


@given(st.binary(max_size=200_000))
def test_a_backup_opens_with_its_private_key_alone(content: bytes) -> None:
    made = sealed(content)
    assert b"".join(container.read(io.BytesIO(made), private_key=PAIR.private)) == content
    with pytest.raises(EnvelopeError):
        list(container.read(io.BytesIO(made), private_key=generate_key_pair().private))


@given(st.integers(min_value=0), st.integers(0, 7))
def test_one_changed_bit_is_found(place: int, bit: int) -> None:
    made = bytearray(sealed(b"inhoud" * 20_000))
    made[place % len(made)] ^= 1 << bit
    with pytest.raises((EnvelopeError, container.NotABackup)):
        list(container.read(io.BytesIO(bytes(made)), private_key=PAIR.private))


def test_a_cut_backup_is_found() -> None:
    made = sealed(b"inhoud" * 50_000)
    with pytest.raises(EnvelopeError):
        list(container.read(io.BytesIO(made[: len(made) // 2]), private_key=PAIR.private))


def filed() -> tuple[Dossier, list[Member]]:
    school = zeewaarde()
    team = make_team(school)
    make_recovery(school)
    dossier, keys = keyring.create(receipt=receipts.derive(receipts.new_receipt()), day=today())
    assert school.vault is not None
    keyring.file_for(dossier, keys, vault=school.vault, excluded=[])
    return dossier, team


def entry(kind: Kind, *ids: Any) -> Destruction:
    return Destruction(id=ids[0], kind=kind, ids=tuple(ids), day=today())


@pytest.mark.django_db
def test_a_restored_dossier_that_was_withdrawn_is_destroyed_again() -> None:
    dossier, _ = filed()
    assert reapply([entry(Kind.DESTROY, dossier.pk)]) == 1
    assert not Dossier.objects.exists()
    assert not Wrap.objects.exists()


@pytest.mark.django_db
def test_a_restored_key_of_an_excluded_member_is_destroyed_again() -> None:
    dossier, (mehmet, ilse, _wim) = filed()
    reapply([entry(Kind.EXCLUDE, dossier.pk, mehmet.user.pk)])
    readers = {recipient.user_id for recipient in keyring.readers(dossier)}
    assert mehmet.user.pk not in readers
    assert ilse.user.pk in readers
    assert reapply([entry(Kind.EXCLUDE, dossier.pk, mehmet.user.pk)]) == 0


@pytest.mark.django_db
def test_an_excluded_custodian_takes_the_restored_recovery_key_away_again() -> None:
    dossier, _ = filed()
    custodian = dossier.vault.custodians.first()  # type: ignore[union-attr]
    assert custodian is not None
    reapply([entry(Kind.EXCLUDE, dossier.pk, custodian.user_id)])
    assert not Wrap.objects.filter(holder="recovery", state="wrapped").exists()


@pytest.mark.django_db
def test_who_was_let_back_in_keeps_the_restored_key() -> None:
    dossier, (mehmet, *_) = filed()
    reapply(
        [
            entry(Kind.EXCLUDE, dossier.pk, mehmet.user.pk),
            entry(Kind.READMIT, dossier.pk, mehmet.user.pk),
        ]
    )
    assert mehmet.user.pk in {recipient.user_id for recipient in keyring.readers(dossier)}


@pytest.fixture
def keys(tmp_path: Path, settings: Any, capsys: Any) -> Iterator[Path]:
    """A key pair made by the command; its public half is in the settings."""
    private = tmp_path / "private.key"
    out = io.StringIO()
    call_command("backup", "keygen", private, stdout=out)
    settings.BACKUP_PUBLIC_KEY = out.getvalue().strip().partition("=")[2]
    return private  # type: ignore[return-value]


@pytest.mark.django_db(transaction=True)
def test_create_writes_one_sealed_file(keys: Path, tmp_path: Path) -> None:
    filed()
    target = tmp_path / "x.backup"
    call_command("backup", "create", "--out", target, stdout=io.StringIO())

    made = target.read_bytes()
    assert made.startswith(container.MAGIC)
    assert b"SQLite format" not in made
    assert b"mbo Zeewaarde" not in made
    assert oct(target.stat().st_mode)[-3:] == "600"
    assert [path.name for path in tmp_path.glob("*.part")] == []


@pytest.mark.django_db(transaction=True)
def test_without_the_list_a_restore_stops_and_says_what_could_return(
    keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed()
    target = tmp_path / "x.backup"
    call_command("backup", "create", "--out", target, stdout=io.StringIO())
    monkeypatch.setattr("stagebaken.backup.actions._require_empty", lambda: None)
    destruction.path().unlink(missing_ok=True)
    monkeypatch.setattr(database, "restore", pytest.fail)

    with pytest.raises(CommandError, match="at most 1 dossiers"):
        call_command("backup", "restore", target, "--key", keys)


@pytest.mark.django_db(transaction=True)
def test_a_restore_never_overwrites(keys: Path, tmp_path: Path) -> None:
    filed()
    target = tmp_path / "x.backup"
    call_command("backup", "create", "--out", target, stdout=io.StringIO())
    with pytest.raises(CommandError, match="not empty"):
        call_command("backup", "restore", target, "--key", keys)


@pytest.mark.django_db(transaction=True)
def test_a_dump_is_a_whole_database(tmp_path: Path) -> None:
    filed()
    target = tmp_path / "copy"
    database.dump(target)
    if connection.vendor == "sqlite":
        copy = sqlite3.connect(target)
        assert copy.execute("SELECT count(*) FROM vault_dossier").fetchone() == (1,)
        copy.close()
    assert target.stat().st_size > 0
