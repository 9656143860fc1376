"""A file says who may train for what: and says something else the next day."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from placements.accreditations import actions
from placements.accreditations.models import (
    Accreditation,
    AccreditationChange,
    Key,
    Programme,
    Status,
)
from placements.accreditations.signals import accreditations_changed, recognition_changed
from placements.companies.models import TrainingCompany
from stagebaken.web.days import suppose
from tests.placements.imports.conftest import TODAY
from tests.placements.imports.importing import Answer, Desk, contents

HEAD = "leerbedrijf_id,crebo,leerweg,van,tot,status\n"
DAY = timedelta(days=1)


@pytest.fixture
def company(db: None) -> TrainingCompany:
    return TrainingCompany.objects.create(name="Garage", leerbedrijf_id="100417920", place="Ede")


@pytest.fixture
def programme(db: None) -> Programme:
    return Programme.objects.create(kind="kwalificatie", crebo="25080", name="Monteur")


@pytest.fixture
def key(company: TrainingCompany, programme: Programme) -> Key:
    return Key(company.pk, programme.pk, "bol")


@pytest.fixture
def heard() -> Iterator[list[object]]:
    news: list[object] = []

    def hear(change: object, **_: object) -> None:
        news.append(change)

    recognition_changed.connect(hear)
    yield news
    recognition_changed.disconnect(hear)


def row(status: str = "actief", first: str = "2024-03-01", last: str = "2028-02-29") -> str:
    return f"100417920,25.080,BOL,{first},{last},{status}\n"


def give(desk: Desk, rows: str, day: date = TODAY, **options: object) -> Answer:
    with suppose(day):
        return desk.give("accreditations", HEAD + rows, **options)


def erkend(key: Key, day: date) -> bool:
    return actions.is_erkend(key, day)


def test_a_recognition_counts_on_its_days(desk: Desk, key: Key, heard: list[object]) -> None:
    assert give(desk, row()).code == 0
    assert [erkend(key, date(2024, 2, 29)), erkend(key, date(2024, 3, 1))] == [False, True]
    assert [erkend(key, date(2028, 2, 29)), erkend(key, date(2028, 3, 1))] == [True, False]
    assert heard == []
    assert not AccreditationChange.objects.exists()


def test_two_leerwegen_on_one_row_are_two_recognitions(desk: Desk, key: Key) -> None:
    give(desk, '100417920,25080,"BOL,BBL",,,\n')
    assert sorted(Accreditation.objects.values_list("pathway", flat=True)) == ["bbl", "bol"]
    assert erkend(key, TODAY)


def test_a_second_run_writes_nothing_also_a_week_later(desk: Desk, key: Key) -> None:
    rows = row() + row("geschorst", "2020-01-01", "2023-12-31") + row("actief", "2030-01-01", "")
    give(desk, rows)
    before = contents()
    give(desk, rows)
    assert contents() == before
    give(desk, rows, TODAY + 7 * DAY)
    assert contents() == before


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ("100417920,99999,bol,,,\n", "crebo '99999' is not known"),
        ("100417920,onzin,bol,,,\n", "no 5 digits"),
        ("100417929,25080,bol,,,\n", "leerbedrijf '100417929' is not known"),
        (",25080,bol,,,\n", "no leerbedrijf-ID"),
        ("100417920,25080,,,,\n", "no leerweg"),
        ("100417920,25080,xyz,,,\n", "leerweg 'xyz' does not exist"),
        ("100417920,25080,bol,2026-01-01,2025-01-01,\n", "before the first"),
        ("100417920,25080,bol,gisteren,,\n", "van 'gisteren' is no date"),
        ("100417920,25080,bol,,,misschien\n", "status 'misschien' does not exist"),
        ("100417920,25080,bol,,,,te veel\n", "more cells"),
    ],
)
def test_a_wrong_row_is_refused_and_the_rest_comes_in(
    desk: Desk, key: Key, wrong: str, reason: str
) -> None:
    answer = give(desk, wrong + row())
    assert answer.code == 1
    assert len(answer.refused) == 1
    assert answer.refused[0].startswith("2,")
    assert reason in answer.refused[0]
    assert erkend(key, TODAY)


def test_a_suspension_begins_on_the_day_of_the_file_and_ends_so_too(
    desk: Desk, key: Key, heard: list[AccreditationChange]
) -> None:
    give(desk, row())
    give(desk, row("geschorst"), TODAY + 5 * DAY)
    give(desk, row("actief"), TODAY + 9 * DAY)
    days = [day for day in range(12) if not erkend(key, TODAY + day * DAY)]
    assert days == [5, 6, 7, 8]
    assert [(one.status, one.is_erkend) for one in heard] == [
        (Status.SUSPENDED, False), (Status.ACTIVE, True),
    ]  # fmt: skip


def test_who_is_suspended_in_the_first_file_is_so_from_its_first_day(desk: Desk, key: Key) -> None:
    give(desk, row("ingetrokken"))
    assert not erkend(key, date(2024, 3, 1))
    assert not AccreditationChange.objects.exists()


def test_a_suspension_that_becomes_a_withdrawal_leaves_no_day_between(desk: Desk, key: Key) -> None:
    for days, status in enumerate(["actief", "geschorst", "ingetrokken"]):
        give(desk, row(status), TODAY + days * DAY)
    assert not any(erkend(key, TODAY + day * DAY) for day in range(1, 9))
    statuses = set(Accreditation.objects.values_list("status", flat=True))
    assert statuses == {"active", "suspended", "withdrawn"}


def test_a_last_day_that_moves_never_rewrites_days_that_passed(desk: Desk, key: Key) -> None:
    give(desk, row(last="2026-12-31"))
    give(desk, row(last="2026-06-30"))  # half a year ago
    assert erkend(key, TODAY - DAY)
    assert not erkend(key, TODAY)
    give(desk, row(last="2029-12-31"), TODAY + 3 * DAY)
    days = [erkend(key, TODAY + day * DAY) for day in range(-1, 5)]
    assert days == [True, False, False, False, True, True]


def others(number: int, programme: Programme) -> str:
    TrainingCompany.objects.bulk_create(
        TrainingCompany(name=f"B{n}", leerbedrijf_id=f"{200000000 + n}") for n in range(number)
    )
    return "".join(f"{200000000 + n},25080,bol,2024-01-01,,\n" for n in range(number))


def test_a_file_of_more_rows_asks_the_database_no_more(
    desk: Desk, key: Key, programme: Programme
) -> None:
    rows = others(40, programme).splitlines(keepends=True)
    asked = []
    for some in (rows[:4], rows[4:]):
        with CaptureQueriesContext(connection) as queries:
            give(desk, "".join(some), name=f"{len(some)}.csv")
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_what_vanished_ended_yesterday_and_what_returns_counts_from_today(
    desk: Desk, key: Key, programme: Programme, heard: list[AccreditationChange]
) -> None:
    rest = others(12, programme)
    give(desk, row() + rest)
    assert give(desk, rest, TODAY + 3 * DAY).code == 0
    give(desk, row() + rest, TODAY + 6 * DAY)
    days = [erkend(key, TODAY + day * DAY) for day in range(8)]
    assert days == [True, True, True, False, False, False, True, True]
    assert [one.is_erkend for one in heard] == [False, True]


def test_half_a_file_ends_nothing_unless_that_is_allowed(
    desk: Desk, key: Key, programme: Programme
) -> None:
    rest = others(3, programme)
    give(desk, row() + rest)
    before = contents()
    answer = give(desk, rest)
    assert answer.code == 1
    assert "--allow-endings" in answer.text
    assert contents() == before
    assert give(desk, rest, allow_endings=True).code == 0
    assert not erkend(key, TODAY)


@pytest.mark.parametrize(
    "mistyped", [row(last="31-02-2028"), row(first="vandaag"), row().replace("BOL", "bal")]
)
def test_a_typing_error_ends_no_recognition(
    desk: Desk, key: Key, programme: Programme, mistyped: str
) -> None:
    rest = others(12, programme)
    give(desk, row() + rest)
    before = contents()
    answer = give(desk, mistyped + rest, TODAY + DAY)
    assert (answer.code, len(answer.refused)) == (1, 1)
    assert contents() == before
    assert erkend(key, TODAY + DAY)


def test_an_unknown_status_may_mean_no_longer_erkend(
    desk: Desk, key: Key, programme: Programme
) -> None:
    rest = others(12, programme)
    give(desk, row() + rest)
    assert give(desk, row("vervallen verklaard") + rest, TODAY + DAY).code == 1
    assert not erkend(key, TODAY + DAY)


def test_another_source_ends_nothing_of_this_one(desk: Desk, key: Key) -> None:
    give(desk, row())
    give(desk, row(), name="ander.csv")
    give(desk, row(first="2025-01-01"), name="ander.csv", allow_endings=True)
    assert Accreditation.objects.filter(source="accreditations.csv", valid_until="2028-02-29")
    assert erkend(key, TODAY)


def test_a_file_that_repeats_itself_does_not_undo_an_officer(desk: Desk, key: Key) -> None:
    give(desk, row())
    with suppose(TODAY):
        actions.end(key=key, source="sbb", day=TODAY, of_every_source=True)
    give(desk, row(), TODAY + 2 * DAY)
    assert not erkend(key, TODAY + 2 * DAY)
    give(desk, row(last="2030-01-01"), TODAY + 3 * DAY)  # this is news
    assert erkend(key, TODAY + 3 * DAY)


def test_a_lifted_suspension_stays_lifted_while_the_file_says_the_same(
    desk: Desk, key: Key
) -> None:
    give(desk, row("geschorst"))
    with suppose(TODAY):
        actions.lift(key=key, source="sbb", day=TODAY)
    give(desk, row("geschorst"), TODAY + DAY)
    assert erkend(key, TODAY + DAY)


def test_listeners_hear_within_the_transaction_which_companies_changed(
    desk: Desk, company: TrainingCompany, programme: Programme
) -> None:
    told: list[object] = []

    def hear(companies: list[object], **_: object) -> None:
        told.extend(companies)
        assert Accreditation.objects.filter(company__in=companies).exists()

    accreditations_changed.connect(hear)
    try:
        give(desk, row())
        give(desk, row())
    finally:
        accreditations_changed.disconnect(hear)
    assert told == [company.pk]


def test_a_file_never_speaks_as_sbbs_officers_and_undoes_what_they_decided(
    desk: Desk, key: Key
) -> None:
    actions.recognise(key=key, source="register")
    actions.block(key=key, status=Status.WITHDRAWN, source=actions.OFFICERS, day=TODAY)
    answer = give(desk, row(), source=actions.OFFICERS, allow_endings=True)
    assert answer.code == 2
    assert "--source SBB" in answer.text
    assert not erkend(key, TODAY)
