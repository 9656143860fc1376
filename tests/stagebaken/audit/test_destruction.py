"""The list that keeps a restored backup from undoing a destruction (promise P6)."""

from uuid import uuid4

import pytest

from stagebaken.audit import destruction
from stagebaken.audit.destruction import Kind


def test_a_destruction_is_on_the_list_until_it_is_retracted() -> None:
    kept, gone = uuid4(), uuid4()
    destruction.announce(Kind.DESTROY, [gone])
    announcement = destruction.announce("exclude", [kept, uuid4()])
    assert [entry.ids[0] for entry in destruction.read()] == [gone, kept]
    destruction.retract(announcement)
    (entry,) = destruction.read()
    assert (entry.kind, entry.ids) == (Kind.DESTROY, (gone,))


def test_announcements_are_read_in_their_order_and_hold_days_only() -> None:
    first, second = uuid4(), uuid4()
    destruction.announce(Kind.EXCLUDE, [first])
    token = destruction.announce(Kind.RECUSE, [uuid4()])
    destruction.announce(Kind.READMIT, [second])
    destruction.retract(token)
    assert [entry.kind for entry in destruction.read()] == [Kind.EXCLUDE, Kind.READMIT]
    text = destruction.path().read_text()
    assert ":" not in text.replace('": ', "").replace('":', "")  # no time of day
    assert destruction.path().stat().st_mode & 0o777 == 0o600


def test_a_missing_list_is_told_apart_from_an_empty_one() -> None:
    with pytest.raises(FileNotFoundError):
        destruction.read()


@pytest.mark.parametrize("line", ["nonsense", "[]", '{"id": "x"}', '{"id": "x", "kind": "fire"}'])
def test_a_list_that_cannot_be_read_is_refused(line: str) -> None:
    destruction.announce(Kind.DESTROY, [uuid4()])
    with destruction.path().open("a") as file:
        file.write(line + "\n")
    with pytest.raises(destruction.ListUnreadable):
        destruction.read()
