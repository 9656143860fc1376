"""What time itself changes is written down once, and told to the rooms above."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from placements.accreditations.actions import block, lift, recognise
from placements.accreditations.models import AccreditationChange, Key, Status
from placements.accreditations.signals import accreditations_changed, recognition_changed
from placements.accreditations.turning import turn_day
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose
from tests.cast import make_user
from tests.placements.accreditations.conftest import FILE, TODAY
from tests.placements.accreditations.test_decisions import heard

DAY = timedelta(days=1)


@pytest.fixture
def advisor(db: None) -> User:
    return make_user("Arend Adviseur")


def test_a_recognition_that_lapses_is_told_on_the_first_day_without_it(key: Key) -> None:
    recognise(key=key, source=FILE, valid_until=TODAY)
    turn_day()
    with (
        suppose(TODAY + DAY),
        heard(recognition_changed) as news,
        heard(accreditations_changed) as rows,
    ):
        assert turn_day() == 1
        assert turn_day() == 0, "run again it finds nothing"
    assert [one["change"].is_erkend for one in news] == [False]
    assert news[0]["is_inside"]
    assert rows[0]["companies"] == [key.company_id]
    assert AccreditationChange.objects.latest("pk").day == TODAY + DAY


def test_a_suspension_that_is_over_is_told_too(key: Key) -> None:
    recognise(key=key, source=FILE)
    block(key=key, status=Status.SUSPENDED, source="sbb", day=TODAY, until=TODAY + DAY)
    turn_day()
    with suppose(TODAY + 2 * DAY), heard(recognition_changed) as news:
        turn_day()
    assert [one["change"].is_erkend for one in news] == [True]


def test_a_planned_suspension_keeps_its_reason_when_it_begins(key: Key, advisor: User) -> None:
    recognise(key=key, source=FILE)
    block(key=key, status=Status.SUSPENDED, source="sbb", day=TODAY + DAY, reason="x", by=advisor)
    turn_day()
    with suppose(TODAY + DAY):
        turn_day()
    written = AccreditationChange.objects.latest("pk")
    assert (written.is_erkend, written.reason, written.by) == (False, "x", advisor)


def test_a_planned_suspension_that_was_taken_back_never_begins(key: Key, advisor: User) -> None:
    recognise(key=key, source=FILE)
    block(key=key, status=Status.SUSPENDED, source="sbb", day=TODAY + DAY, by=advisor)
    lift(key=key, source="sbb", day=TODAY, by=advisor)
    turn_day()
    with suppose(TODAY + DAY):
        assert turn_day() == 0
    assert AccreditationChange.objects.changes().count() == 1, "only the recognition itself"


def test_what_a_decision_of_today_changed_is_not_told_twice(key: Key) -> None:
    recognise(key=key, source=FILE, valid_from=TODAY)
    assert turn_day() == 0


def test_days_that_the_scheduler_missed_are_caught_up_each_on_its_own_day(key: Key) -> None:
    recognise(key=key, source=FILE, valid_until=TODAY + DAY)
    turn_day()
    recognise(key=key, source=FILE, valid_from=TODAY + 4 * DAY)
    with suppose(TODAY + 9 * DAY):
        assert turn_day() == 2
    days = list(AccreditationChange.objects.order_by("pk").values_list("day", flat=True))
    assert days == [TODAY, TODAY + 2 * DAY, TODAY + 4 * DAY]


def test_the_command_says_how_much_it_wrote(key: Key, capsys: pytest.CaptureFixture[str]) -> None:
    recognise(key=key, source=FILE, valid_until=TODAY)
    turn_day()
    with suppose(TODAY + DAY):
        call_command("turn_register_day")
    assert "Wrote down 1 changes" in capsys.readouterr().out
