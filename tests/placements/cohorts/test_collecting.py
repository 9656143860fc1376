"""Searches are written down while they are known: applications and records do not stay."""

from datetime import date, timedelta

import pytest

from placements.agreements.models import Route
from placements.applications.models import Application
from placements.cohorts import collecting
from placements.cohorts.models import CountedPeriod, FrozenStudent, Kind
from schools.students import keeping
from schools.students.models import Student
from stagebaken.web.days import suppose
from tests.placements.cohorts.scene import CUT_OFF, FIRST, Scene, make_period

pytestmark = pytest.mark.django_db
AFTER = CUT_OFF + timedelta(days=1)


def collect(day: date = AFTER) -> int:
    return collecting.collect_due(day=day)


def test_applications_that_are_deleted_a_year_later_still_count(scene: Scene) -> None:
    somebody = scene.student()
    for day in (1, 2, 3, 4):
        scene.applied(somebody, day, invited=9)
    assert collect() == 1
    Application.objects.all().delete()
    scene.freeze(Kind.FINAL)
    row = scene.row(somebody, Kind.FINAL)
    assert (row.applied, row.invited, row.way, row.is_placed) == (4, 4, "sollicitatie", False)


def test_a_period_is_counted_once_and_anew_when_it_goes_on_longer(scene: Scene) -> None:
    scene.student()
    assert collect(CUT_OFF) == 0, "the last day is not over"
    assert [collect(), collect(), collect(AFTER + timedelta(days=9))] == [1, 0, 0]
    scene.period.cut_off += timedelta(days=20)
    scene.period.save()
    assert collect(AFTER + timedelta(days=20)) == 1
    assert FrozenStudent.objects.count() == 1
    assert CountedPeriod.objects.count() == 1


def test_what_is_found_out_later_counts_beside_what_was_collected(scene: Scene) -> None:
    somebody = scene.student()
    scene.applied(somebody, 2)
    collect()
    scene.placed(somebody, 30, route=Route.ELSEWHERE, applications_count=5)
    scene.freeze()
    row = scene.row(somebody)
    assert (row.applied, row.elsewhere, row.is_placed, row.days) == (1, 5, True, 30)


def left_in_january(scene: Scene) -> Student:
    """Kept for six months, and so gone before any figure is made."""
    somebody = scene.student(ended_on=date(2026, 1, 30))
    scene.applied(somebody, 10)
    return somebody


def test_who_left_without_a_place_is_counted_though_the_record_is_gone(scene: Scene) -> None:
    somebody = left_in_january(scene)
    with suppose(date(2026, 8, 3)):
        assert keeping.forget(day=date(2026, 8, 3)) == 1
    assert not Student.objects.filter(pk=somebody.pk).exists()
    for kind in (Kind.PROVISIONAL, Kind.FINAL):
        scene.freeze(kind)
        row = scene.row(somebody, kind)
        assert (row.has_left, row.is_placed) == (True, False)
        assert (row.days, row.applied) == ((date(2026, 1, 30) - FIRST).days, 1)


def test_a_record_that_goes_between_the_two_is_in_both(scene: Scene) -> None:
    somebody = scene.student(ended_on=date(2026, 6, 30))
    scene.placed(somebody, 4)
    collect()
    scene.freeze()
    with suppose(date(2027, 1, 4)):
        assert keeping.forget(day=date(2027, 1, 4)) == 1
    scene.freeze(Kind.FINAL)
    assert scene.row(somebody, Kind.FINAL).is_placed is True
    assert FrozenStudent.objects.count() == 1


def test_after_the_final_cohort_a_record_that_goes_leaves_nothing(scene: Scene) -> None:
    scene.student(ended_on=date(2026, 9, 30))
    scene.freeze(Kind.FINAL)
    with suppose(date(2027, 4, 5)):
        assert keeping.forget(day=date(2027, 4, 5)) == 1
    assert FrozenStudent.objects.count() == 1
    assert not FrozenStudent.objects.filter(cohort__kind=Kind.COLLECTED).exists()


def test_another_key_keeps_no_record_beyond_its_term(scene: Scene, settings: object) -> None:
    left_in_january(scene)
    collect()
    settings.RELEASE_KEY = "99" * 32  # type: ignore[attr-defined]
    with suppose(date(2026, 8, 3)):
        assert keeping.forget(day=date(2026, 8, 3)) == 1
    assert not Student.objects.exists()


def test_who_changed_programme_stays_counted_where_the_search_was(scene: Scene) -> None:
    scene.period.crebo = "90211"
    scene.period.save()
    somebody = scene.student()
    scene.applied(somebody, 3)
    collect()
    somebody.crebo, somebody.cohort = "25997", 2026
    somebody.save()
    scene.freeze()
    assert scene.row(somebody).applied == 1


def test_everybody_is_counted_once_however_the_record_goes(scene: Scene) -> None:
    """The law, on rows: those who stay, leave, move and search twice, each in one row."""
    second = make_period(
        scene.school, name="Later", search_start=date(2026, 3, 2), cut_off=date(2026, 7, 3)
    )
    people = [scene.student() for _ in range(6)]
    people += [scene.student(ended_on=date(2026, 1, 5)) for _ in range(2)]
    for one in people[:3]:
        scene.placed(one, 8, period=second)
    collect(AFTER)
    collect(date(2026, 7, 4))
    with suppose(date(2026, 8, 3)):
        assert keeping.forget(day=date(2026, 8, 3)) == 2
    people[4].crebo = ""
    people[4].cohort = 2026
    people[4].save()
    scene.freeze()
    rows = FrozenStudent.objects.filter(cohort__kind=Kind.PROVISIONAL)
    assert rows.count() == len(people)
    assert {scene.row(one).pk for one in people} == set(rows.values_list("pk", flat=True))
