"""How a placement begins and ends by its days, early, not at all, or at another company."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from placements.accreditations.models import Programme
from placements.agreements import ending, errors, passing, policy
from placements.agreements.forms import EndForm
from placements.agreements.models import Placement, PlacementEvent
from placements.agreements.transitions import EndReason, Party, State, Verb
from schools.students import actions as students
from stagebaken.web.days import suppose, today
from tests.placements.agreements.scene import TEXT, Scene
from tests.placements.places.writing import a_company, recognised


def test_it_runs_from_the_first_day_until_after_the_last(scene: Scene) -> None:
    placement = scene.agreed()
    assert passing.start_due(TEXT.starts_on - timedelta(days=1)) == 0
    assert passing.start_due(TEXT.starts_on) == 1
    assert passing.start_due(TEXT.starts_on) == 0
    assert passing.end_due(TEXT.ends_on) == 0
    assert passing.end_due(TEXT.ends_on + timedelta(days=1)) == 1
    placement.refresh_from_db()
    assert (placement.state, placement.ended_on) == (State.ENDED, TEXT.ends_on)
    assert not placement.is_early


@pytest.mark.parametrize("party", list(Party))
def test_each_party_can_say_that_it_stopped(scene: Scene, party: Party) -> None:
    placement = scene.reached(State.RUNNING)
    last = TEXT.starts_on + timedelta(days=20)
    with suppose(last + timedelta(days=3)):
        ending.end_early(
            by=scene.by(party),
            placement=placement,
            party=party,
            reason=EndReason.UNSAID,
            last_day=last,
        )
    placement.refresh_from_db()
    assert (placement.state, placement.ended_on) == (State.ENDED_EARLY, last)
    assert placement.ended_by == party
    assert placement.is_early


def test_what_never_began_keeps_the_last_day_that_was_planned(scene: Scene) -> None:
    """Withdrawn before the first day: a last day of today would lie before the first."""
    placement = scene.agreed()
    ending.withdraw(by=scene.ilse, placement=placement, reason=EndReason.TOGETHER)
    placement.refresh_from_db()
    assert placement.ended_on == today() < TEXT.starts_on
    assert placement.last_day == TEXT.ends_on


def test_only_a_coordinator_says_that_another_ended_it(scene: Scene) -> None:
    placement = scene.reached(State.RUNNING)
    with suppose(TEXT.starts_on):
        ending.end_early(
            by=scene.user,
            placement=placement,
            party=Party.STUDENT,
            who=Party.COMPANY,
            reason=EndReason.TASKS,
        )
    placement.refresh_from_db()
    assert placement.ended_by == Party.STUDENT


def test_a_last_day_lies_within_what_has_been(scene: Scene) -> None:
    placement = scene.reached(State.RUNNING)
    for day in (TEXT.starts_on - timedelta(days=1), TEXT.starts_on + timedelta(days=9)):
        with suppose(TEXT.starts_on + timedelta(days=8)), pytest.raises(errors.DayNotYet):
            ending.end_early(
                by=scene.ilse, placement=placement, reason=EndReason.OTHER, last_day=day
            )


def test_after_the_first_day_it_is_ended_and_not_withdrawn(scene: Scene) -> None:
    placement = scene.agreed()
    with suppose(TEXT.starts_on):
        with pytest.raises(errors.NotPossible):
            ending.withdraw(by=scene.ilse, placement=placement, reason=EndReason.OTHER)
        ending.end_early(by=scene.ilse, placement=placement, reason=EndReason.OTHER)
    placement.refresh_from_db()
    assert placement.state == State.ENDED_EARLY


def test_what_was_withdrawn_is_nameless_again_for_the_company(scene: Scene) -> None:
    placement = scene.drawn_up()
    ending.withdraw(
        by=scene.user, placement=placement, party=Party.STUDENT, reason=EndReason.UNSAID
    )
    assert not policy.of_company(scene.garage, today()).exists()
    with pytest.raises(PermissionDenied):
        policy.require(scene.gijs, placement, Party.COMPANY)


def test_a_year_after_the_end_the_company_reads_no_name_any_more(scene: Scene) -> None:
    placement = scene.reached(State.ENDED)
    last = TEXT.ends_on + timedelta(days=policy.COMPANY_SEES_DAYS)
    assert policy.of_company(scene.garage, last).get() == placement
    assert not policy.of_company(scene.garage, last + timedelta(days=1)).exists()


def test_moving_ends_one_and_proposes_the_other(scene: Scene) -> None:
    placement = scene.reached(State.RUNNING)
    bakery = a_company("Garage de Bougie")
    recognised(bakery, Programme.objects.get(crebo="90211"))
    with suppose(TEXT.starts_on + timedelta(days=14)):
        made = ending.move(
            by=scene.ilse,
            placement=placement,
            reason=EndReason.COMPANY,
            who=Party.COMPANY,
            company=bakery,
            starts_on=TEXT.starts_on + timedelta(days=15),
            ends_on=TEXT.ends_on,
        )
    placement.refresh_from_db()
    assert (placement.state, placement.ended_by) == (State.ENDED_EARLY, Party.COMPANY)
    assert (made.state, made.follows, made.newest) == (State.PROPOSED, placement, None)
    assert made.period == placement.period


def test_a_refused_move_ends_nothing(scene: Scene) -> None:
    placement = scene.reached(State.RUNNING)
    with suppose(TEXT.starts_on), pytest.raises(errors.NotErkend):
        ending.move(
            by=scene.ilse,
            placement=placement,
            reason=EndReason.COMPANY,
            company=a_company("Niet erkend"),
            starts_on=TEXT.starts_on,
            ends_on=TEXT.ends_on,
        )
    placement.refresh_from_db()
    assert placement.state == State.RUNNING


def test_a_longer_text_that_is_agreed_keeps_it_running(scene: Scene) -> None:
    placement = scene.reached(State.RUNNING)
    with suppose(TEXT.ends_on):
        scene.confirm(scene.draw_up(placement, ends_on=TEXT.ends_on + timedelta(days=14)))
    assert passing.end_due(TEXT.ends_on + timedelta(days=1)) == 0


def test_evaluated_once_is_evaluated(scene: Scene) -> None:
    placement = scene.reached(State.ENDED_EARLY)
    for _time in range(2):
        passing.mark_evaluated(placement)
    placement.refresh_from_db()
    assert (placement.state, placement.is_early) == (State.EVALUATED, True)
    assert placement.events.filter(verb=Verb.EVALUATE).count() == 1


def test_an_erased_student_leaves_no_placement(scene: Scene) -> None:
    scene.confirm(scene.drawn_up(), Party.STUDENT)
    students.erase(by=scene.ilse, student=scene.yasmina)
    assert not Placement.objects.exists()
    assert not PlacementEvent.objects.exists()


def test_a_student_is_not_asked_as_a_third_person(scene: Scene) -> None:
    placement = scene.reached(State.RUNNING)
    asked = {one: dict(_asked(placement, one)) for one in Party}
    assert asked[Party.STUDENT]["absence"] == "Ik kwam niet meer"
    assert asked[Party.COMPANY]["absence"] == "De student kwam niet meer"
    assert list(asked[Party.STUDENT]) == list(asked[Party.COMPANY])


def _asked(placement: Placement, party: Party) -> list[tuple[str, str]]:
    field: Any = EndForm(placement=placement, party=party).fields["reason"]
    return [(value, str(label)) for value, label in field.choices]
