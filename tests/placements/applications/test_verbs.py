"""Every pair of state and step, through the verbs themselves; and what each step starts."""

from datetime import timedelta
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied

from placements.applications import answering, applying, errors, guiding, passing, reading
from placements.applications.guiding import Given, Question
from placements.applications.models import Application, Score
from placements.applications.transitions import CLOSED, NAMED, TABLE, Reason, State, Turn, Who
from placements.commitments import actions as promises
from stagebaken.web.days import suppose, today
from tests.cast import make_user
from tests.placements.applications.scene import (
    MONDAY,
    ROADS,
    Scene,
    act,
    apply,
    make_profile,
    make_student,
)
from tests.placements.places.writing import a_company, a_contact, a_programme, an_open_place

STEPS = {(one.origin, one.to) for one in TABLE}
TO = [state for state in State if state not in (State.SENT, State.NO_ANSWER)]


@pytest.mark.parametrize(("current", "to"), list(product(ROADS, TO)))
def test_a_verb_takes_the_steps_of_the_table_and_no_other(
    scene: Scene, current: State, to: State
) -> None:
    application = scene.reached(current)
    if (current, to) in STEPS:
        act(scene, application, to)
        application.refresh_from_db()
        assert application.state == to
    elif to is State.SEEN:  # opening again changes nothing
        act(scene, application, to)
        assert Application.objects.get().state == current
    else:
        with pytest.raises(errors.NotPossible):
            act(scene, application, to)
        assert Application.objects.get().state == current


@pytest.mark.parametrize("to", TO)
def test_nobody_else_takes_a_step(scene: Scene, to: State) -> None:
    application = scene.reached(State.SENT)
    other_student = make_student(scene.school, "Bram Ander")
    others = [make_user("Wie Dan Ook"), other_student.account, a_contact(a_company("Bakkerij"))]
    crossed = scene.gijs if to in (State.CONVERSATION, State.ACCEPTED) else None
    for user in (*others, crossed):
        if user is not None:
            with pytest.raises(PermissionDenied):
                act(scene, application, to, by=user)
    assert not application.events.exclude(state=State.SENT).exists()


@pytest.mark.parametrize("state", ROADS)
def test_the_name_is_read_after_the_students_own_step_alone(scene: Scene, state: State) -> None:
    application = scene.reached(state)
    identity = reading.identity_of(application)
    if state in (State.CONVERSATION, State.ACCEPTED):
        assert identity is not None
        assert identity.name == "Yasmina el Amrani"
        assert len(identity.needs) == 2
    else:
        assert identity is None
    assert (application.closed_on is not None) == (state in CLOSED)
    assert (application.turn == Turn.NOBODY) == (state in CLOSED)


def test_whoever_withdraws_or_is_refused_after_a_conversation_is_nameless_again(
    scene: Scene,
) -> None:
    application = scene.reached(State.CONVERSATION)
    assert reading.identity_of(application)
    act(scene, application, State.REFUSED)
    application.refresh_from_db()
    assert reading.identity_of(application) is None
    assert application.state not in NAMED


def test_an_offer_after_a_conversation_keeps_the_name_and_one_without_has_none(
    scene: Scene,
) -> None:
    application = scene.reached(State.CONVERSATION)
    act(scene, application, State.OFFERED)
    application.refresh_from_db()
    assert reading.identity_of(application) is not None


def test_the_history_tells_the_day_and_the_side_of_each_step(scene: Scene) -> None:
    application = scene.reached(State.CONVERSATION)
    act(scene, application, State.OFFERED)
    act(scene, application, State.ACCEPTED)
    told = list(application.events.values_list("position", "state", "who", "day"))
    assert told == [
        (1, "sent", Who.STUDENT, today()),
        (2, "invited", Who.COMPANY, today()),
        (3, "conversation", Who.STUDENT, today()),
        (4, "offered", Who.COMPANY, today()),
        (5, "accepted", Who.STUDENT, today()),
    ]


def test_what_the_company_reads_is_frozen_when_it_is_sent(scene: Scene) -> None:
    application = scene.apply()
    make_profile(scene.yasmina, motivation="Nu heel anders", shows_needs=True)
    application.refresh_from_db()
    shown = reading.shown(application.shown)
    assert shown.motivation == "Ik wil leren hoe een motor werkt."
    assert shown.needs == []


def test_needs_come_with_the_name_unless_the_student_shows_them(scene: Scene) -> None:
    assert not reading.shown(scene.apply().shown).needs_text
    bram = make_student(scene.school, "Bram Ander", has_profile=False)
    make_profile(bram, shows_needs=True)
    shown = reading.shown(scene.apply(bram).shown)
    assert shown.needs_text == "Een stoel met steun."
    assert len(shown.needs) == 2


# ---------- applying ----------


def test_sent_twice_is_one_application(scene: Scene) -> None:
    assert scene.apply() == scene.apply()
    assert Application.objects.count() == 1


def test_after_a_refusal_there_is_no_second_time_for_the_same_place(scene: Scene) -> None:
    scene.reached(State.REFUSED)
    with pytest.raises(errors.AlreadyApplied):
        scene.apply()


