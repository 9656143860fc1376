"""A student reads where and why, and nobody else does."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from placements.matching import actions, adjusting, lottery, own_copy
from placements.matching.actions import Wanted
from placements.matching.models import Wish
from placements.matching.priorities import Facts
from schools.registry.models import School
from schools.students import erasing, inviting
from schools.students.models import Student
from schools.students.signals import End
from stagebaken.web.days import suppose
from tests.placements.matching.rounds import AFTER, LAST_DAY, TODAY, Matching, a_place
from tests.placements.matching.taking import (
    HOME,
    Taking,
    account_of,
    published,
)
from tests.schools.students.people import let_in
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day() -> Iterator[None]:
    with suppose(TODAY):
        yield


@pytest.fixture
def taking(school: School) -> Taking:
    return Taking(school, "goals", "needs", "travel")


# ---------- the result ----------


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
        erasing.delete(taking.ana, taking.ilse, End.ASKED)
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
