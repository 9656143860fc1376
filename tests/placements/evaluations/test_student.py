"""A student looks back: what goes where, once, and only by the student."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from placements.agreements import ending
from placements.agreements.models import Placement
from placements.agreements.transitions import EndReason, State
from placements.evaluations import opening, sending
from placements.evaluations.models import Evaluation, SafetyAnswer, TrainerEvaluation
from placements.evaluations.sending import NotOpen
from schools.origin import own
from schools.origin.models import Response
from schools.origin.sealing import Answers, open_answers
from schools.students import inviting
from schools.students.erasing import delete
from schools.students.signals import End
from stagebaken.web.days import suppose
from tests.placements.agreements.scene import make_student
from tests.placements.applications.scene import account_of
from tests.placements.evaluations.scene import (
    ANSWERS,
    APART,
    OVER,
    THEMES,
    Ended,
    switched_on,
)


def test_the_end_of_a_placement_opens_both_evaluations_of_its_school_year(ended: Ended) -> None:
    for one in (ended.evaluation, ended.trainer):
        assert (one.opened_on, one.school_year, one.is_open) == (OVER, 2026, True)


def test_a_placement_that_ended_early_is_evaluated_too(ended: Ended) -> None:
    scene = ended.scene
    Evaluation.objects.all().delete()
    TrainerEvaluation.objects.all().delete()
    other = ended.placement
    Placement.objects.update(state=State.RUNNING, ended_on=None)
    other.refresh_from_db()
    with suppose(OVER - timedelta(days=60)):
        ending.end_early(by=scene.ilse, placement=other, reason=EndReason.TOGETHER)
    assert Evaluation.objects.filter(placement=other).exists()
    assert TrainerEvaluation.objects.filter(placement=other).exists()


def test_choices_outlive_a_sign_in_that_ended_and_are_shown_to_nobody(ended: Ended) -> None:
    client = ended.student()
    Session.objects.all().delete()  # eight hours later
    page = client.post(ended.page, ANSWERS)
    text = page.content.decode()
    assert page.status_code == 403
    for name, value in ANSWERS.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in text
    assert "Je werd uitgelogd" in text
    assert "Dit schreef je" not in text
    assert client.post(ended.page).status_code == 302  # nothing chosen: to the door
    assert not ended.evaluation.sent_on


def test_what_was_not_chosen_is_not_marked_when_the_form_comes_back(ended: Ended) -> None:
    page = ended.student().post(ended.page, {"safe": ""})
    assert page.status_code == 422
    assert page.content.decode().count(" checked") == 1  # that nothing is said of safety


def test_a_student_sends_once_and_the_placement_is_evaluated(ended: Ended) -> None:
    client = ended.student()
    assert client.post(ended.page, ANSWERS).status_code == 302
    found = ended.evaluation
    assert {name: getattr(found, name) for name in THEMES} == THEMES
    assert found.sent_on == OVER
    ended.placement.refresh_from_db()
    assert ended.placement.state == State.EVALUATED
    home = client.get("/mijn-stage/").content.decode()
    assert "Terugkijken op je stage" in home
    assert "Een paar korte vragen" not in home
    assert client.post(ended.page, {"prepared": "bad"}).status_code == 200
    assert ended.evaluation.prepared == "good"
    with pytest.raises(NotOpen):
        sending.send(by=ended.scene.user, evaluation=found, themes=THEMES)


def test_how_safe_it_felt_stands_without_a_person_or_a_company(ended: Ended) -> None:
    ended.student().post(ended.page, ANSWERS)
    row = SafetyAnswer.objects.get()
    assert (row.school, row.school_year, row.answer) == (ended.scene.school, 2026, "seldom")
    assert {field.name for field in SafetyAnswer._meta.fields} == {
        "id",
        "school",
        "school_year",
        "answer",
    }


def test_discrimination_and_the_grade_go_to_the_origin_register(ended: Ended) -> None:
    switched_on(ended)
    assert ended.student().post(ended.page, ANSWERS | APART).status_code == 302
    found = own.look(by=ended.scene.user, student=ended.scene.yasmina)
    assert found.answers[2026].discrim is True
    assert found.answers[2026].satisfaction == 4


@pytest.mark.parametrize(
    ("sent", "kept"),
    [({"discrim": "no"}, (False, None)), ({"satisfaction": "9"}, (None, 9)), ({}, None)],
)
def test_what_is_left_open_is_kept_nowhere(
    ended: Ended, sent: dict[str, str], kept: tuple[bool | None, int | None] | None
) -> None:
    switched_on(ended)
    ended.student().post(ended.page, THEMES | sent)
    said = [open_answers(row) for row in Response.objects.all()]
    assert [(one.discrim, one.satisfaction) for one in said] == ([kept] if kept else [])
    assert not SafetyAnswer.objects.exists()


def test_without_a_register_the_two_are_not_asked_and_not_kept(ended: Ended) -> None:
    client = ended.student()
    page = client.get(ended.page).content.decode()
    assert "discriminatie meegemaakt" not in page
    assert client.post(ended.page, ANSWERS | APART).status_code == 302
    assert not Response.objects.exists()


def test_a_register_that_is_switched_off_meanwhile_loses_no_other_answer(ended: Ended) -> None:
    sending.send(
        by=ended.scene.user,
        evaluation=ended.evaluation,
        themes=THEMES,
        apart=Answers(discrim=True, satisfaction=1),
    )
    assert ended.evaluation.prepared == "good"
    assert not Response.objects.exists()


def test_with_the_register_there_are_ten_questions_and_each_says_who_reads_it(
    ended: Ended,
) -> None:
    switched_on(ended)
    page = ended.student().get(ended.page).content.decode()
    assert page.count("<fieldset") == 10
    assert page.count("Wie leest dit?") == 10


def test_an_empty_form_and_a_wrong_answer_come_back_with_what_was_chosen(ended: Ended) -> None:
    client = ended.student()
    empty = client.post(ended.page, {})
    assert empty.status_code == 422
    assert "Je hebt nog niets ingevuld" in empty.content.decode()
    wrong = client.post(ended.page, ANSWERS | {"safe": "<b>"})
    assert wrong.status_code == 422
    assert 'name="prepared" value="good" checked' in wrong.content.decode()
    assert ended.evaluation.is_open


def test_the_door_to_reporting_carries_nothing(ended: Ended) -> None:
    page = ended.student().get(ended.page).content.decode()
    assert f'rel="noreferrer" href="{reverse("intake:start")}"' in page


def test_nobody_else_finds_or_sends_it(ended: Ended) -> None:
    other = account_of(make_student(ended.scene.school, "Joris de Wit"))
    client = ended.student()
    for user in (other, ended.scene.ilse, ended.scene.gijs):
        client.force_login(user)
        assert client.get(ended.page).status_code in (302, 404)
        with pytest.raises(PermissionDenied):
            sending.send(by=user, evaluation=ended.evaluation, themes=THEMES)
    assert ended.evaluation.is_open


def test_a_student_reads_the_own_answers_but_not_the_next_account(ended: Ended) -> None:
    client = ended.student()
    client.post(ended.page, ANSWERS)
    assert "Ja, zoals afgesproken" in client.get(ended.page).content.decode()
    student = ended.scene.yasmina
    inviting.remove_access(by=ended.scene.ilse, student=student)
    student.refresh_from_db()
    assert not ended.evaluation.is_shown
    assert ended.evaluation.allowance == "yes", "it still counts"


def test_one_evaluation_opens_at_once_and_none_says_so(ended: Ended) -> None:
    client = ended.student()
    home = reverse("own_evaluation:list")
    assert client.get(home)["Location"] == ended.page
    client.post(ended.page, ANSWERS)
    assert "Verstuurd op" in client.get(home).content.decode()
    client.force_login(account_of(make_student(ended.scene.school, "Joris de Wit")))
    assert "nog niets om op terug te kijken" in client.get(home).content.decode()


def test_after_its_days_it_closes_and_the_placement_is_done(ended: Ended) -> None:
    last = OVER + timedelta(days=42)
    assert opening.lapse(last) == 0
    assert opening.lapse(last + timedelta(days=1)) == 1
    assert ended.evaluation.lapsed_on == ended.trainer.lapsed_on == last + timedelta(days=1)
    ended.placement.refresh_from_db()
    assert ended.placement.state == State.EVALUATED
    assert ended.student().post(ended.page, ANSWERS).status_code == 200
    assert ended.evaluation.sent_on is None


def test_it_is_forgotten_after_its_term(ended: Ended) -> None:
    ended.student().post(ended.page, ANSWERS)
    assert opening.forget(OVER + timedelta(days=800)) == 0
    assert opening.forget(OVER + timedelta(days=801)) == 2
    assert not Evaluation.objects.exists()


def test_an_erased_student_takes_both_evaluations_along(ended: Ended) -> None:
    ended.student().post(ended.page, ANSWERS)
    delete(ended.scene.yasmina, ended.scene.ilse, End.ASKED)
    assert not Evaluation.objects.exists()
    assert not TrainerEvaluation.objects.exists()
