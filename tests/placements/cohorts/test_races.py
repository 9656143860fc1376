"""Freezing and erasing in the same moment, with real transactions.

On SQLite writers stand in line by themselves; these run where rows are locked one by one.
"""

import pytest

from placements.cohorts.models import FrozenCohort, FrozenStudent, Kind
from schools.students import actions
from tests.at_once import at_once
from tests.placements.cohorts.scene import make_scene
from tests.schools.students.people import make_coordinator

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_who_is_erased_while_a_cohort_is_frozen_is_not_left_in_it() -> None:
    scene = make_scene()
    asks, stays = scene.student(), scene.student()
    coordinator = make_coordinator(scene.school)
    at_once(
        lambda: scene.freeze(Kind.FINAL),
        lambda: scene.freeze(Kind.FINAL),
        lambda: actions.erase(by=coordinator, student=asks),
    )
    assert FrozenCohort.objects.filter(kind=Kind.FINAL).count() == 1
    assert FrozenStudent.objects.get() == scene.row(stays, Kind.FINAL)
