"""Released once, by the calendar, and frozen."""

from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from placements.protection.frozen import FiguresAreFrozen
from reports.yearly import actions, tasks
from reports.yearly.actions import Superseded, TooEarly, due_on, release_due
from reports.yearly.models import Group, Kind, PublishedCell, YearlyRelease
from schools.registry.models import School
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import suppose
from tests.cast import zeewaarde
from tests.reports.yearly.making import LATER, YEAR, records, released, schools, value

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    school = zeewaarde()
    records(school, 33)
    return school


def stored() -> list[Any]:
    return list(PublishedCell.objects.order_by("pk").values_list())


# ---------- frozen ----------


def test_a_release_is_made_once_and_stays_whatever_is_registered_afterwards(
    school: School,
) -> None:
    made = released()
    before = stored()
    records(school, 50)
    again, is_new = actions.release(year=YEAR, kind=Kind.FINAL, day=LATER)
    assert (again, is_new) == (made, False)
    assert stored() == before


def test_nobody_changes_or_deletes_a_figure(school: School) -> None:
    made = released()
    cell = PublishedCell.objects.first()
    assert cell is not None
    attempts: list[Any] = [
        cell.save,
        cell.delete,
        made.save,
        made.delete,
        PublishedCell.objects.all().delete,
        lambda: PublishedCell.objects.update(value=1),
        lambda: PublishedCell.objects.bulk_update([cell], ["value"]),
    ]
    for attempt in attempts:
        with pytest.raises(FiguresAreFrozen):
            attempt()


def test_a_fresh_release_draws_anew(school: School) -> None:
    """33 is shown as 30 or as 35: with one key both releases would always agree."""
    pairs = set()
    for year in range(2026, 2038):
        if year > YEAR:
            records(school, 33, year=year)
        for kind in (Kind.PROVISIONAL, Kind.FINAL):
            released(year, kind)
        pairs.add(
            tuple(
                PublishedCell.objects.get(
                    release__year=year, release__kind=kind, table="totals", item="reports",
                    years=1, school=school,
                ).value
                for kind in (Kind.PROVISIONAL, Kind.FINAL)
            )
        )  # fmt: skip
    assert {one != other for one, other in pairs} == {True, False}


def test_a_release_is_in_the_log(school: School) -> None:
    made = released()
    event = Event.objects.get(verb=Verb.FIGURES_RELEASED)
    assert (event.subject, event.actor_id) == (made.pk, None)
    assert event.detail == {"year": YEAR, "kind": "final"}


# ---------- when ----------


def test_figures_come_when_the_year_is_over_and_handled() -> None:
    assert due_on(2026, Kind.PROVISIONAL) == date(2027, 10, 1)
    assert due_on(2026, Kind.FINAL) == date(2028, 3, 1)


@pytest.mark.parametrize("kind", list(Kind))
def test_before_their_day_no_figures_come(school: School, kind: Kind) -> None:
    eve = date.fromordinal(due_on(YEAR, kind).toordinal() - 1)
    with pytest.raises(TooEarly):
        actions.release(year=YEAR, kind=kind, day=eve)
    assert not YearlyRelease.objects.exists()


def test_after_the_final_figures_no_provisional_ones_come(school: School) -> None:
    released()
    with pytest.raises(Superseded):
        actions.release(year=YEAR, kind=Kind.PROVISIONAL, day=LATER)


def test_the_calendar_releases_what_is_due_and_once(school: School) -> None:
    def names(day: date) -> list[str]:
        return [str(made) for made in release_due(day=day)]

    assert names(date(2027, 9, 30)) == ["2025 final"]  # of which there are no reports
    assert names(date(2027, 10, 1)) == ["2026 provisional"]
    assert names(date(2027, 10, 2)) == []
    assert names(date(2028, 3, 1)) == ["2026 final"]
    assert names(date(2028, 9, 30)) == []
    assert names(date(2028, 12, 24)) == ["2027 provisional"]  # the server was off


@given(day=st.dates(date(2024, 1, 1), date(2060, 1, 1)))
def test_whatever_the_day_only_what_is_due_is_meant(day: date) -> None:
    latest = {kind: year for year, kind in actions.latest(day)}
    for kind, year in latest.items():
        assert due_on(year, kind) <= day < due_on(year + 1, kind)


def test_the_scheduler_releases(school: School) -> None:
    with suppose(date(2027, 10, 1)):
        tasks.release_due.func(None)  # the context is for a second attempt
    assert YearlyRelease.objects.filter(year=YEAR, kind=Kind.PROVISIONAL).exists()


# ---------- three years ----------


def test_every_third_year_brings_the_figures_of_three_years_that_do_not_overlap() -> None:
    school = zeewaarde()
    for year in range(2026, 2032):
        records(school, 10, year=year)
        released(year, Kind.PROVISIONAL)
        released(year)
    blocks = PublishedCell.objects.filter(years=3).values_list("release__year", flat=True)
    assert set(blocks) == {2028, 2031}
    assert not PublishedCell.objects.filter(years=3, release__kind=Kind.PROVISIONAL).exists()
    for year in (2028, 2031):
        made = YearlyRelease.objects.get(year=year, kind=Kind.FINAL)
        assert value(made, "totals", "reports", school=school, years=3) == 30
        assert value(made, "totals", "reports", school=school) is None


def test_schools_together_have_a_block_too() -> None:
    for school in schools(5):
        for year in (2026, 2027, 2028):
            records(school, 5, year=year)
    made = released(2028)
    assert value(made, "totals", "reports", group=Group.MBO, years=3) == 75


# ---------- by hand ----------


def test_an_operator_releases_by_hand_and_is_told(
    school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    with suppose(date(2028, 4, 1)):
        call_command("yearly", "release", "2026", "--final")
        call_command("yearly", "release", "2026", "--final")
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("The final figures of 2026-2027 are released: ")
    assert second.startswith("The final figures of 2026-2027 were released on 2028-04-01: ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["2027"], "The provisional figures of 2027-2028 can be released from 2028-10-01 on."),
        (["27"], "27 is no year of this installation."),
        (["2025"], "The final figures of 2025-2026 are out already."),
    ],
)
def test_what_cannot_be_released_is_said_in_one_line(
    school: School, arguments: list[str], sentence: str
) -> None:
    released(2025)
    with suppose(date(2028, 4, 1)), pytest.raises(CommandError, match=sentence) as error:
        call_command("yearly", "release", *arguments)
    assert error.value.returncode == 2


def test_no_figure_ever_names_a_company() -> None:
    names = {field.name for field in PublishedCell._meta.fields}
    assert names == {
        "id", "release", "school", "group", "years", "table", "item", "value", "whole",
        "percent", "low", "high",
    }  # fmt: skip
