"""The audit log against someone who can write to the database (promise P5)."""

import datetime as dt
import io
import threading
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from stagebaken.audit import chain, head, triggers
from stagebaken.audit.actions import record, record_now
from stagebaken.audit.models import ChainHead, Event, EventsAreFinal, Scope, Verb
from stagebaken.audit.verification import Fault, Problem, verify

pytestmark = pytest.mark.django_db(transaction=True)

DOSSIER = UUID("7b0b2c5e-7a3d-4b1f-9a55-0d6f6f0a1c11")


def log(events: int) -> list[Event]:
    return [
        record_now(verb=Verb.OPENED, actor=None, scope=Scope.DOSSIER, subject=DOSSIER)
        for _ in range(events)
    ]


def tamper(statement: str, *values: Any) -> None:
    """Do what a writer with the database's password can do: triggers do not stop that one."""
    triggers.remove("default")
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def cut(after: int) -> None:
    """Cut the tail as a careful thief would: the stored end goes back as well."""
    tamper("DELETE FROM audit_event WHERE seq > %s", after)
    mac = bytes(Event.objects.get(seq=after).mac) if after else chain.START
    ChainHead.objects.update(seq=after, mac=mac)


def test_an_untouched_log_is_whole() -> None:
    log(5)
    assert [event.seq for event in Event.objects.all()] == [1, 2, 3, 4, 5]
    assert verify() == []


def test_an_empty_log_is_whole() -> None:
    assert verify() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("verb", "searched"),
        ("actor_role", "custodian"),
        ("day", "2020-01-01"),
        ("day", dt.date(1999, 12, 31)),
        ("detail", '{"reason": "other"}'),
        ("subject", None),
        ("actor_id", "00000000000000000000000000000001"),
        ("mac", bytes(32)),
    ],
)
def test_a_changed_event_is_named(column: str, value: Any) -> None:
    log(4)
    tamper(f"UPDATE audit_event SET {column} = %s WHERE seq >= 3", value)  # noqa: S608
    assert verify() == [Problem(Fault.CHANGED, 3)]


@pytest.mark.parametrize(("column", "value"), [("day", "yesterday"), ("detail", "{")])
def test_an_event_made_unreadable_is_named(column: str, value: str) -> None:
    if connection.vendor == "postgresql":
        return  # its types refuse such a value
    log(3)
    triggers.remove("default")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute(f"UPDATE audit_event SET {column} = %s WHERE seq = 2", [value])  # noqa: S608
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
    assert verify() == [Problem(Fault.CHANGED, 2)]


@pytest.mark.parametrize("removed", [1, 2, 4])
def test_a_removed_event_is_named(removed: int) -> None:
    log(5)
    tamper("DELETE FROM audit_event WHERE seq = %s", removed)
    assert verify() == [Problem(Fault.REMOVED, removed)]


def test_a_removed_event_is_named_when_the_rest_moved_up() -> None:
    log(5)
    tamper("DELETE FROM audit_event WHERE seq = 2")
    for seq in (3, 4, 5):
        tamper("UPDATE audit_event SET seq = %s WHERE seq = %s", seq - 1, seq)
    assert verify() == [Problem(Fault.MOVED, 2)]


def test_swapped_events_are_named() -> None:
    log(5)
    for target, source in ((99, 2), (2, 4), (4, 99)):
        tamper("UPDATE audit_event SET seq = %s WHERE seq = %s", target, source)
    assert verify() == [Problem(Fault.MOVED, 2)]


@pytest.mark.parametrize("left", [0, 1, 4])
def test_a_cut_tail_is_found_against_the_head_file(left: int) -> None:
    log(5)
    cut(after=left)
    assert verify() == [Problem(Fault.CUT, left + 1)]


def test_a_cut_tail_is_found_against_the_stored_end() -> None:
    log(3)
    head.path().unlink()
    tamper("DELETE FROM audit_event WHERE seq = 3")
    assert verify() == [Problem(Fault.CUT, 3)]


def test_a_tail_that_was_cut_and_grown_again_is_found() -> None:
    log(3)
    cut(after=2)
    record_now(verb=Verb.SEARCHED, actor=None, scope=Scope.DOSSIER)
    assert verify() == [Problem(Fault.REWRITTEN, 3)]


def test_a_chain_rewritten_with_the_key_differs_from_the_head_file() -> None:
    log(3)
    forged = Event.objects.get(seq=1)
    forged.verb = Verb.SEARCHED
    before = chain.START
    for event in (forged, *Event.objects.filter(seq__gt=1)):
        before = chain.mac(event, before)
        tamper("UPDATE audit_event SET verb=%s, mac=%s WHERE seq=%s", event.verb, before, event.seq)
    ChainHead.objects.update(mac=before)
    assert verify() == [Problem(Fault.CHANGED, 1)]


def test_a_stored_end_put_back_is_found() -> None:
    log(3)
    ChainHead.objects.update(seq=1, mac=bytes(Event.objects.get(seq=1).mac))
    assert verify() == [Problem(Fault.END, 3)]


def test_a_missing_head_file_is_a_problem() -> None:
    log(2)
    head.path().unlink()
    assert verify() == [Problem(Fault.HEAD_MISSING, 2)]


def test_lines_that_a_crash_kept_from_the_head_file_are_no_problem() -> None:
    log(4)
    lines = head.path().read_text().splitlines()
    head.path().write_text("\n".join([lines[2], lines[0]]) + "\n")
    assert verify() == []


def test_a_line_that_a_crash_cut_off_is_no_problem() -> None:
    log(2)
    with head.path().open("a") as file:
        file.write("3 ab12")
    log(1)
    assert verify() == []
    assert set(head.read()) == {1, 2, 3}


