"""A student takes part: makes a list, hands it in, changes it, leaves, and hears why."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from placements.accreditations.models import Accreditation
from placements.applications import profiling
from placements.applications.profiling import Goal
from placements.matching import actions, adjusting, lottery, own_copy
from placements.matching.actions import Wanted
from placements.matching.models import Offer, Round, Wish
from placements.matching.priorities import Facts
from placements.places.models import LearningTask
from schools.registry.models import School
from schools.students import erasing, inviting
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose
from tests.placements.applications.scene import FACTS
from tests.placements.matching.rounds import AFTER, LAST_DAY, TODAY, Matching, a_place
from tests.schools.students.people import let_in
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = pytest.mark.django_db
HOME = "9712"  # Groningen
NEEDS = ["quiet", "wheelchair"]


@pytest.fixture(autouse=True)
def a_day() -> Iterator[None]:
    with suppose(TODAY):
        yield


class Taking(Matching):
    """A round with three places, and Ana who takes part in it."""

    def __init__(self, school: School, *criteria: str) -> None:
        super().__init__(school)
        self.ana = self.student("Ana")
        self.user = account_of(self.ana)
        self.client = Client()
        sign_in(self.client, self.user)
        draft = self.draft(*criteria)
        self.offers = [self.offer(draft, name) for name in ("Autohuis", "Bandenhal", "Carrosserie")]
        for offer, latitude in zip(self.offers, (53.22, 53.0, 52.1), strict=True):
            company = offer.place.company
            company.latitude, company.longitude = latitude, 6.57
            company.save()
        self.round = self.open(draft)

    def address(self, name: str) -> str:
        return reverse(f"own_rounds:{name}", kwargs={"round_id": self.round.pk})

    def send(self, do: str, *order: object, **more: object) -> Any:
        listed = [one.pk if isinstance(one, Offer) else one for one in order]
        data = {"do": do, "wish": listed, "travel_by": ["bicycle"], **more}
        return self.client.post(self.address("wishes"), data)

    def positions(self) -> list[str]:
        rows = Wish.objects.filter(student=self.ana).select_related("offer__place")
        return [wish.offer.place.title for wish in rows]

    def profile(self) -> None:
        profiling.save(
            student=self.ana, version=0, facts=FACTS | {"needs": NEEDS},
            goals=[Goal("", "B1-K1-W1"), Goal("", "B1-K1-W2")], skills=[],
        )  # fmt: skip
        first, second, _ = self.offers
        LearningTask.objects.create(
            place=second.place, position=1, work_process="B1-K1-W1", text="x"
        )
        first.place.accessibility = NEEDS
        first.place.save()


def account_of(student: Student) -> User:
    assert student.account is not None
    return student.account


@pytest.fixture
def taking(school: School) -> Taking:
    return Taking(school, "goals", "needs", "travel")


def order_shown(answer: Any) -> list[str]:
    """The list in the page, by the hidden fields that go along."""
    return [str(spot.id) for spot in answer.context["listed"]]


def ids(*offers: Offer) -> list[str]:
    return [str(one.pk) for one in offers]


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


# ---------- the result ----------


def published(taking: Taking, *rivals: str) -> Round:
    """Ana wants the first place, then the second; each rival comes before her at the first."""
    first, second, _ = taking.offers
    for name in rivals:
        taking.hand_in(taking.round, taking.student(name), Wanted(first.pk, Facts(goals=9)))
    taking.send("hand_in", first, second)
    return taking.finish(taking.round)


def test_nothing_is_told_before_the_school_publishes(taking: Taking) -> None:
    taking.send("hand_in", *taking.offers)
    taking.finish(taking.round, publish=False)
    assert taking.client.get(taking.address("one")).context["result"] is None
    for name in ("check", "proof", "others"):
        assertRedirects(taking.client.get(taking.address(name)), taking.address("one"))


def test_a_student_reads_where_and_why_and_can_check_it(taking: Taking) -> None:
    done = published(taking, "Bo")
    page = taking.client.get(taking.address("one"))
    assertContains(page, "Garage Bandenhal")
    assertContains(page, "voor jou aan de beurt waren")
    assertContains(page, "Dit is keus 2 van jouw lijst")
    number = lottery.numbers(done.seed, [str(taking.ana.pk)])[str(taking.ana.pk)]
    assertContains(page, number[:12])
    checked = taking.client.get(taking.address("check"))
    assertContains(checked, f"{taking.ana.pk} | openssl dgst -sha256 -hmac {done.seed}")
    assertContains(checked, number)


def test_no_page_of_a_result_names_another_student(taking: Taking) -> None:
    done = published(taking, "Bo")
    bo = Student.objects.get(name="Bo")
    numbers = lottery.numbers(done.seed, [str(bo.pk)])
    for name in ("one", "check", "proof", "others"):
        text = taking.client.get(taking.address(name)).content.decode()
        for secret in (str(bo.pk), numbers[str(bo.pk)][:8], bo.email, bo.number):
            assert secret not in text, name


def test_who_got_no_place_finds_places_with_room_and_a_person(taking: Taking) -> None:
    first, second, third = taking.offers
    for name in ("Bo", "Cem"):
        wanted = [Wanted(one.pk, Facts(goals=9)) for one in (first, second)]
        taking.hand_in(taking.round, taking.student(name), *wanted)
    a_place("Nieuw")
    taking.send("hand_in", first, second)
    taking.finish(taking.round)
    assertContains(taking.client.get(taking.address("one")), "geen plek gekregen")
    page = taking.client.get(taking.address("others"))
    assert [one.place.title for one in page.context["near"]] == ["Carrosserie"]
    assert [one.place.title for one in page.context["elsewhere"]] == ["Nieuw"]
    assertContains(page, "Ilse Bosgra")
    assertContains(page, taking.ilse.email)
    page = taking.client.post(taking.address("others"), {"postcode": HOME})
    assertContains(page, "ongeveer")
    wrong = taking.client.post(taking.address("others"), {"postcode": "0000"})
    assertContains(wrong, "Deze postcode kennen we niet", status_code=422)
    assert third.place.title == "Carrosserie"


def test_who_was_moved_by_hand_reads_that_and_why(taking: Taking) -> None:
    done = published(taking)
    third = taking.offers[2]
    with suppose(AFTER):
        adjusting.move(
            by=taking.ilse, round_=done, student=taking.ana, to=third.pk,
            reason="asked", why="Je wilde liever plaatwerk.",
        )  # fmt: skip
    page = taking.client.get(taking.address("one"))
    for words in ("Een coördinator heeft je hier geplaatst", "Je wilde liever plaatwerk."):
        assertContains(page, words)
    assertContains(page, "Daarna heeft een coördinator dat veranderd")


def test_the_certificate_is_the_published_one_and_tells_of_no_other_move(taking: Taking) -> None:
    done = published(taking, "Bo")
    bo, third = Student.objects.get(name="Bo"), taking.offers[2]
    with suppose(AFTER):
        adjusting.move(
            by=taking.ilse, round_=done, student=bo, to=third.pk, reason="asked", why="x"
        )
    answer = taking.client.get(taking.address("proof"))
    assert answer["Content-Type"] == "application/json"
    assert json.loads(answer.content)["seed_sha256"] == done.seed_sha256
    assert str(bo.pk) not in answer.content.decode()


def test_who_handed_nothing_in_is_not_told_of_a_place(taking: Taking) -> None:
    taking.hand_in(taking.round, taking.student("Bo"), taking.offers[0])
    taking.finish(taking.round)
    assertContains(taking.client.get(taking.address("one")), "Je deed niet mee")


# ---------- whose it is ----------


def test_rounds_of_others_do_not_exist(taking: Taking, other_school: School) -> None:
    stranger = Matching(other_school).student("Vera")
    client = Client()
    sign_in(client, account_of(stranger))
    draft = taking.draft()
    for name in ("one", "wishes", "leave", "check", "proof", "others"):
        assert client.get(taking.address(name)).status_code == 404
        address = reverse(f"own_rounds:{name}", kwargs={"round_id": draft.pk})
        assert taking.client.get(address).status_code == 404
    assert client.get(reverse("own_rounds:home")).status_code == 200


def test_a_round_of_another_group_does_not_exist(taking: Taking) -> None:
    draft = taking.draft(crebo="25997")
    taking.offer(draft, "Keuken")
    taking.round = taking.open(draft)
    assert taking.client.get(taking.address("wishes")).status_code == 404


def test_a_round_that_stopped_before_it_opened_is_not_shown(taking: Taking) -> None:
    taking.round = actions.withdraw(by=taking.ilse, round_=taking.draft())
    assert taking.client.get(taking.address("one")).status_code == 404


def test_who_gets_the_record_next_reads_no_list(taking: Taking) -> None:
    # Attack: a coordinator takes the access away and invites an account of their own.
    taking.send("hand_in", *taking.offers)
    inviting.remove_access(by=taking.ilse, student=taking.ana)
    assert not Wish.objects.exists()


def test_a_list_of_a_closed_round_stays_for_the_round_and_is_shown_to_nobody_else(
    taking: Taking,
) -> None:
    published(taking, "Bo")
    with suppose(AFTER + timedelta(days=1)):
        inviting.remove_access(by=taking.ilse, student=taking.ana)
        taking.ana.refresh_from_db()
        taking.ana.email = "nieuw@zeewaarde.example"
        taking.ana.save()
        sign_in(taking.client, let_in(taking.ana, taking.ilse))
        page = taking.client.get(taking.address("one"))
    assertContains(page, "Garage Bandenhal")  # where they came, so that nobody loses a place
    assertNotContains(page, "Garage Autohuis")
    assert Wish.objects.filter(student=taking.ana).count() == 2


def test_erasing_takes_everything_along(taking: Taking) -> None:
    published(taking)
    with transaction.atomic():
        erasing.delete(taking.ana, taking.ilse)
    assert not Wish.objects.exists()
    assert not taking.round.assignments.exists()


def test_nothing_is_kept_by_a_browser(taking: Taking) -> None:
    for name in ("one", "wishes"):
        assert "no-store" in taking.client.get(taking.address(name))["Cache-Control"]
    assert LAST_DAY > TODAY


def test_the_copy_of_a_later_account_holds_no_list_of_before(taking: Taking) -> None:
    published(taking)
    user = account_of(taking.ana)
    held = own_copy.COPY.read(taking.ana, user)
    later = taking.ana
    later.joined_on = AFTER
    left = own_copy.COPY.read(later, user)
    assert len(held) - len(left) == 2
    assert left
