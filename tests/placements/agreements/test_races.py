"""Two who act in the same moment: one after the other, and each sees the first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from placements.accreditations.models import Programme
from placements.agreements import agreeing, ending, passing, proposing
from placements.agreements.errors import RuleBroken
from placements.agreements.models import Confirmation, Placement, Route
from placements.agreements.transitions import EndReason, Party, State, Verb
from tests.at_once import at_once
from tests.placements.agreements.scene import TEXT, Scene, make_scene
from tests.placements.places.writing import a_company, recognised

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    return make_scene()


def yes(scene: Scene, placement: Placement, party: Party, version: int = 1) -> object:
    return agreeing.confirm(
        by=scene.by(party), placement=placement, party=party, version=version
    ).pk


def test_the_last_two_yeses_at_once_make_it_agreed_once(scene: Scene) -> None:
    placement = scene.confirm(scene.drawn_up(), Party.SCHOOL)
    at_once(
        lambda: yes(scene, placement, Party.STUDENT),
        lambda: yes(scene, placement, Party.COMPANY),
    )
    placement.refresh_from_db()
    assert placement.state == State.AGREED
    assert placement.events.filter(verb=Verb.AGREE).count() == 1


def test_a_yes_while_the_text_changes_is_a_yes_to_what_was_read(scene: Scene) -> None:
    placement = scene.drawn_up()
    at_once(
        lambda: yes(scene, placement, Party.STUDENT),
        lambda: (
            agreeing.draw_up(
                by=scene.ilse, placement=placement, text=replace(TEXT, hours_per_week=20), seen=1
            ).pk
        ),
        refusals=(RuleBroken,),
    )
    assert {one.agreement.version for one in Confirmation.objects.all()} <= {1}
    assert placement.agreements.count() == 2


def test_two_coordinators_write_one_next_text(scene: Scene) -> None:
    placement = scene.drawn_up()

    def write() -> object:
        return agreeing.draw_up(by=scene.ilse, placement=placement, text=TEXT, seen=1).pk

    told = at_once(write, write, refusals=(RuleBroken,))
    assert sum(isinstance(one, type) for one in told) == 1
    assert placement.agreements.count() == 2


def test_the_same_find_twice_is_one_placement(scene: Scene) -> None:
    def record() -> object:
        return proposing.propose(
            by=scene.user,
            student=scene.yasmina,
            route=Route.NETWORK,
            company_text="Garage",
            starts_on=None,
            ends_on=None,
        ).pk

    told = at_once(record, record, refusals=(RuleBroken,))
    assert sum(isinstance(one, type) for one in told) == 1
    assert Placement.objects.count() == 1


def test_two_companies_in_the_same_days_do_not_cross_unseen(scene: Scene) -> None:
    other = a_company("Garage de Bougie")
    recognised(other, Programme.objects.get(crebo="90211"))
    told = at_once(
        lambda: scene.proposed().pk,
        lambda: scene.proposed(company=other).pk,
        refusals=(RuleBroken,),
    )
    assert sum(isinstance(one, type) for one in told) == 1


def test_the_last_day_and_an_early_end_leave_one_end(scene: Scene) -> None:
    placement = scene.reached(State.RUNNING)
    day = TEXT.ends_on + timedelta(days=1)
    at_once(
        lambda: passing.end_due(day),
        lambda: ending.end_early(by=scene.ilse, placement=placement, reason=EndReason.OTHER).pk,
        refusals=(RuleBroken,),
        day=day,
    )
    ends = placement.events.filter(verb__in=[Verb.END, Verb.END_EARLY])
    assert ends.count() == 1
