"""The list of a student: ticked by that student, read by nobody else, known where we know."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from placements.preparation import actions, errors, showing
from placements.preparation.items import ITEMS, OWN_KEYS
from placements.preparation.models import ITEMS_MOST, SchoolItem, Tick
from placements.preparation.phases import Phase
from schools.registry.models import School
from schools.students import inviting
from stagebaken.accounts.models import User
from tests.cast import duinkerk
from tests.placements.applications.scene import Scene, account_of, make_student
from tests.stagebaken.accounts.signing_in import sign_in

OWN = "/mijn-stage/voorbereiding/"
SCHOOL = "/studenten/zeewaarde/voorbereiding/"


def add(by: User, school: School, text: str = "Haal je boekje op") -> SchoolItem:
    return actions.add(by=by, school=school, phase=Phase.STARTING, text=text)


def done(scene: Scene) -> set[str]:
    return {
        line.key for part in showing.parts(scene.yasmina) for line in part.lines if line.is_done
    }


def test_every_item_has_a_key_of_its_own_and_every_moment_has_items() -> None:
    assert len({item.key for item in ITEMS}) == len(ITEMS)
    assert {item.phase for item in ITEMS} == set(Phase)


def test_a_student_ticks_and_unticks(student: Client, scene: Scene) -> None:
    student.post(OWN, {"done": ["travel", "ill", "travel"]})
    assert done(scene) == {"profile", "travel", "ill"}
    first = Tick.objects.get(item="travel")
    student.post(OWN, {"done": ["travel"]})
    assert done(scene) == {"profile", "travel"}
    assert Tick.objects.get() == first  # the day on which it was done stays
    page = student.get(OWN).content.decode()
    assert 'value="travel" checked' in page
    assert "2 van 17 gedaan" in page
    student.post(OWN)
    assert not Tick.objects.exists()


def test_what_the_product_knows_ticks_itself_and_by_nobody_else(
    student: Client, scene: Scene
) -> None:
    student.post(OWN, {"done": ["sent", "agreement", "profile", "x" * 99, "", "<b>"]})
    assert done(scene) == {"profile"}
    assert not Tick.objects.exists()
    scene.apply()
    assert done(scene) == {"profile", "sent"}
    scene.yasmina.applicant_profile.goals.all().delete()
    assert done(scene) == {"sent"}


def test_the_door_to_reporting_is_on_the_page(student: Client) -> None:
    page = student.get(OWN).content.decode()
    assert 'href="/melden/"' in page
    assert "Niemand anders ziet wat je afvinkt" in page


def test_a_school_adds_five_items_at_most(
    office: Client, coordinator: User, student: Client, scene: Scene
) -> None:
    assert (
        office.post(SCHOOL, {"phase": "talking", "text": "Neem je boekje mee"}).status_code == 302
    )
    assert "Neem je boekje mee" in student.get(OWN).content.decode()
    for number in range(ITEMS_MOST - 1):
        add(coordinator, scene.school, f"Punt {number}")
    with pytest.raises(errors.TooMany):
        add(coordinator, scene.school)
    answer = office.post(SCHOOL, {"phase": "talking", "text": "Zes"})
    assert answer.status_code == 422
    assert "al 5 eigen punten" in answer.content.decode()


def test_an_item_that_goes_takes_its_ticks_along(
    office: Client, coordinator: User, student: Client, scene: Scene
) -> None:
    item = add(coordinator, scene.school)
    student.post(OWN, {"done": [str(item.pk), "ill"]})
    assert str(item.pk) in done(scene)
    assert "vinkjes" in office.get(f"{SCHOOL}{item.pk}/weg/").content.decode()
    office.post(f"{SCHOOL}{item.pk}/weg/")
    assert [one.item for one in Tick.objects.all()] == ["ill"]


def test_another_schools_item_is_no_item_of_mine(scene: Scene, student: Client) -> None:
    there = SchoolItem.objects.create(
        school=duinkerk(), phase=Phase.TALKING, text="Elders", added_on=scene.yasmina.started_on
    )
    student.post(OWN, {"done": [str(there.pk)]})
    assert not Tick.objects.exists()
    assert "Elders" not in student.get(OWN).content.decode()


def test_ticks_are_nobody_elses(scene: Scene, coordinator: User, office: Client) -> None:
    other = make_student(scene.school, "Bram Ander")
    with pytest.raises(PermissionDenied):
        actions.tick(by=account_of(other), student=scene.yasmina, items=["ill"])
    with pytest.raises(PermissionDenied):
        actions.tick(by=coordinator, student=scene.yasmina, items=["ill"])
    with pytest.raises(PermissionDenied):
        add(scene.user, scene.school)
    actions.tick(by=scene.user, student=scene.yasmina, items=["feels_wrong"])
    for address in (SCHOOL, "/studenten/zeewaarde/", f"/studenten/zeewaarde/{scene.yasmina.pk}/"):
        page = office.get(address).content.decode()
        assert "van 17 gedaan" not in page
        assert "niet goed voelt" not in page


def test_with_the_account_the_ticks_go(scene: Scene, coordinator: User) -> None:
    actions.tick(by=scene.user, student=scene.yasmina, items=OWN_KEYS)
    inviting.remove_access(by=coordinator, student=scene.yasmina)
    assert not Tick.objects.exists()


def test_a_coordinator_of_another_school_finds_nothing(scene: Scene) -> None:
    client = Client()
    sign_in(client, scene.user)
    assert client.get(SCHOOL).status_code == 404


def test_the_list_asks_as_much_with_everything_ticked(
    student: Client,
    scene: Scene,
    coordinator: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    student.get(OWN)
    with django_assert_num_queries(13):
        student.get(OWN)
    own = {str(add(coordinator, scene.school, f"Punt {one}").pk) for one in range(ITEMS_MOST)}
    actions.tick(by=scene.user, student=scene.yasmina, items=OWN_KEYS | own)
    with django_assert_num_queries(13):
        student.get(OWN)


def test_hostile_words_of_a_school_stay_words(
    student: Client, coordinator: User, scene: Scene
) -> None:
    add(coordinator, scene.school, "<script>alert(1)</script>")
    page = student.get(OWN).content.decode()
    assert "<script>alert" not in page
