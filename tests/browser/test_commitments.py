"""Commitments in a real browser: a garage promises by keyboard, a school checks, at 320 px."""

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from placements.commitments.models import CompanyCommitment
from placements.commitments.transitions import State
from tests.browser.chromium import PageAt, axe, overflow
from tests.cast import zeewaarde
from tests.placements.commitments import browsers
from tests.placements.commitments.people import Scene, make_checker, make_company, make_contact

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scene(settings: LazySettings) -> Scene:
    """The test server has no TLS, so no __Host- cookies."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    school, company = zeewaarde(), make_company()
    contact = make_contact(company)
    checker, sbb = make_checker(school, "Ilse Bosgra"), make_checker(None, "Arend Adviseur")
    return Scene(company, contact, school, checker, sbb)


def signed_in(page: Page, client: Client, live_server: LiveServer) -> Page:
    session = client.cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    return page


def test_every_page_is_accessible_on_a_phone(
    page_at: PageAt, live_server: LiveServer, scene: Scene
) -> None:
    one = scene.show(scene.declare())
    place = f"/leerbedrijf/{scene.company.pk}/toezeggingen/"
    page = signed_in(page_at(320), browsers.of_contact(scene.contact), live_server)
    own = ("", "antwoord/", "veilig/", "gesprek/", "gesprek/bewijs/", "gesprek/intrekken/")
    for address in own:
        page.goto(place + address)
        assert axe(page) == [], address
        assert overflow(page) <= 0, address
    page = signed_in(page_at(320), browsers.of_checker(scene.checker), live_server)
    for address in ("", f"{one.pk}/", "?nagekeken"):
        page.goto(f"/toezicht/toezeggingen/{address}")
        assert axe(page) == [], address
        assert overflow(page) <= 0, address


def test_a_garage_promises_and_shows_by_keyboard_alone(
    page_at: PageAt, live_server: LiveServer, scene: Scene
) -> None:
    page = signed_in(page_at(320), browsers.of_contact(scene.contact), live_server)
    page.goto(f"/leerbedrijf/{scene.company.pk}/toezeggingen/")
    page.get_by_role("link", name="Elke sollicitatie krijgt op tijd antwoord").focus()
    page.keyboard.press("Enter")
    page.get_by_label("5 werkdagen").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("binnen 5 werkdagen")
    page.get_by_role("link", name="Geef bewijs").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Vertel of plak het hier").focus()
    page.keyboard.type("De planner antwoordt, en anders de baas.")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Geef dit als bewijs").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Je bewijs is bewaard")
    assert CompanyCommitment.objects.get().state == State.EVIDENCE


def test_a_school_checks_and_a_mistake_is_said(
    page_at: PageAt, live_server: LiveServer, scene: Scene
) -> None:
    scene.show(scene.declare())
    page = signed_in(page_at(1280), browsers.of_checker(scene.checker), live_server)
    page.goto("/toezicht/toezeggingen/")
    page.get_by_role("link", name="Garage Proefrit").click()
    page.get_by_role("button", name="Bewaar dit").click()
    expect(page.get_by_role("alert")).to_contain_text("Er klopt nog iets niet.")
    assert axe(page) == []
    page.get_by_label("Akkoord").press("Space")
    page.get_by_label("Waarom?").fill("De vragen gaan over het werk.")
    page.get_by_role("button", name="Bewaar dit").click()
    expect(page.get_by_role("status")).to_contain_text("Je besluit geldt")
    assert CompanyCommitment.objects.get().state == State.CHECKED