def test_a_place_for_another_programme_or_one_that_closed_takes_nobody(scene: Scene) -> None:
    kok = make_student(scene.school, "Kees Kok", crebo="90760")
    with pytest.raises(errors.OtherProgramme):
        scene.apply(kok)
    with suppose(today() + timedelta(days=1)):
        scene.place.closes_on = today() - timedelta(days=1)
        scene.place.save()
        with pytest.raises(errors.PlaceClosed):
            scene.apply()


def test_where_nobody_speaks_for_the_company_nobody_is_left_waiting(scene: Scene) -> None:
    scene.garage.contacts.update(ended_on=today())
    with pytest.raises(errors.NobodyReads):
        scene.apply()


def test_a_profile_without_a_goal_or_changed_since_is_not_sent(scene: Scene) -> None:
    bram = make_student(scene.school, "Bram Ander", has_profile=False)
    with pytest.raises(errors.NoGoal):
        scene.apply(bram)
    with pytest.raises(errors.Stale):
        applying.apply(by=scene.user, place=scene.place, version=7)


def test_whoever_left_the_school_applies_no_more(scene: Scene) -> None:
    scene.yasmina.enrolment_end = today() - timedelta(days=1)
    scene.yasmina.save()
    with pytest.raises(PermissionDenied):
        scene.apply()


def test_more_than_anybody_can_follow_is_refused(scene: Scene, settings: object) -> None:
    settings.APPLICATIONS_RUNNING = 1  # type: ignore[attr-defined]
    scene.apply()
    second = an_open_place(
        company=scene.garage, programme_id=a_programme().pk, pathway="bol", title="Nog een"
    )
    with pytest.raises(errors.TooMany):
        apply(scene.yasmina, second)


# ---------- answering ----------


def test_a_refusal_takes_a_reason_that_can_be_true_and_an_explanation(scene: Scene) -> None:
    application = scene.reached(State.SEEN)
    for reason, explanation in ((Reason.TAKEN, "  "), (Reason.NO_REACTION, "Niets gehoord.")):
        with pytest.raises(errors.WrongReason):
            answering.refuse(
                by=scene.gijs, application=application, reason=reason, explanation=explanation
            )
    act(scene, application, State.INVITED)
    answering.refuse(
        by=scene.gijs,
        application=application,
        reason=Reason.NO_REACTION,
        explanation="Geen reactie.",
    )


def test_a_conversation_is_on_a_day_to_come(scene: Scene) -> None:
    application = scene.apply()
    with pytest.raises(errors.DayPassed):
        answering.invite(by=scene.gijs, application=application, talk_on=today(), talk_text="Nu")


def test_the_term_is_what_the_company_promised_in_working_days(scene: Scene) -> None:
    with suppose(MONDAY):
        promises.declare(by=scene.gijs, company=scene.garage, code="antwoord", answer_days=5)
        application = scene.apply()
    assert application.is_promised
    assert application.term_on == MONDAY + timedelta(days=7)


def test_without_a_promise_it_is_three_weeks(scene: Scene) -> None:
    application = scene.apply()
    assert not application.is_promised
    assert application.term_on == today() + timedelta(days=21)


def test_silence_is_said_after_the_term_and_a_late_answer_still_counts(scene: Scene) -> None:
    application = scene.reached(State.SEEN)
    for days, expected in ((21, State.SEEN), (22, State.NO_ANSWER), (23, State.NO_ANSWER)):
        with suppose(application.sent_on + timedelta(days=days)):
            passing.say_no_answer(today())
        application.refresh_from_db()
        assert application.state == expected
    assert application.events.filter(state=State.NO_ANSWER).count() == 1
    act(scene, application, State.INVITED)
    application.refresh_from_db()
    assert application.answered_on
    assert application.no_answer_on


def test_what_closed_a_year_ago_is_gone_with_its_history(scene: Scene) -> None:
    application = scene.reached(State.REFUSED)
    assert passing.forget(today() + timedelta(days=365)) == 0
    assert passing.forget(today() + timedelta(days=366)) == 1
    assert not Application.objects.filter(pk=application.pk).exists()


# ---------- the conversation ----------


def test_scores_are_kept_per_question_and_gone_with_the_decision(scene: Scene) -> None:
    guiding.write(by=scene.gijs, place=scene.place, questions=[Question("Wat wil je leren?")])
    (question,) = scene.place.guide_questions.all()
    application = scene.reached(State.CONVERSATION)
    guiding.score(
        by=scene.gijs,
        application=application,
        given={question.pk: Given(3, "Motoren"), 0: Given(4)},
    )
    assert [one.points for one in Score.objects.all()] == [3]
    act(scene, application, State.OFFERED)
    assert not Score.objects.exists()
    with pytest.raises(errors.NotPossible):
        guiding.score(by=scene.gijs, application=application, given={})


def test_questions_stay_the_same_while_somebody_is_in_conversation(scene: Scene) -> None:
    scene.reached(State.CONVERSATION)
    # The first questions can still be made: nobody was asked others.
    guiding.write(by=scene.gijs, place=scene.place, questions=[Question("Wat wil je leren?")])
    with pytest.raises(errors.GuideInUse):
        guiding.write(by=scene.gijs, place=scene.place, questions=[Question("Klikt het?")])


def test_no_total_about_a_person_has_a_column() -> None:
    names = {field.name for model in (Application, Score) for field in model._meta.get_fields()}
    assert not {name for name in names if "total" in name or "rank" in name or "sum" in name}
