"""Suspend, withdraw, lift, end: what each does to the days, and what is written down of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.dispatch import Signal

from placements.accreditations.actions import RuleBroken, block, end, is_erkend, lift, recognise
from placements.accreditations.models import Accreditation, AccreditationChange, Key, Status
from placements.accreditations.signals import accreditations_changed, recognition_changed
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose
from tests.cast import make_user
from tests.placements.accreditations.conftest import FILE, TODAY

SBB = "sbb"
DAY = timedelta(days=1)


@contextmanager
def heard(signal: Signal) -> Iterator[list[dict[str, Any]]]:
    """Collect what a room above would hear, and whether the change could still be undone."""
    news: list[dict[str, Any]] = []

    def receive(sender: object, **facts: Any) -> None:
        news.append(facts | {"is_inside": connection.in_atomic_block})

    signal.connect(receive)
    try:
        yield news
    finally:
        signal.disconnect(receive)


@pytest.fixture
def recognised(key: Key) -> Key:
    recognise(key=key, source=FILE, valid_from=date(2025, 1, 1), valid_until=date(2028, 3, 1))
    return key


@pytest.fixture
def advisor(db: None) -> User:
    return make_user("Arend Adviseur")


def test_a_suspension_is_seen_in_the_same_transaction(recognised: Key) -> None:
    def refuse(sender: object, change: AccreditationChange, **_: Any) -> None:
        assert not is_erkend(recognised, TODAY), "the listener sees the new state"
        raise LookupError

    recognition_changed.connect(refuse)
    try:
        with pytest.raises(LookupError), transaction.atomic():
            block(key=recognised, status=Status.SUSPENDED, source=SBB, day=TODAY)
    finally:
        recognition_changed.disconnect(refuse)
    assert is_erkend(recognised, TODAY), "and can undo it"


def test_a_suspension_tells_others_and_ends_on_its_last_day(recognised: Key) -> None:
    with heard(recognition_changed) as news, heard(accreditations_changed) as rows:
        block(key=recognised, status=Status.SUSPENDED, source=SBB, day=TODAY, until=TODAY + DAY)
    assert news[0]["change"].is_erkend is False
    assert news[0]["is_inside"]
    assert rows[0]["companies"] == [recognised.company_id]
    assert not is_erkend(recognised, TODAY)
    assert not is_erkend(recognised, TODAY + DAY)
    assert is_erkend(recognised, TODAY + 2 * DAY)


def test_other_programmes_and_pathways_keep_their_recognition(recognised: Key) -> None:
    other = Key(recognised.company_id, recognised.programme_id, "bbl")
    recognise(key=other, source=FILE)
    block(key=recognised, status=Status.WITHDRAWN, source=SBB, day=TODAY)
    assert is_erkend(other, TODAY)


def test_what_is_suspended_can_be_withdrawn(recognised: Key, advisor: User) -> None:
    """SBB suspends while it investigates; the outcome may be withdrawal."""
    block(key=recognised, status=Status.SUSPENDED, source=SBB, day=TODAY, until=TODAY + DAY)
    block(key=recognised, status=Status.WITHDRAWN, source=SBB, day=TODAY, reason="x", by=advisor)
    assert not is_erkend(recognised, TODAY + 9 * DAY)
    written = AccreditationChange.objects.latest("pk")
    assert (written.status, written.reason, written.by) == (Status.WITHDRAWN, "x", advisor)


@pytest.mark.parametrize("first", [Status.SUSPENDED, Status.WITHDRAWN])
def test_what_does_not_count_cannot_be_suspended(recognised: Key, first: Status) -> None:
    block(key=recognised, status=first, source=SBB, day=TODAY)
    with pytest.raises(RuleBroken):
        block(key=recognised, status=Status.SUSPENDED, source=SBB, day=TODAY)


def test_nothing_is_withdrawn_twice(recognised: Key) -> None:
    block(key=recognised, status=Status.WITHDRAWN, source=SBB, day=TODAY)
    with pytest.raises(RuleBroken):
        block(key=recognised, status=Status.WITHDRAWN, source=SBB, day=TODAY)


def test_lifting_ends_what_was_still_to_begin_too(recognised: Key) -> None:
    block(key=recognised, status=Status.SUSPENDED, source=SBB, day=TODAY, until=TODAY + DAY)
    block(key=recognised, status=Status.SUSPENDED, source=SBB, day=TODAY + 5 * DAY)
    lift(key=recognised, source=SBB, day=TODAY)
    assert all(is_erkend(recognised, TODAY + n * DAY) for n in range(9))


def test_a_planned_suspension_can_be_taken_back(recognised: Key) -> None:
    block(key=recognised, status=Status.SUSPENDED, source=SBB, day=TODAY + 5 * DAY)
    lift(key=recognised, source=SBB, day=TODAY)
    assert is_erkend(recognised, TODAY + 6 * DAY)


def test_lifting_nothing_is_refused(recognised: Key) -> None:
    with pytest.raises(RuleBroken):
        lift(key=recognised, source=SBB, day=TODAY)


def test_a_decision_for_a_later_day_is_written_down_with_its_reason(
    recognised: Key, advisor: User
) -> None:
    with heard(recognition_changed) as news:
        block(
            key=recognised, status=Status.SUSPENDED, source=SBB, day=TODAY + DAY,
            reason="veiligheid", by=advisor,
        )  # fmt: skip
    written = AccreditationChange.objects.latest("pk")
    assert written.takes_effect_on == TODAY + DAY
    assert written.was_erkend == written.is_erkend
    assert written.reason == "veiligheid"
    assert not news, "nothing has changed yet"


@pytest.mark.parametrize("verb", [block, lift, end])
def test_days_that_passed_are_not_rewritten(recognised: Key, verb: Any) -> None:
    extra = {"status": Status.SUSPENDED} if verb is block else {}
    with pytest.raises(RuleBroken):
        verb(key=recognised, source=SBB, day=TODAY - DAY, **extra)


def test_a_source_ends_its_own_rows_only(recognised: Key) -> None:
    recognise(key=recognised, source="ander.csv", valid_until=TODAY)
    end(key=recognised, source=FILE, day=TODAY)
    assert is_erkend(recognised, TODAY)
    assert not is_erkend(recognised, TODAY + DAY)


def test_an_ended_recognition_keeps_its_past(recognised: Key) -> None:
    end(key=recognised, source=FILE, day=TODAY)
    assert is_erkend(recognised, TODAY - DAY)
    assert not is_erkend(recognised, TODAY)


def test_no_row_can_run_backwards(recognised: Key) -> None:
    """Also on SQLite, which compares a day minus one as a number."""
    with pytest.raises(IntegrityError), transaction.atomic():
        Accreditation.objects.update(valid_from=TODAY, valid_until=TODAY - 3 * DAY)


def test_on_the_next_day_a_suspension_of_yesterday_is_over(recognised: Key) -> None:
    block(key=recognised, status=Status.SUSPENDED, source=SBB, day=TODAY, until=TODAY)
    with suppose(TODAY + DAY):
        assert is_erkend(recognised, TODAY + DAY)
        with pytest.raises(RuleBroken):
            lift(key=recognised, source=SBB, day=TODAY + DAY)
