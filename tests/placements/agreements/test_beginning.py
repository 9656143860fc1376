"""How a placement begins: by the school, by an accepted offer, or found by the student."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from placements.agreements import agreeing, errors, policy, proposing
from placements.agreements.models import FINDS_LIMIT, Placement, Route
from placements.agreements.transitions import Party, State
from placements.applications.transitions import State as Applied
from placements.contacts.models import CompanyContact
from schools.registry.models import Sector
from stagebaken.web.days import today
from tests.placements.agreements.scene import TEXT, Scene, make_student
from tests.placements.applications.scene import Scene as Applying
from tests.placements.applications.scene import account_of
from tests.placements.places.writing import a_company


def found(scene: Scene, **facts: Any) -> Placement:
    """A student records what was found outside the product."""
    told: dict[str, Any] = {
        "route": Route.NETWORK,
        "company_text": "Garage van oom Karim",
        "starts_on": TEXT.starts_on,
        "ends_on": TEXT.ends_on,
        "applications_count": 14,
    }
    return proposing.propose(by=scene.user, student=scene.yasmina, **(told | facts))


def test_an_accepted_offer_proposes_the_placement(scene: Scene) -> None:
    earlier = Applying(scene.school, scene.garage, scene.gijs, scene.place, scene.yasmina)
    application = earlier.reached(Applied.ACCEPTED)
    placement = Placement.objects.get()
    assert placement.application == application
    assert placement.route == Route.APPLICATION
    assert (placement.company, placement.place) == (scene.garage, scene.place)
    assert (placement.crebo, placement.pathway) == ("90211", "bol")
    assert placement.state == State.PROPOSED
    scene.draw_up(placement)
    assert scene.confirm(placement).state == State.AGREED


def test_an_offer_is_accepted_also_when_something_is_in_the_way(scene: Scene) -> None:
    scene.agreed()
    earlier = Applying(scene.school, scene.garage, scene.gijs, scene.place, scene.yasmina)
    earlier.reached(Applied.ACCEPTED)
    assert Placement.objects.count() == 1  # the same company in the same days


def test_nobody_buries_the_school_under_finds(scene: Scene) -> None:
    made = [found(scene, company_text=f"Garage {n}") for n in range(FINDS_LIMIT)]
    with pytest.raises(errors.TooManyFinds):
        found(scene, company_text="Nog een")
    take_over(scene, made[0], company=scene.garage, is_beside=True)
    assert found(scene, company_text="Nog een")


def test_the_same_placement_told_twice_is_refused(scene: Scene) -> None:
    scene.proposed()
    with pytest.raises(errors.AlreadyThere):
        scene.proposed()


def test_another_school_and_another_role_propose_nothing(scene: Scene) -> None:
    for by in (scene.gijs, scene.user):
        with pytest.raises(PermissionDenied):
            proposing.propose(
                by=by,
                student=scene.yasmina,
                route=Route.SCHOOL,
                company=scene.garage,
                starts_on=None,
                ends_on=None,
            )


def test_for_who_left_the_school_nothing_begins(scene: Scene) -> None:
    scene.yasmina.ended_on = today()
    scene.yasmina.save(update_fields=["ended_on"])
    with pytest.raises(errors.NotPossible):
        found(scene)
    with pytest.raises(errors.NotPossible):
        scene.proposed()


def test_who_speaks_for_the_company_places_nobody_there(scene: Scene) -> None:
    CompanyContact.objects.create(
        company=scene.garage, user=scene.ilse, started_on=today(), ended_on=today()
    )
    with pytest.raises(PermissionDenied):
        scene.proposed()


def test_what_a_student_finds_is_counted_and_looked_at_by_the_school(scene: Scene) -> None:
    placement = found(scene)
    assert (placement.route, placement.applications_count) == (Route.NETWORK, 14)
    assert placement.taken_over_on is None
    with pytest.raises(errors.NotPossible):
        agreeing.draw_up(by=scene.ilse, placement=placement, text=TEXT, seen=0)
    with pytest.raises(errors.NotInRegister):
        take_over(scene, placement)
    take_over(scene, placement, company=scene.garage)
    placement.refresh_from_db()
    assert (placement.company, placement.company_text) == (scene.garage, "")
    assert scene.confirm(scene.draw_up(placement)).state == State.AGREED


def take_over(scene: Scene, placement: Placement, **facts: Any) -> Placement:
    told = {"company": None, "starts_on": TEXT.starts_on, "ends_on": TEXT.ends_on} | facts
    return proposing.take_over(by=scene.ilse, placement=placement, **told)


def test_a_student_records_a_company_that_is_not_erkend_and_the_school_cannot_take_it(
    scene: Scene,
) -> None:
    bakery = a_company("Bakkerij de Krakeling")
    placement = found(scene, company=bakery, company_text="")
    with pytest.raises(errors.NotErkend):
        take_over(scene, placement)


def test_a_coordinator_records_it_too_and_says_how_many_applications(scene: Scene) -> None:
    with pytest.raises(errors.CountNeeded):
        scene.proposed(route=Route.EMPLOYER)
    placement = scene.proposed(route=Route.EMPLOYER, applications_count=0)
    assert placement.applications_count == 0
    assert placement.taken_over_on == today()


def test_a_student_records_for_nobody_else(scene: Scene) -> None:
    other = make_student(scene.school, "Sam de Wit")
    with pytest.raises(PermissionDenied):
        proposing.propose(
            by=account_of(other),
            student=scene.yasmina,
            route=Route.NETWORK,
            company_text="Garage",
            starts_on=None,
            ends_on=None,
        )


def test_in_the_hbo_a_company_may_be_unknown_and_an_agreement_may_be_waived(scene: Scene) -> None:
    placement = found(scene)
    make_hbo(scene)
    taken = take_over(scene, placement)
    agreeing.waive(by=scene.ilse, placement=taken)
    taken.refresh_from_db()
    assert (taken.state, taken.needs_agreement) == (State.AGREED, False)
    assert taken.company_name == "Garage van oom Karim"


def make_hbo(scene: Scene) -> None:
    scene.school.sector = Sector.HBO
    scene.school.save()


def test_in_the_mbo_an_agreement_is_not_waived(scene: Scene) -> None:
    with pytest.raises(errors.AgreementNeeded):
        agreeing.waive(by=scene.ilse, placement=scene.proposed())


def test_the_company_sees_it_from_the_agreement_on(scene: Scene) -> None:
    placement = scene.proposed()
    assert not policy.of_company(scene.garage, today()).exists()
    scene.draw_up(placement)
    assert policy.of_company(scene.garage, today()).exists()
    assert policy.visible_to(scene.gijs, Party.COMPANY).get() == placement
