"""/beheer/ in a real browser: accessible, and an invitation by keyboard alone."""

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from schools.teams.models import Invitation, Membership
from stagebaken.accounts.models import Role
from tests import cast
from tests.browser.chromium import PageAt, axe, overflow
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(page_at: PageAt, live_server: LiveServer, settings: LazySettings) -> Page:
    """A small window of the administrator. The test server has no TLS, so no __Host- cookies."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    school = cast.zeewaarde()
    cast.make_team(school)
    client = Client()
    sign_in(client, cast.make_administrator(school))
    page = page_at(320)
    session = client.cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    return page


def test_every_kind_of_page_is_accessible(page: Page) -> None:
    member = Membership.objects.filter(role=Role.CONFIDENTIAL_COUNSELLOR).get()
    for address in (
        "",
        "team/",
        "team/uitnodigen/",
        "termijnen/",
        f"mensen/{member.pk}/verwijderen/",
    ):
        page.goto(f"/beheer/school/zeewaarde/{address}")
        assert axe(page) == [], address
        assert overflow(page) <= 0, address


def test_an_administrator_invites_by_keyboard_alone(page: Page) -> None:
    page.goto("/beheer/school/zeewaarde/team/uitnodigen/")
    page.get_by_label("Naam", exact=True).focus()
    page.keyboard.type("Nina Nieuw")
    page.keyboard.press("Tab")
    page.keyboard.type("nina@zeewaarde.example")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Nina Nieuw")
    assert Invitation.objects.get().role == Role.INTERNSHIP_COORDINATOR
