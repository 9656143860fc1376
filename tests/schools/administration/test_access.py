"""Who comes in under /beheer/, and that nothing there tells of a report."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from schools.registry.models import School
from schools.teams import actions
from schools.teams.models import Invitation, Membership
from stagebaken.accounts.models import Role, User
from tests import cast
from tests.schools.administration.conftest import browser
from tests.stagebaken.accounts.signing_in import sign_in

SCHOOL_PAGES = (
    "overview", "team", "custodians", "administrators", "invite_team", "invite_custodians",
    "invite_administrators", "terms", "texts", "close", "poster", "history",
)  # fmt: skip


@pytest.mark.parametrize("page", SCHOOL_PAGES)
def test_an_administrator_sees_every_page_of_the_own_school_and_none_of_another(
    page: str, administration: Client, school: School, other_school: School
) -> None:
    for code, status in (("zeewaarde", 200), ("duinkerk", 404), ("nergens", 404)):
        address = reverse(f"administration:{page}", args=[code])
        assert administration.get(address).status_code == status


@pytest.mark.parametrize("page", SCHOOL_PAGES)
def test_for_everybody_else_the_pages_do_not_exist(
    page: str, school: School, stranger: User, platform_administrator: User, counsellor: User
) -> None:
    address = reverse(f"administration:{page}", args=[school.code])
    for user in (stranger, platform_administrator, counsellor):
        assert browser(user).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_an_administrator_without_a_second_factor_sees_nothing(
    administrator: User, school: School
) -> None:
    client = Client()
    client.force_login(administrator)
    response = client.get(reverse("administration:overview", args=[school.code]))
    assert response.status_code == 302
    assert "beheer" not in response["Location"].split("?")[0]


@pytest.mark.parametrize("page", ["invite_team", "add_school"])
def test_sensitive_pages_ask_again_who_you_are(
    page: str, administrator: User, platform_administrator: User, school: School
) -> None:
    client = Client()
    user, args = (administrator, [school.code])
    if page == "add_school":
        user, args = platform_administrator, []
    sign_in(client, user, recent=False)
    response = client.get(reverse(f"administration:{page}", args=args))
    assert response.status_code == 302
    assert response["Location"].startswith("/inloggen/")


@pytest.mark.parametrize("page", ["schools", "add_school"])
def test_the_list_of_schools_is_the_platforms_alone(
    page: str, administration: Client, platform_administrator: User
) -> None:
    address = reverse(f"administration:{page}")
    assert administration.get(address).status_code == 404
    assert browser(platform_administrator).get(address).status_code == 200


def test_home_leads_each_to_what_they_look_after(
    administrator: User, platform_administrator: User, counsellor: User, school: School
) -> None:
    own = reverse("administration:overview", args=[school.code])
    assert browser(administrator).get("/beheer/")["Location"] == own
    assert browser(platform_administrator).get("/beheer/")["Location"] == "/beheer/scholen/"
    assert browser(counsellor).get("/beheer/").status_code == 404


def test_home_lists_the_schools_of_somebody_with_more_than_one(
    administrator: User, school: School, other_school: School
) -> None:
    cast.join(other_school, administrator, Role.SCHOOL_ADMINISTRATOR)
    html = browser(administrator).get("/beheer/").content.decode()
    assert school.name in html
    assert other_school.name in html


@pytest.mark.parametrize("page", ["member", "remove"])
def test_a_membership_of_another_school_is_not_found_under_ones_own(
    page: str, administration: Client, school: School, other_school: School
) -> None:
    foreign = cast.join(other_school, cast.make_user("Fons"), Role.INTERNSHIP_COORDINATOR)
    student = cast.join(school, cast.make_user("Stu Dent"), Role.STUDENT)
    for membership_id in (foreign.pk, student.pk, uuid.uuid4()):
        address = reverse(f"administration:{page}", args=[school.code, membership_id])
        assert administration.get(address).status_code == 404
        assert administration.post(address).status_code == 404
    assert Membership.objects.active().filter(pk__in=[foreign.pk, student.pk]).count() == 2


@pytest.mark.parametrize("page", ["resend", "withdraw"])
def test_an_invitation_of_another_school_is_not_found_under_ones_own(
    page: str, administration: Client, stranger: User, school: School, other_school: School
) -> None:
    offer = actions.invite(
        by=stranger,
        school=other_school,
        email="x@y.example",
        name="X",
        role=Role.INTERNSHIP_COORDINATOR,
    )
    address = reverse(f"administration:{page}", args=[school.code, offer.pk])
    assert administration.post(address).status_code == 404
    assert Invitation.objects.open().count() == 1
