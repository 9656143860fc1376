"""A cohort in memory, with what the origin register knows beside it; and none of that elsewhere."""

import io
import logging
from datetime import date

import numpy as np
import pytest
from django.apps import apps
from django.db import models

from placements.agreements.models import Route
from placements.cohorts import building
from placements.cohorts.building import NotFrozen
from placements.cohorts.models import FrozenStudent, Kind
from placements.cohorts.pseudonyms import KeyChanged
from placements.outcomes.cohort import LABELS, NUMBERS, Cohort
from placements.outcomes.indicators import beside
from schools.origin import actions, answering
from schools.origin.sealing import Answers, Facts
from schools.students.models import Student
from stagebaken.audit.models import Event, Verb
from tests import cast
from tests.placements.cohorts.scene import YEAR, Scene
from tests.schools.origin.conftest import switch_on

pytestmark = pytest.mark.django_db
NAME = "proef"


def with_account(student: Student) -> Student:
    user = cast.make_user(f"S {student.number}", student.school)
    day = date(2025, 9, 1)
    student.account, student.invited_on, student.joined_on = user, day, day
    student.save()
    return student


def gave(student: Student, facts: Facts, answers: Answers | None = None, year: int = 2026) -> None:
    assert student.account is not None
    actions.give(by=student.account, student=student, facts=facts)
    if answers:
        answering.answer(by=student.account, student=student, year=year, answers=answers)


def build(scene: Scene, kind: Kind = Kind.FINAL, years: int = 1) -> tuple[Cohort, list[str]]:
    return building.build(school=scene.school, year=YEAR, kind=kind, release_name=NAME, years=years)


def label(cohort: Cohort, name: str) -> list[str]:
    column = cohort.labels[name]
    return [column.names[code] for code in column.codes]


def test_everything_of_a_cohort_is_there_under_its_own_names(scene: Scene) -> None:
    switch_on(scene.school, cast.make_administrator(scene.school))
    somebody = with_account(scene.student())
    gave(somebody, Facts("Buiten-Europa", "Marokko", True, "vrouw"), Answers(True, 6))
    scene.placed(somebody, 20, route=Route.ELSEWHERE, applications_count=3)
    scene.freeze(Kind.FINAL)
    cohort, [unit] = build(scene)
    assert tuple(cohort.labels) == LABELS
    assert tuple(cohort.numbers) == NUMBERS
    assert {name: label(cohort, name)[0] for name in LABELS} == {
        "year": "2025", "school": "zeewaarde", "region": "Noord-Holland", "level": "niveau3",
        "leerweg": "BOL", "sector": "Mobiliteit, transport, logistiek en maritiem",
        "gender": "vrouw", "herkomst": "Buiten-Europa", "herkomst_land": "Marokko",
        "born_nl": "1", "route": "sollicitatie",
    }  # fmt: skip
    numbers = {name: float(cohort[name][0]) for name in NUMBERS if name != "n_invited"}
    assert numbers == {
        "n_applications": 3, "placed": 1, "days": 20, "left_school": 0, "early_term": 0,
        "responded": 1, "discrim": 1, "satisfaction": 6,
    }  # fmt: skip
    assert np.isnan(cohort["n_invited"][0]), "nobody wrote down who invited elsewhere"
    assert unit == FrozenStudent.objects.get().pseudonym.hex


def test_the_evaluation_of_another_year_is_not_about_this_placement(scene: Scene) -> None:
    switch_on(scene.school, cast.make_administrator(scene.school))
    placed, unplaced = with_account(scene.student()), with_account(scene.student())
    scene.placed(placed, 20)
    scene.applied(unplaced, 3)
    for one in (placed, unplaced):
        gave(one, Facts("Europa"), Answers(True, 4), year=YEAR)
    scene.freeze(Kind.FINAL)
    cohort, _ = build(scene)
    assert label(cohort, "herkomst") == ["Europa", "Europa"]
    assert list(cohort["responded"]) == [0, 0]
    assert np.isnan(cohort["discrim"]).all()


def test_where_the_register_is_off_everybody_is_unknown(scene: Scene) -> None:
    scene.student()
    scene.freeze(Kind.FINAL)
    cohort, _ = build(scene)
    assert label(cohort, "herkomst") == label(cohort, "gender") == ["Onbekend"]
    assert np.isnan(cohort["responded"]).all()
    assert not Event.objects.filter(verb=Verb.ORIGIN_READ).exists()


