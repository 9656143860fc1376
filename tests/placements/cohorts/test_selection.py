"""Who is counted: every student at most once, and in the first search of the year."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placements.cohorts import selection
from placements.cohorts.selection import Searcher, chosen
from placements.cohorts.years import bounds, year_of
from schools.students.models import PlacementPeriod, Student
from tests.placements.cohorts.scene import CUT_OFF, FIRST, YEAR, Scene, make_period

DAY = st.integers(0, 300).map(lambda days: date(2025, 8, 1) + timedelta(days=days))
CREBOS = ("", "90211", "25997")


def period(crebo: str, cohort: int, first: date, length: int) -> PlacementPeriod:
    return PlacementPeriod(
        cohort=cohort,
        crebo=crebo,
        name=f"{first} {length}",
        search_start=first,
        cut_off=first + timedelta(days=length),
    )


def student(crebo: str, cohort: int | None, started: date, ended: date | None) -> Student:
    return Student(crebo=crebo, cohort=cohort, started_on=started, ended_on=ended)


COHORT = st.sampled_from([2023, 2024])
PERIODS = st.lists(st.builds(period, st.sampled_from(CREBOS), COHORT, DAY, st.integers(0, 200)))
STUDENTS = st.lists(
    st.builds(student, st.sampled_from(CREBOS), st.none() | COHORT, DAY, st.none() | DAY)
)


def is_of(one: Student, period: PlacementPeriod) -> bool:
    """Whether it is for this student, told once more in other words."""
    return (
        one.cohort == period.cohort
        and period.crebo in ("", one.crebo)
        and one.started_on <= period.cut_off
        and (one.ended_on is None or one.ended_on >= period.search_start)
    )


@settings(max_examples=100)
@given(students=STUDENTS, periods=PERIODS)
def test_every_student_with_a_search_is_counted_exactly_once(
    students: list[Student], periods: list[PlacementPeriod]
) -> None:
    ordered = sorted(periods, key=selection._order)
    found: list[Searcher] = list(chosen(students, ordered))
    counts = Counter(one.student.pk for one in found)
    assert set(counts.values()) <= {1}
    searching = {one.pk for one in students if any(is_of(one, each) for each in periods)}
    assert set(counts) == searching
    for one in found:
        own = [each for each in periods if is_of(one.student, each)]
        assert one.period in own
        assert one.period.search_start == min(each.search_start for each in own)


def test_of_two_searches_on_a_day_the_one_for_the_own_programme_counts(scene: Scene) -> None:
    own = make_period(scene.school, crebo="90211", name="Autotechniek")
    somebody = scene.student()
    periods = selection.periods_of_year(scene.school, YEAR)
    [found] = chosen([somebody], periods)
    assert found.period == own


def test_a_search_belongs_to_the_school_year_in_which_it_ends(scene: Scene) -> None:
    make_period(scene.school, name="Zomer", search_start=date(2026, 6, 1), cut_off=date(2026, 9, 4))
    assert [one.name for one in selection.periods_of_year(scene.school, YEAR)] == ["Bpv 2"]
    assert [one.name for one in selection.periods_of_year(scene.school, 2026)] == ["Zomer"]


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_school_year_has_all_its_days(year: int) -> None:
    first, last = bounds(year)
    assert (first, last) == (date(year, 8, 1), date(year + 1, 7, 31))
    assert {year_of(first), year_of(last)} == {year}


def test_who_came_after_the_search_or_left_before_it_is_not_in_it(scene: Scene) -> None:
    late = scene.student(started_on=CUT_OFF + timedelta(days=1))
    gone = scene.student(ended_on=FIRST - timedelta(days=1))
    there = scene.student(ended_on=FIRST)
    periods = selection.periods_of_year(scene.school, YEAR)
    found = chosen(selection.candidates(scene.school, periods), periods)
    assert [one.student for one in found] == [there]
    assert late.pk
    assert gone.pk
