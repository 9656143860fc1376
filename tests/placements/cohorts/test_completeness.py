"""What a coordinator reads of how much there is to count, and the student of what is counted."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from placements.agreements.models import Route
from placements.agreements.transitions import State as Stage
from placements.applications.models import Application
from placements.cohorts import collecting, own_copy
from placements.cohorts.completeness import Completeness, completeness
from placements.cohorts.models import FrozenStudent
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.audit.models import Event, Verb
from tests import cast
from tests.placements.cohorts.scene import CUT_OFF, YEAR, Scene

pytestmark = pytest.mark.django_db


def test_it_says_what_is_counted_and_what_is_missing(scene: Scene) -> None:
    scene.student()  # nothing known
    scene.student(cohort=2019)  # in no period
    scene.applied(scene.student(level=None), 3)
    scene.placed(scene.student(pathway="ovo"), 3, route=Route.ELSEWHERE, applications_count=0)
    scene.placed(scene.student(crebo="11111"), 3, state=Stage.PROPOSED, agreed_on=None)
    assert completeness(scene.school, YEAR) == Completeness(
        students=4, without_period=1, without_outcome=1, without_count=1, waiting=1,
        without_level=1, without_leerweg=1, without_sector=1, has_region=True,
    )  # fmt: skip
    assert not FrozenStudent.objects.exists()
    assert not Event.objects.filter(verb=Verb.ORIGIN_READ).exists()


def test_it_takes_as_many_queries_for_one_student_as_for_many(scene: Scene) -> None:
    def number() -> int:
        with CaptureQueriesContext(connection) as queries:
            completeness(scene.school, YEAR)
        return len(queries)

    scene.applied(scene.student(), 3)
    few = number()
    for _ in range(20):
        scene.applied(scene.student(), 3)
    assert number() == few < 15


@pytest.fixture
def account(scene: Scene) -> User:
    return cast.make_user("Noor", scene.school)


def copied(student: Student, account: User) -> list[str]:
    return [
        f"{entry.heading}: " + "; ".join(f"{one.label} {one.shown}" for one in entry.filled)
        for entry in own_copy.COPY.read(student, account)
    ]


def test_a_student_reads_what_is_counted_about_them(scene: Scene, account: User) -> None:
    somebody, other = scene.student(), scene.student()
    scene.applied(somebody, 3)
    scene.applied(other, 3)
    collecting.collect_due(day=CUT_OFF + timedelta(days=1))
    scene.freeze()
    [collected, provisional] = copied(somebody, account)
    assert collected.startswith("Schooljaar 2025-2026 (bijgehouden): Niveau Niveau 3")
    assert provisional.startswith("Schooljaar 2025-2026 (voorlopig): ")
    assert "Sollicitaties via Stagebaken 1" in provisional
    assert "Provincie Noord-Holland" in provisional


def test_whoever_gets_the_record_of_another_reads_nothing_of_their_search(
    scene: Scene, account: User
) -> None:
    somebody = scene.student()
    scene.applied(somebody, 3)
    scene.freeze()
    Application.objects.update(parted_on=CUT_OFF)
    assert copied(somebody, account) == []