def test_whose_record_is_gone_is_unknown_and_still_counted(scene: Scene) -> None:
    switch_on(scene.school, cast.make_administrator(scene.school))
    somebody = with_account(scene.student())
    gave(somebody, Facts("Europa"))
    scene.freeze(Kind.FINAL)
    number = somebody.number
    somebody.delete()
    after = scene.student()
    Student.objects.filter(pk=after.pk).update(number=number)
    after.refresh_from_db()
    gave(with_account(after), Facts("Buiten-Europa"))
    cohort, _ = build(scene)
    assert label(cohort, "herkomst") == ["Onbekend"], "the next holder of the number is no one here"


def test_no_total_is_lost_between_the_rows_and_the_figures(scene: Scene) -> None:
    for route in (Route.SCHOOL, Route.ELSEWHERE, Route.NETWORK):
        scene.placed(scene.student(), 4, route=route, applications_count=1)
    scene.applied(scene.student(), 4)
    scene.student()
    scene.freeze(Kind.FINAL)
    cohort, units = build(scene)
    assert len(cohort) == len(units) == len(set(units)) == 5
    [line] = beside(cohort, "school")
    applicants = int(cohort.is_applicant.sum())
    assert (line.students, line.direct, applicants, line.unclear) == (5, 2, 2, 1)


def test_of_three_years_each_student_counts_once(scene: Scene) -> None:
    scene.student()
    for year in (2023, 2024, 2025):
        scene.period.search_start = scene.period.search_start.replace(year=year)
        scene.period.cut_off = scene.period.cut_off.replace(year=year + 1)
        scene.period.save()
        Student.objects.update(started_on=date(2023, 8, 1))
        if year == YEAR:
            scene.student(started_on=date(2025, 8, 1))
        scene.freeze(Kind.FINAL, year)
    cohort, units = build(scene, years=3)
    assert sorted(label(cohort, "year")) == ["2023", "2025"]
    assert len(set(units)) == 2
    assert len(build(scene)[0]) == 2, "in a year by itself everybody is there"


def test_a_cohort_that_is_not_frozen_or_of_another_key_is_not_built(
    scene: Scene, settings: object
) -> None:
    with pytest.raises(NotFrozen):
        build(scene)
    scene.freeze(Kind.FINAL)
    with pytest.raises(NotFrozen):
        build(scene, years=3)
    settings.RELEASE_KEY = "99" * 32  # type: ignore[attr-defined]
    with pytest.raises(KeyChanged):
        build(scene)


def test_nothing_of_origin_lies_anywhere_after_building(
    scene: Scene, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """All tables but the sealed ones, the log, and what was printed, read from end to end."""
    switch_on(scene.school, cast.make_administrator(scene.school))
    somebody = with_account(scene.student())
    gave(somebody, Facts("Buiten-Europa", "Eritrea", False, "anders"), Answers(True, 3))
    scene.placed(somebody, 20)
    scene.freeze(Kind.FINAL)
    with caplog.at_level(logging.DEBUG):
        build(scene)
    written = io.StringIO()
    for model in apps.get_models():
        if model._meta.app_label not in {"origin", "search"}:
            _write_down(model, written)
    text = written.getvalue() + caplog.text + "".join(capsys.readouterr())
    for word in ("Buiten-Europa", "Eritrea", "anders"):
        assert word not in text
    row = FrozenStudent.objects.values().get()
    assert not {"herkomst", "gender", "discrim", "satisfaction", "responded"} & set(row)


def _write_down(model: type[models.Model], into: io.StringIO) -> None:
    for row in model._base_manager.values_list():
        into.write(f"{row}\n")


def test_an_error_while_joining_says_nothing_of_anybody(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch_on(scene.school, cast.make_administrator(scene.school))
    somebody = with_account(scene.student())
    gave(somebody, Facts("Buiten-Europa", "Eritrea"))
    scene.freeze(Kind.FINAL)
    monkeypatch.setattr(building, "NUMBERS", (*NUMBERS, "shoe_size"))
    with pytest.raises(KeyError) as caught:
        build(scene)
    assert "Eritrea" not in str(caught.value)
    assert somebody.number not in str(caught.value)
