"""What is frozen of a school year, and that it stays."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from placements.agreements.models import Placement, Route
from placements.agreements.transitions import State as Stage
from placements.cohorts import collecting, freezing
from placements.cohorts.freezing import NotOver, TooLate
from placements.cohorts.models import FrozenCohort, FrozenStudent, Kind
from placements.cohorts.pseudonyms import KeyChanged
from schools.students.models import Student
from stagebaken.audit.models import Event, Verb
from tests.placements.cohorts.scene import CUT_OFF, EARLY, FIRST, YEAR, Scene

pytestmark = pytest.mark.django_db


def test_a_row_says_what_came_of_the_search(scene: Scene) -> None:
    applicant = scene.student()
    scene.applied(applicant, 3, invited=9)
    scene.applied(applicant, 12)
    scene.placed(applicant, 40, route=Route.ELSEWHERE, applications_count=2, **EARLY)
    scene.freeze()
    row = scene.row(applicant)
    assert (row.level, row.leerweg, row.sector, row.region) == ("niveau3", "BOL", "02", "NH")
    assert (row.way, row.applied, row.elsewhere, row.invited) == ("sollicitatie", 2, 2, 1)
    assert (row.is_placed, row.days, row.is_early) == (True, 40, True)
    assert (row.answers_year, row.counted_ago) == (2026, None)


def test_a_place_that_was_taken_back_or_not_agreed_on_is_none(scene: Scene) -> None:
    back, waiting = scene.student(), scene.student()
    scene.placed(back, 5, state=Stage.WITHDRAWN, ended_on=FIRST)
    scene.placed(waiting, 5, state=Stage.PROPOSED, agreed_on=None)
    scene.freeze()
    for one in (back, waiting):
        assert scene.row(one).is_placed is False


def test_papers_that_came_late_are_in_the_final_cohort(scene: Scene) -> None:
    somebody = scene.student()
    found = scene.placed(somebody, 5, state=Stage.PROPOSED, agreed_on=None)
    scene.freeze()
    found.state, found.agreed_on = Stage.AGREED, date(2026, 11, 2)
    found.save()
    scene.freeze(Kind.FINAL)
    assert scene.row(somebody, Kind.FINAL).is_placed is True


def test_what_is_frozen_is_frozen_once(scene: Scene) -> None:
    somebody = scene.student()
    scene.applied(somebody, 3)
    first = scene.freeze()
    scene.applied(somebody, 4)
    scene.student()
    assert scene.freeze() == first
    assert scene.row(somebody).applied == 1
    assert FrozenStudent.objects.count() == 1
    [event] = Event.objects.filter(verb=Verb.COHORT_FROZEN)
    assert event.detail == {"year": YEAR, "kind": "provisional"}


def test_the_final_cohort_takes_the_rows_before_it_away(scene: Scene) -> None:
    scene.student()
    provisional = scene.freeze()
    scene.freeze(Kind.FINAL)
    provisional.refresh_from_db()
    assert provisional.emptied_on == date(2027, 3, 1)
    assert set(FrozenStudent.objects.values_list("cohort__kind", flat=True)) == {"final"}
    with pytest.raises(TooLate):
        freezing.freeze(school=scene.school, year=YEAR, kind=Kind.COLLECTED, day=date(2027, 3, 2))


def test_a_year_that_still_runs_is_not_frozen(scene: Scene) -> None:
    with pytest.raises(NotOver):
        freezing.freeze(
            school=scene.school, year=YEAR, kind=Kind.PROVISIONAL, day=date(2026, 7, 31)
        )


def test_no_name_number_day_or_company_stands_in_it(scene: Scene) -> None:
    somebody = scene.student()
    scene.placed(somebody, 40)
    scene.freeze()
    [row] = FrozenStudent.objects.values()
    text = " ".join(map(str, row.values()))
    company = scene.garage
    secrets = (somebody.name, somebody.number, somebody.pk, somebody.pk.hex, somebody.email,
               company.name, company.pk, somebody.programme, somebody.crebo)  # fmt: skip
    assert not [one for one in secrets if str(one) in text]
    assert not [value for value in row.values() if isinstance(value, date)]


def test_rows_lie_in_no_order_of_students(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """The order in which they are written is the last thing that would tell."""
    shuffled: list[int] = []
    monkeypatch.setattr(
        "placements.cohorts.writing.secrets.SystemRandom.shuffle",
        lambda _, rows: shuffled.append(len(rows)),
    )
    for _ in range(3):
        scene.student()
    scene.freeze()
    assert shuffled == [3]


def test_a_student_of_the_bbl_who_works_on_did_not_look(scene: Scene) -> None:
    working = scene.student(pathway="bbl")
    long: dict[str, Any] = {"starts_on": date(2024, 9, 2), "ends_on": date(2027, 7, 2)}
    scene.placed(working, -420, period=None, state=Stage.RUNNING, **long)
    other = scene.student(pathway="bol")
    scene.placed(other, -420, period=None, state=Stage.RUNNING, **long)
    scene.freeze()
    row = scene.row(working)
    assert (row.way, row.is_placed, row.days, row.leerweg) == ("direct", True, 0, "BBL")
    assert scene.row(other).is_placed is None, "nothing is known of this search"


def test_the_third_leerweg_and_an_unknown_level_are_unknown(scene: Scene) -> None:
    somebody = scene.student(pathway="ovo", level=None, crebo="11111")
    scene.freeze()
    row = scene.row(somebody)
    assert (row.level, row.leerweg, row.sector) == ("", "", "")


def test_who_was_counted_in_an_earlier_year_is_marked_so(scene: Scene) -> None:
    somebody = scene.student()
    scene.freeze(Kind.FINAL)
    scene.period.search_start += timedelta(days=365)
    scene.period.cut_off += timedelta(days=365)
    scene.period.save()
    newcomer = scene.student()
    scene.freeze(year=2026)
    rows = FrozenStudent.objects.of(scene.school, 2026, Kind.PROVISIONAL)
    assert sorted(rows.values_list("counted_ago", flat=True), key=bool) == [None, 1]
    assert somebody.pk != newcomer.pk


def test_under_another_key_nothing_is_frozen_beside_what_was_collected(
    scene: Scene, settings: Any
) -> None:
    scene.student()
    collecting.collect_due(day=CUT_OFF + timedelta(days=1))
    settings.RELEASE_KEY = "99" * 32
    with pytest.raises(KeyChanged):
        scene.freeze()
    assert not FrozenCohort.objects.filter(kind=Kind.PROVISIONAL).exists()


def test_a_large_school_takes_a_few_queries(scene: Scene) -> None:
    """5,000 students: each of the rooms is asked once, and rows go in by hundreds."""
    facts = {"cohort": 2024, "crebo": "90211", "pathway": "bol", "level": 3, "source": "proef"}
    Student.objects.bulk_create(
        Student(school=scene.school, number=str(number), started_on=date(2025, 8, 1), **facts)
        for number in range(5000)
    )
    some = list(Student.objects.all()[:300])
    found = FIRST + timedelta(days=9)
    Placement.objects.bulk_create(
        Placement(
            student=one, company=scene.garage, route=Route.SCHOOL, period=scene.period,
            state=Stage.AGREED, proposed_on=found, taken_over_on=found, agreed_on=found,
            starts_on=found, ends_on=date(2026, 12, 1),
        )
        for one in some
    )  # fmt: skip
    with CaptureQueriesContext(connection) as queries:
        scene.freeze()
    inserts = [one for one in queries if one["sql"].startswith("INSERT")]
    assert len(queries) - len(inserts) < 30
    assert len(inserts) < 100  # SQLite takes some fifty rows in a statement
    assert FrozenStudent.objects.count() == 5000
    assert FrozenStudent.objects.filter(is_placed=True).count() == 300
