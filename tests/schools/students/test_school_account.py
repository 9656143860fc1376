"""An invited student goes on with the account of the school, and never chooses a password."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from schools.registry.models import School
from schools.students import actions, inviting
from schools.students.models import Student
from schools.teams.actions import invite as invite_member
from stagebaken.accounts import invitations
from stagebaken.accounts.models import Role, User
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import suppose, today
from tests import cast
from tests.schools.students.people import last_day, make_coordinator, make_student
from tests.schools.students.school_accounts import (
    HOME,
    NOOR,
    NUMBER,
    came_in,
    nobody_came,
)
from tests.stagebaken.accounts import school as schools
from tests.stagebaken.accounts.pages import is_signed_in

pytestmark = pytest.mark.django_db

PAGE = "/inloggen/uitnodiging/"


def invited(student: Student, by: User, client: Client) -> None:
    """Follow the link of the mail."""
    inviting.invite(by=by, student=student)
    student.refresh_from_db()
    assert student.account is not None
    token = invitations.issue(student.account, invitations.Purpose.STUDENT, student.pk)
    client.get(f"{PAGE}{token}/")


def test_an_invited_student_comes_in_without_ever_choosing_a_password(
    client: Client, provider: schools.School, noor: Student, coordinator: User
) -> None:
    invited(noor, coordinator, client)
    token = client.session["invitation"]
    assert "Ga verder met je schoolaccount" in client.get(PAGE).content.decode()
    answer = provider.visit(client, "?process=invitation")
    assert provider.asked["prompt"] == "login"
    assert answer.headers["Location"] == "/inloggen/start/"
    assert client.get("/inloggen/start/").headers["Location"] == "/mijn-stage/"
    noor.refresh_from_db()
    assert noor.joined_on == today()
    account = noor.account
    assert account is not None
    assert not account.has_usable_password()
    assert SocialAccount.objects.get(user=account).uid == NOOR["sub"]
    assert not Event.objects.filter(verb=Verb.SIGNED_IN).exists()
    assert Client().get(f"{PAGE}{token}/").status_code == 410  # used once
    browser = Client()
    provider.visit(browser)
    assert is_signed_in(browser)


def test_the_page_offers_no_school_where_there_is_none(
    client: Client, noor: Student, coordinator: User
) -> None:
    invited(noor, coordinator, client)
    assert "schoolaccount" not in client.get(PAGE).content.decode()
    left = client.get(f"{schools.LOGIN}?process=invitation", **schools.OURS)
    assert left.status_code == 404


def test_without_an_invitation_in_this_browser_there_is_none_to_accept(
    client: Client, provider: schools.School
) -> None:
    left = client.get(f"{schools.LOGIN}?process=invitation", **schools.OURS)
    assert left.headers["Location"] == PAGE
    assert client.get(PAGE).status_code == 410


@pytest.mark.parametrize("what", ["expired", "withdrawn", "another address", "left"])
def test_an_invitation_that_ended_meanwhile_opens_nothing(
    client: Client, provider: schools.School, noor: Student, coordinator: User, what: str
) -> None:
    invited(noor, coordinator, client)
    state = provider.leave(client, "?process=invitation")
    day = today() + timedelta(days=15 if what == "expired" else 0)
    if what == "withdrawn":
        inviting.remove_access(by=coordinator, student=noor)
    elif what == "another address":
        actions.change(by=coordinator, student=noor, values={"email": "n@zeewaarde.example"})
    elif what == "left":
        last_day(noor, today() - timedelta(days=1))
    with suppose(day):
        page = provider.back(client, state)
    assert page.status_code == 410
    assert "werkt niet meer" in page.content.decode()
    assert nobody_came()
    assert not is_signed_in(client)


def test_an_account_of_the_school_that_opens_another_account_is_not_linked_again(
    client: Client, provider: schools.School, noor: Student, coordinator: User
) -> None:
    other = cast.make_user("Iemand Anders")
    SocialAccount.objects.create(user=other, provider="school", uid=NOOR["sub"])
    invited(noor, coordinator, client)
    page = provider.visit(client, "?process=invitation")
    assert page.status_code == 409
    assert "hoort al bij een ander account" in page.content.decode()
    assert "Terug naar je uitnodiging" in page.content.decode()
    assert not is_signed_in(client)
    assert not came_in(noor)
    chosen = {"password1": cast.PASSWORD, "password2": cast.PASSWORD}
    assert client.post(PAGE, chosen).status_code == 302  # nothing is lost
    assert came_in(noor)


@pytest.mark.parametrize(
    "said",
    [
        {"schac_personal_unique_code": [NUMBER.format(home=HOME, number="2002")]},
        {"schac_home_organization": "duinkerk.example"},
        {"schac_home_organization": None},
        {"eduperson_affiliation": ["employee"], "schac_personal_unique_code": None},
    ],
    ids=["another number", "another school", "no school", "who works there"],
)
def test_somebody_else_who_is_signed_in_at_the_school_does_not_become_the_student(
    client: Client,
    provider: schools.School,
    opened: School,
    noor: Student,
    coordinator: User,
    said: dict[str, Any],
) -> None:
    """As on a shared computer."""
    invited(noor, coordinator, client)
    provider.claims |= said
    page = provider.visit(client, "?process=invitation")
    assert page.status_code == 409
    assert "account van iemand anders" in page.content.decode()
    assert nobody_came()
    assert not EmailAddress.objects.filter(user=noor.account, verified=True).exists()
    provider.claims |= NOOR
    provider.visit(client, "?process=invitation")
    assert came_in(noor)


def test_a_second_click_signs_in(
    client: Client, provider: schools.School, noor: Student, coordinator: User
) -> None:
    invited(noor, coordinator, client)
    first = provider.leave(client, "?process=invitation")
    nonce = provider.nonce
    second = provider.leave(client, "?process=invitation")
    other, provider.nonce = provider.nonce, nonce
    provider.back(client, first)
    provider.nonce = other
    assert provider.back(client, second).status_code == 302
    assert is_signed_in(client)
    assert SocialAccount.objects.count() == 1


def test_who_stops_at_the_school_goes_back_to_the_invitation(
    client: Client, provider: schools.School, noor: Student, coordinator: User
) -> None:
    invited(noor, coordinator, client)
    state = provider.leave(client, "?process=invitation")
    left = client.get(f"{schools.LOGIN}terug/", {"error": "access_denied", "state": state})
    page = client.get(left.headers["Location"]).content.decode()
    assert "Terug naar je uitnodiging" in page
    assert client.get(PAGE).status_code == 200


def test_a_second_school_is_accepted_by_signing_in_with_the_first(
    client: Client,
    provider: schools.School,
    noor: Student,
    coordinator: User,
    other_school: School,
) -> None:
    invited(noor, coordinator, client)
    provider.visit(client, "?process=invitation")
    client.post("/inloggen/uit/")
    elsewhere = make_coordinator(other_school, "Rachid Bennani")
    record = make_student(other_school)
    invited(record, elsewhere, client)
    assert "Er is al een account" in client.get(PAGE).content.decode()
    answer = provider.visit(client, "?process=invitation")
    assert answer.headers["Location"] == PAGE
    client.post(PAGE)
    assert came_in(record)


def test_who_works_here_still_chooses_a_password(
    client: Client, provider: schools.School, school: School, administrator: User
) -> None:
    role = Role.CONFIDENTIAL_COUNSELLOR
    offer = invite_member(by=administrator, school=school, email="n@x.example", name="N", role=role)
    token = invitations.issue(offer.user, invitations.Purpose.MEMBERSHIP, offer.pk)
    client.get(f"{PAGE}{token}/")
    assert "schoolaccount" not in client.get(PAGE).content.decode()
    assert provider.visit(client, "?process=invitation").status_code == 410
    assert not SocialAccount.objects.exists()
