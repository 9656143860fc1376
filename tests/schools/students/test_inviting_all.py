"""One press invites everybody who has an address and no account; a task does it, bit by bit."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from schools.registry.models import School
from schools.students import inviting, inviting_all
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import today
from tests.schools.students.browsers import browser
from tests.schools.students.people import let_in, make_coordinator, make_student

pytestmark = pytest.mark.django_db
HERE = "/studenten/zeewaarde/uitnodigen/iedereen/"


@pytest.fixture
def desk(coordinator: User) -> Client:
    return browser(coordinator)


def some(school: School, number: int, first: int = 0) -> list[Student]:
    return [
        make_student(school, f"{n:04}", email=f"s{n}@zeewaarde.example")
        for n in range(first, first + number)
    ]


def test_a_page_says_how_many_and_asks_first(desk: Client, school: School) -> None:
    some(school, 3)
    make_student(school, "9000", email="")
    page = desk.get(HERE).content.decode()
    assert "3 studenten krijgen een mail" in page
    assert "1 student heeft nog geen e-mailadres" in page
    assert not Student.objects.exclude(invited_on=None).exists()
    answer = desk.post(HERE, follow=True).content.decode()
    assert "3 uitnodigingen gaan de deur uit" in answer


def test_where_there_is_nobody_it_says_so(desk: Client, school: School) -> None:
    assert "Er is niemand om uit te nodigen." in desk.get(HERE).content.decode()
    assert "Er is niemand meer" in desk.post(HERE, follow=True).content.decode()


def test_the_task_invites_a_number_and_leaves_the_rest_to_the_next(
    school: School, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inviting_all, "AT_ONCE", 2)
    told: list[tuple[str, ...]] = []
    monkeypatch.setattr(type(inviting_all.go_on), "enqueue", lambda _task, *ids: told.append(ids))
    some(school, 5)
    assert inviting_all.invite_everybody(by=coordinator, school=school) == 5
    steps = 0
    while mine := [ids for ids in told if ids[0] == str(school.pk)]:
        told.clear()
        inviting_all.go_on.call(*mine[0])
        steps += 1
    assert steps == 3
    assert Student.objects.filter(invited_on=today()).count() == 5


def test_only_who_may_be_invited_without_asking_again_is(
    school: School, other_school: School, coordinator: User
) -> None:
    fresh, invited, joined, left, closed = some(school, 5)
    make_student(school, "9000", email="")
    elsewhere = make_student(other_school, "7", email="x@duinkerk.example")
    inviting.invite(by=coordinator, student=invited)
    let_in(joined, coordinator)
    left.ended_on = today()
    left.save(update_fields=["ended_on"])
    let_in(closed, coordinator)
    inviting.remove_access(by=coordinator, student=closed)
    assert list(inviting_all.to_invite(school)) == [fresh]
    inviting_all.go_on.call(str(school.pk), str(coordinator.pk))
    fresh.refresh_from_db()
    elsewhere.refresh_from_db()
    closed.refresh_from_db()
    assert fresh.invited_on == today()
    assert (elsewhere.account, closed.account) == (None, None)


def test_who_is_no_coordinator_any_more_invites_nobody(
    school: School, other_school: School
) -> None:
    some(school, 1)
    stranger = make_coordinator(other_school, "Rachid Bennani")
    inviting_all.go_on.call(str(school.pk), str(stranger.pk))
    assert not Student.objects.exclude(invited_on=None).exists()


def test_one_that_cannot_be_holds_nobody_up(school: School, coordinator: User) -> None:
    """Two records with one address: the second is passed by."""
    for number in ("1", "2", "3"):
        mail = "zelfde@zeewaarde.example" if number != "3" else "ander@zeewaarde.example"
        make_student(school, number, email=mail)
    inviting_all.go_on.call(str(school.pk), str(coordinator.pk))
    assert Student.objects.filter(invited_on=today()).count() == 2


def test_the_page_asks_as_much_for_many(
    desk: Client, school: School, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    some(school, 30)
    with django_assert_max_num_queries(16):
        desk.get(HERE)
    with django_assert_max_num_queries(16):
        desk.post(HERE)