def test_a_restored_backup_is_noted_and_its_lost_events_are_no_cut() -> None:
    events = log(5)
    cut(after=2)
    head.note_restore(2, bytes(events[1].mac))
    log(2)
    assert verify() == []


def test_an_event_of_a_change_that_was_undone_is_in_no_file() -> None:
    with transaction.atomic():
        record(verb=Verb.FILED, actor=None, scope=Scope.DOSSIER)
        transaction.set_rollback(True)
    assert not Event.objects.exists()
    assert not head.path().exists()


def test_an_event_needs_a_transaction() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record(verb=Verb.FILED, actor=None, scope=Scope.DOSSIER)


def test_an_opening_cannot_be_recorded_in_a_change_that_may_be_undone() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        record_now(verb=Verb.OPENED, actor=None, scope=Scope.DOSSIER)


def test_an_opening_fails_when_the_head_cannot_be_written(settings: Any) -> None:
    settings.AUDIT_HEAD_FILE = Path("/proc/nowhere/head")
    with pytest.raises(OSError, match="nowhere"):
        record_now(verb=Verb.OPENED, actor=None, scope=Scope.DOSSIER)


def test_a_committed_change_holds_when_the_head_cannot_be_written(settings: Any) -> None:
    settings.AUDIT_HEAD_FILE = Path("/proc/nowhere/head")
    with transaction.atomic():
        record(verb=Verb.FILED, actor=None, scope=Scope.DOSSIER)
    assert Event.objects.count() == 1


def test_the_head_file_is_private_and_tells_no_time_of_day() -> None:
    log(1)
    facts = head.path().stat()
    assert facts.st_mode & 0o777 == 0o600
    local = dt.datetime.fromtimestamp(facts.st_mtime, dt.timezone(dt.timedelta(hours=1)))
    assert (local.minute, local.second, local.microsecond) == (0, 0, 0)


def test_an_event_refuses_to_be_changed_or_deleted() -> None:
    (event,) = log(1)
    event.verb = Verb.SEARCHED
    for attempt in (
        event.save,
        event.delete,
        lambda: Event.objects.update(verb="x"),
        lambda: Event.objects.all().delete(),
        lambda: Event.objects.bulk_update([event], ["verb"]),
        lambda: Event.objects.bulk_create([event]),
    ):
        with pytest.raises(EventsAreFinal):
            attempt()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET verb = 'x'",
        "DELETE FROM audit_event",
        "INSERT INTO audit_event SELECT * FROM audit_event",
    ],
)
def test_the_database_itself_refuses_to_change_an_event(statement: str) -> None:
    log(1)
    if connection.vendor == "sqlite":
        statement = statement.replace("INSERT", "INSERT OR REPLACE")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_triggers_return_after_a_migration() -> None:
    triggers.remove("default")
    call_command("migrate", verbosity=0)
    log(1)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_event")


def test_events_written_at_once_make_one_chain() -> None:
    def write() -> None:
        try:
            log(5)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [event.seq for event in Event.objects.all()] == list(range(1, 21))
    assert verify() == []


@pytest.mark.parametrize("detail", [{"why": "Hij zei dat"}, {"a b": 1}, {"list": ["é"]}])
def test_free_text_does_not_get_into_the_log(detail: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="never text"):
        record_now(verb=Verb.FILED, actor=None, scope=Scope.DOSSIER, detail=detail)


def test_codes_and_ids_are_kept() -> None:
    other = uuid4()
    event = record_now(
        verb=Verb.GRANTED,
        actor=None,
        scope=Scope.VAULT,
        vault_id=uuid4(),
        detail={"members": [other], "count": 2, "generation": None, "first": True},
    )
    event.refresh_from_db()
    expected = {"members": [str(other)], "count": 2, "generation": None, "first": True}
    assert event.detail == expected
    assert verify() == []


def test_a_dossiers_events_are_not_among_the_vaults() -> None:
    vault = uuid4()
    record_now(verb=Verb.OPENED, actor=None, scope=Scope.DOSSIER, vault_id=vault, subject=DOSSIER)
    admitted = record_now(verb=Verb.ADMITTED, actor=None, scope=Scope.VAULT, vault_id=vault)
    assert [event.verb for event in Event.objects.of_dossier(DOSSIER)] == [Verb.OPENED]
    assert list(Event.objects.of_vault(vault)) == [admitted]


def run_verify() -> str:
    out = io.StringIO()
    call_command("audit", "verify", stdout=out)
    return out.getvalue()


def test_the_command_says_that_the_log_is_whole() -> None:
    log(3)
    assert "whole: 3 events" in run_verify()


def test_the_command_names_the_first_bad_event() -> None:
    log(3)
    tamper("UPDATE audit_event SET verb = 'x' WHERE seq = 2")
    with pytest.raises(CommandError, match="Event 2 is the first that was changed") as caught:
        run_verify()
    assert caught.value.returncode == 1


@pytest.mark.parametrize("content", [b"hello\n", b"\xff\xfe\n", b"1 abc 2020-01-01\n"])
def test_the_command_says_that_a_head_file_is_unreadable(content: bytes) -> None:
    log(1)
    head.path().write_bytes(content)
    with pytest.raises(CommandError, match="Cannot read the head file") as caught:
        run_verify()
    assert caught.value.returncode == 2


@given(
    st.dictionaries(
        st.text(max_size=5), st.integers() | st.text(max_size=5) | st.none(), max_size=4
    )
)
def test_equal_facts_have_one_spelling(facts: dict[str, Any]) -> None:
    assert chain.canonical(facts) == chain.canonical(dict(reversed(facts.items())))
