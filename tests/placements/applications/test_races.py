"""Two who act in the same moment: one wins, the other reads how it is."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from placements.applications import answering, applying, passing, profiling
from placements.applications.errors import RuleBroken
from placements.applications.models import Application
from placements.applications.profiling import Goal
from placements.applications.transitions import Reason, State
from stagebaken.web.days import today
from tests.at_once import at_once
from tests.placements.applications.scene import FACTS, Scene, act, make_scene

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    return make_scene()


def states(application: Application) -> list[str]:
    return list(application.events.values_list("state", flat=True))


def test_a_button_pressed_twice_sends_one_application(scene: Scene) -> None:
    def send() -> object:
        return applying.apply(by=scene.user, place=scene.place, version=1).pk

    first, second = at_once(send, send, refusals=(RuleBroken, IntegrityError))
    assert first == second
    assert Application.objects.count() == 1


def test_withdrawing_and_refusing_leave_one_end(scene: Scene) -> None:
    application = scene.apply()
    refusals = at_once(
        lambda: applying.withdraw(by=scene.user, application=application),
        lambda: answering.refuse(
            by=scene.gijs, application=application, reason=Reason.TAKEN, explanation="Vergeven."
        ),
        refusals=(RuleBroken,),
    )
    application.refresh_from_db()
    assert sum(isinstance(one, type) for one in refusals) == 1
    assert states(application) == [State.SENT, application.state]


def test_accepting_while_the_company_refuses_shows_no_name_to_a_refusal(scene: Scene) -> None:
    application = scene.apply()
    act(scene, application, State.INVITED)
    at_once(
        lambda: applying.accept_invitation(by=scene.user, application=application),
        lambda: answering.refuse(
            by=scene.gijs, application=application, reason=Reason.TAKEN, explanation="Vergeven."
        ),
        refusals=(RuleBroken,),
    )
    application.refresh_from_db()
    assert application.state == State.REFUSED  # a refusal may follow an acceptance, not precede it
    assert states(application)[-1] == State.REFUSED


def test_the_end_of_the_term_and_an_answer_are_both_in_the_history(scene: Scene) -> None:
    application = scene.apply()
    day = today() + timedelta(days=22)
    at_once(
        lambda: passing.say_no_answer(day),
        lambda: answering.offer(by=scene.gijs, application=application),
        refusals=(RuleBroken,),
        day=day,
    )
    application.refresh_from_db()
    assert application.state == State.OFFERED
    assert states(application) in (
        [State.SENT, State.OFFERED],
        [State.SENT, State.NO_ANSWER, State.OFFERED],
    )


def test_two_windows_of_a_profile_leave_one_and_tell_the_other(scene: Scene) -> None:
    def write(text: str) -> object:
        return profiling.save(
            student=scene.yasmina, version=1, facts=FACTS, goals=[Goal(text)], skills=[]
        ).version

    told = at_once(lambda: write("De een"), lambda: write("De ander"), refusals=(RuleBroken,))
    assert sum(isinstance(one, type) for one in told) == 1
    assert profiling.profile_of(scene.yasmina).goals.count() == 1
