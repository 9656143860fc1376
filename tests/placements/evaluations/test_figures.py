"""Figures: once, of a year that is over, of enough answers, and with nothing to subtract."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from placements.agreements.models import Placement
from placements.evaluations import figures, passing, releasing, sending
from placements.evaluations.models import (
    Evaluation,
    Figure,
    FigureRelease,
    Question,
    SafetyAnswer,
    TrainerEvaluation,
)
from placements.evaluations.releasing import Said, rounded
from placements.protection.rounding import Release
from schools.students.models import Student
from stagebaken.vault import erasure
from stagebaken.web.days import suppose
from tests.placements.evaluations.scene import OVER, THEMES, TRAINER, Ended
from tests.stagebaken.accounts.signing_in import sign_in

OCTOBER = date(2027, 10, 1)
SCHOOL = UUID("1b4e28ba-2fa1-4d3b-9c1f-0a2f6b1d7e55")


def answered(ended: Ended, number: int, **themes: str) -> None:
    """So many other students and trainers of the same school and company answered the same."""
    student, placement = ended.scene.yasmina, ended.placement
    students = [
        Student(
            school=student.school,
            number=f"N{one}",
            name=f"Student {one}",
            source="proef",
            started_on=student.started_on,
        )
        for one in range(number)
    ]
    Student.objects.bulk_create(students)
    columns = {
        field.attname: getattr(placement, field.attname)
        for field in Placement._meta.fields
        if field.attname not in ("id", "reference", "student_id", "application_id", "follows_id")
    }
    rows = [Placement(student=one, **columns) for one in students]
    Placement.objects.bulk_create(rows)
    facts = {"school_year": 2026, "opened_on": OVER, "sent_on": OVER}
    Evaluation.objects.bulk_create(
        [Evaluation(placement=one, **facts, **(THEMES | themes)) for one in rows]
    )
    TrainerEvaluation.objects.bulk_create(
        [TrainerEvaluation(placement=one, **facts, **TRAINER) for one in rows]
    )
    SafetyAnswer.objects.bulk_create(
        [SafetyAnswer(school=student.school, school_year=2026, answer="always") for _ in rows]
    )


def test_there_are_none_before_october_and_then_once(ended: Ended) -> None:
    answered(ended, 40)
    assert releasing.release_due(OCTOBER - timedelta(days=1))
    assert [one.school_year for one in FigureRelease.objects.all()] == [2025]
    assert not Figure.objects.exists()
    assert releasing.release_due(OCTOBER)
    assert not releasing.release_due(OCTOBER + timedelta(days=1))
    assert Figure.objects.filter(school=ended.scene.school).count() == len(Question)


def test_what_comes_later_changes_no_figure_and_no_safety_answer_stays(ended: Ended) -> None:
    answered(ended, 40)
    releasing.release_due(OCTOBER)
    before = list(Figure.objects.values_list("pk", "n", "k"))
    Evaluation.objects.filter(placement__student__number="N1").delete()
    releasing.make(2026, OCTOBER)
    assert list(Figure.objects.values_list("pk", "n", "k")) == before
    assert not SafetyAnswer.objects.exists()


def test_a_company_reads_of_the_work_and_nothing_of_safety(ended: Ended) -> None:
    answered(ended, 40)
    releasing.release_due(OCTOBER)
    mine = Figure.objects.filter(company=ended.scene.garage)
    assert set(mine.values_list("question", flat=True)) == {
        "guidance_company",
        "learning",
        "allowance",
        "recommend",
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        mine.update(question=Question.SAFE)


def test_few_answers_make_no_figure(ended: Ended) -> None:
    answered(ended, 24)
    releasing.release_due(OCTOBER)
    assert not Figure.objects.exists()
    rows = [row for block in figures.of_school(ended.scene.school, 2026) for row in block.rows]
    assert {row[1] for row in rows} == {"te weinig"}


MARKS = st.sampled_from(["good", "fair", "poor", "bad"])


@given(marks=st.lists(MARKS, max_size=90), name=st.text(max_size=8))
def test_a_figure_is_rounded_and_stands_from_thirty_on(marks: list[str], name: str) -> None:
    said = [Said(SCHOOL, Question.LEARNING, uuid4(), mark) for mark in marks]
    cells = rounded(Release(name, key=b"key"), said)
    if len(marks) >= 30:
        assert cells
    if len(marks) <= 25:
        assert cells == []
    for cell in cells:
        yes = sum(mark in ("good", "fair") for mark in marks)
        assert cell.n % 5 == cell.k % 5 == 0
        assert abs(cell.n - len(marks)) < 5
        assert abs(cell.k - yes) < 5
        assert cell.k <= cell.n


@given(marks=st.lists(MARKS, min_size=30, max_size=60), seed=st.randoms())
def test_the_order_of_answers_says_nothing(marks: list[str], seed: object) -> None:
    said = [Said(SCHOOL, Question.LEARNING, uuid4(), mark) for mark in marks]
    release = Release("evaluations", key=b"key")
    assert rounded(release, said) == rounded(release, reversed(said))


@pytest.fixture
def pages(ended: Ended) -> dict[str, Client]:
    coordinator, company = Client(), Client()
    sign_in(coordinator, ended.scene.ilse)
    sign_in(company, ended.scene.gijs)
    return {"coordinator": coordinator, "company": company}


def test_the_pages_show_share_interval_and_number(ended: Ended, pages: dict[str, Client]) -> None:
    answered(ended, 40, learning="bad")
    with suppose(OCTOBER):
        releasing.release_due(OCTOBER)
    code, garage = ended.scene.school.code, ended.scene.garage.pk
    school = reverse("school_evaluations:overview", args=[code])
    for page in (
        pages["coordinator"].get(school),
        pages["company"].get(reverse("company_evaluations:overview", args=[garage])),
    ):
        text = page.content.decode()
        assert page.status_code == 200
        assert "ongeveer 40" in text
        assert "0%" in text
        assert "0 en " in text


def test_before_the_first_figures_the_pages_say_when(
    ended: Ended, pages: dict[str, Client]
) -> None:
    page = pages["coordinator"].get(f"/studenten/{ended.scene.school.code}/evaluaties/")
    assert "op 1 oktober" in page.content.decode()


def test_a_coordinator_reads_of_one_student_whether_work_was_offered(
    ended: Ended, pages: dict[str, Client]
) -> None:
    ended.student().post(ended.page, THEMES | {"safe": "never", "allowance": "less"})
    Client().post(ended.link(), TRAINER)
    home = f"/studenten/{ended.scene.school.code}/evaluaties/stages/"
    text = pages["coordinator"].get(f"{home}{ended.placement.pk}/").content.decode()
    assert "Werk aangeboden" in text
    for word in ("Minder dan afgesproken", "Nooit", "vergoeding"):
        assert word not in text
    assert "Minder papierwerk" in text, "the trainer's answers"
    assert ended.placement.student.name in pages["coordinator"].get(home).content.decode()


def test_the_list_asks_the_database_as_often_for_many_as_for_few(
    ended: Ended, pages: dict[str, Client]
) -> None:
    address = f"/studenten/{ended.scene.school.code}/evaluaties/stages/"
    counts = []
    for more in (2, 40):
        Student.objects.filter(number__startswith="N").delete()
        answered(ended, more)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert pages["coordinator"].get(address).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_safety_answers_are_written_in_another_order_every_night(ended: Ended) -> None:
    answered(ended, 30)
    before = set(SafetyAnswer.objects.values_list("pk", flat=True))
    sending.shuffle()
    after = list(SafetyAnswer.objects.values_list("pk", "answer"))
    assert len(after) == 30
    assert not before & {pk for pk, _ in after}


def test_of_safety_answers_that_were_written_anew_no_remains_are_left(
    ended: Ended, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row that was thrown away still names the transaction in which its student sent it."""
    scrubbed: list[tuple[str, ...]] = []
    monkeypatch.setattr(erasure, "scrub", lambda tables=(): scrubbed.append(tuple(tables)))
    passing.pass_day()
    assert scrubbed == [(SafetyAnswer._meta.db_table,)]
