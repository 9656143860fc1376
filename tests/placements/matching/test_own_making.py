"""A student makes a list, hands it in, changes it and leaves."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from placements.accreditations.models import Accreditation
from placements.matching.models import Wish
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.web.days import suppose
from tests.placements.matching.rounds import AFTER, TODAY
from tests.placements.matching.taking import HOME, Taking, ids, order_shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day() -> Iterator[None]:
    with suppose(TODAY):
        yield


@pytest.fixture
def taking(school: School) -> Taking:
    return Taking(school, "goals", "needs", "travel")


# ---------- the list ----------


def test_a_student_reads_what_counts_before_handing_in(taking: Taking) -> None:
    page = taking.client.get(taking.address("one"))
    for words in ("Wat je er kunt leren", "Reistijd", taking.round.seed_sha256, "4 december 2026"):
        assertContains(page, words)
    assertNotContains(page, taking.round.seed_draw)
    listed = taking.client.get(reverse("own_rounds:home"))
    assertContains(listed, "Jij bent aan zet")
    assertContains(taking.client.get(reverse("own_record:home")), "Stagematching")


def test_a_list_is_made_by_buttons_and_kept_when_it_is_handed_in(taking: Taking) -> None:
    first, second, third = taking.offers
    page = taking.send("add", more=ids(first, second, third))
    assert order_shown(page) == ids(first, second, third)
    page = taking.send("up:" + str(third.pk), first, second, third)
    assert order_shown(page) == ids(first, third, second)
    page = taking.send("off:" + str(first.pk), first, third, second)
    assert order_shown(page) == ids(third, second)
    assert not Wish.objects.exists()
    done = taking.send("hand_in", third, second)
    assertRedirects(done, taking.address("one"))
    assert taking.positions() == ["Carrosserie", "Bandenhal"]
    assertContains(taking.client.get(taking.address("one")), "Je lijst is ingeleverd")
    assertContains(taking.client.get(reverse("own_rounds:home")), "Je doet mee")


def test_handing_in_twice_is_one_list_and_a_new_one_takes_its_place(taking: Taking) -> None:
    first, second, third = taking.offers
    for _ in range(2):  # a double click
        assertRedirects(taking.send("hand_in", first, second), taking.address("one"))
    assert taking.positions() == ["Autohuis", "Bandenhal"]
    assert order_shown(taking.client.get(taking.address("wishes"))) == ids(first, second)
    taking.send("hand_in", third)
    assert taking.positions() == ["Carrosserie"]


def test_what_is_ticked_is_not_lost_by_any_button(taking: Taking) -> None:
    first, second, _ = taking.offers
    taking.send("hand_in", first, more=ids(second))
    assert taking.positions() == ["Autohuis", "Bandenhal"]


def test_counts_are_kept_and_neither_postcode_nor_needs(taking: Taking) -> None:
    taking.profile()
    first, second, third = taking.offers
    taking.send("hand_in", first, second, third, postcode=HOME, counts_needs="on")
    kept = list(Wish.objects.values_list("goals", "needs", "minutes"))
    assert [one[:2] for one in kept] == [(0, 2), (1, 0), (0, 0)]
    minutes = [one[2] for one in kept if one[2] is not None]
    assert len(minutes) == 3
    assert minutes == sorted(minutes)
    assert {value % 15 for value in minutes} == {7}
    page = taking.client.get(taking.address("wishes"))
    assertNotContains(page, HOME)


def test_needs_count_only_with_a_yes(taking: Taking) -> None:
    taking.profile()
    taking.send("hand_in", taking.offers[0])
    assert Wish.objects.get().needs == 0


def test_without_a_postcode_the_journey_stays_as_it_was(taking: Taking) -> None:
    first, second, _ = taking.offers
    taking.send("hand_in", first, postcode=HOME)
    before = Wish.objects.get().minutes
    assert before is not None
    taking.send("hand_in", second, first)
    kept = dict(Wish.objects.values_list("offer", "minutes"))
    assert kept == {first.pk: before, second.pk: None}
    assertContains(taking.client.get(taking.address("one")), "Van een plek is de reistijd niet")


def test_a_car_of_ones_own_changes_no_count(taking: Taking) -> None:
    kept = []
    for means in (["car"], ["walk"]):
        taking.send("hand_in", taking.offers[1], postcode=HOME, travel_by=means)
        kept.append(Wish.objects.get().minutes)
    assert kept[0] == kept[1] is not None


def test_a_proposal_goes_by_goals_then_needs_then_travel(taking: Taking) -> None:
    taking.profile()
    first, second, third = taking.offers
    page = taking.send("propose", postcode=HOME, travel_by=["car"])
    assert order_shown(page) == ids(second, first, third)
    near = taking.send("propose", postcode=HOME, travel_by=["car"], travel_minutes=60)
    assert order_shown(near) == ids(second, first)
    assert not Wish.objects.exists()


def test_a_postcode_that_nobody_knows_loses_no_list(taking: Taking) -> None:
    first, second, _ = taking.offers
    for postcode in ("0000", "abcd", "9712AB", "99999"):
        page = taking.send("hand_in", second, first, postcode=postcode)
        assert page.status_code == 422
        assert order_shown(page) == ids(second, first)
        # an address that ends with #plekken must not open the page below the error
        assertNotContains(page, 'id="plekken"', status_code=422)
    page = taking.send("hand_in", second, postcode=HOME, travel_by=[])
    assertContains(page, "Kies hoe je reist", status_code=422)
    assert not Wish.objects.exists()


def test_a_place_of_elsewhere_is_refused_and_the_rest_comes_back(taking: Taking) -> None:
    first = taking.offers[0]
    other = taking.offer(taking.draft(), "Elders")
    for strange in (other.pk, uuid4(), "x" * 50, first.pk):
        page = taking.send("hand_in", first, strange)
        assertContains(page, "hoort niet bij deze ronde", status_code=422)
        assert order_shown(page) == ids(first)
    assert not Wish.objects.exists()


def test_a_list_that_is_too_long_or_empty_is_refused(
    taking: Taking, settings: LazySettings
) -> None:
    settings.MATCHING_WISHES_MOST = 2
    page = taking.send("hand_in", *taking.offers)
    assertContains(page, "Er passen hoogstens 2 plekken", status_code=422)
    assert order_shown(page) == ids(*taking.offers)
    assertContains(taking.send("hand_in"), "minstens één plek", status_code=422)


def test_after_the_last_day_the_typed_list_comes_back_with_the_reason(taking: Taking) -> None:
    first, second, _ = taking.offers
    taking.send("hand_in", first)
    with suppose(AFTER):
        page = taking.send("hand_in", second, first)
        assertContains(page, "Dit kan nu niet", status_code=422)
        assert order_shown(page) == ids(second, first)
        assertRedirects(taking.client.get(taking.address("wishes")), taking.address("one"))
        english = taking.client.post(
            "/en" + taking.address("wishes"), {"do": "hand_in", "wish": ids(second)}
        )
        assertNotContains(english, "Dit kan nu niet", status_code=422)
    assert taking.positions() == ["Autohuis"]


def test_a_place_that_takes_nobody_is_not_offered(taking: Taking) -> None:
    first, second, third = taking.offers
    taking.send("hand_in", first)
    Accreditation.objects.filter(company=first.place.company).delete()
    page = taking.client.get(taking.address("wishes"))
    assertContains(page, "Neemt nu geen studenten aan")
    assert [spot.id for spot in page.context["others"]] == [second.pk, third.pk]


def test_only_places_for_the_own_programme_can_be_chosen(school: School) -> None:
    taking = Taking(school)
    Student.objects.filter(pk=taking.ana.pk).update(pathway="bbl")
    page = taking.client.get(taking.address("wishes"))
    assertContains(page, "In deze ronde is geen plek voor jouw opleiding")
    assertContains(
        taking.send("hand_in", taking.offers[0]), "hoort niet bij deze ronde", status_code=422
    )


def test_a_place_is_found_by_its_name(taking: Taking) -> None:
    page = taking.send("search", words="garage BANDEN")
    assert [spot.offer.place.title for spot in page.context["others"]] == ["Bandenhal"]


def test_leaving_takes_the_list_back(taking: Taking) -> None:
    taking.send("hand_in", *taking.offers)
    assertContains(taking.client.get(taking.address("leave")), "niet meer meedoen")
    assertRedirects(taking.client.post(taking.address("leave")), taking.address("one"))
    assert not Wish.objects.exists()
    assertRedirects(taking.client.get(taking.address("leave")), taking.address("one"))


def test_leaving_after_the_last_day_changes_nothing(taking: Taking) -> None:
    taking.send("hand_in", taking.offers[0])
    with suppose(AFTER):
        taking.client.post(taking.address("leave"))
    assert Wish.objects.count() == 1


def test_more_places_ask_no_more_questions(
    taking: Taking, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    draft = taking.draft()
    for number in range(12):
        taking.offer(draft, f"Plek {number}")
    many = taking.open(draft)
    taking.round, few = many, taking.round
    counts = []
    for round_ in (few, many):
        taking.round = round_
        with django_assert_max_num_queries(40) as found:
            taking.client.get(taking.address("wishes"))
        counts.append(len(found))
    assert counts[0] == counts[1]
