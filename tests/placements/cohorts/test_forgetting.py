"""Rows go: because somebody asked, because a backup was put back, because of their term."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from placements.cohorts import collecting, forgetting
from placements.cohorts.models import FrozenStudent, Kind
from schools.students import actions
from stagebaken.audit import destruction
from stagebaken.backup.signals import restored
from stagebaken.web.days import suppose
from tests.placements.cohorts.scene import CUT_OFF, Scene
from tests.schools.students.people import make_coordinator

pytestmark = pytest.mark.django_db


def test_who_asks_for_erasure_is_in_no_cohort_any_more(scene: Scene) -> None:
    asks, stays = scene.student(), scene.student()
    collecting.collect_due(day=CUT_OFF + timedelta(days=1))
    scene.freeze()
    assert FrozenStudent.objects.count() == 4
    actions.erase(by=make_coordinator(scene.school), student=asks)
    assert FrozenStudent.objects.count() == 2
    assert scene.row(stays)
    scene.freeze(Kind.FINAL)
    assert FrozenStudent.objects.count() == 1


def test_a_backup_that_is_put_back_does_not_bring_the_rows_back(scene: Scene) -> None:
    asks, stays = scene.student(), scene.student()
    scene.freeze()
    backup = list(FrozenStudent.objects.all())
    actions.erase(by=make_coordinator(scene.school), student=asks)
    FrozenStudent.objects.all().delete()
    FrozenStudent.objects.bulk_create(backup)
    restored.send(sender=None)
    assert [row.pk for row in FrozenStudent.objects.all()] == [scene.row(stays).pk]


def test_a_record_of_a_backup_that_goes_again_changes_no_cohort(scene: Scene) -> None:
    """It may have gone by its term: then its row was meant to stay."""
    somebody = scene.student()
    scene.freeze()
    destruction.announce("erase", [somebody.pk])
    restored.send(sender=None)
    assert FrozenStudent.objects.count() == 1


def test_rows_stay_until_three_years_are_out_and_then_go(scene: Scene) -> None:
    told = StringIO()
    scene.student()
    final = scene.freeze(Kind.FINAL)  # on 1 March 2027
    forgetting.empty_old(day=date(2029, 3, 31))
    assert FrozenStudent.objects.count() == 1, "the block of its first year comes on 1 March 2029"
    with suppose(date(2029, 4, 2)):
        call_command("cohorts_day", stdout=told)
    assert not FrozenStudent.objects.exists()
    final.refresh_from_db()
    assert final.emptied_on == date(2029, 4, 2)
    assert told.getvalue() == "Counted 0 placement periods.\n"
    assert scene.freeze(Kind.FINAL) == final, "what was frozen once is not frozen again"
    assert not FrozenStudent.objects.exists()
