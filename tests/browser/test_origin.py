"""Gelijke kansen in a real browser: the administrator switches on, a student gives and wipes.

Set ORIGIN_PICTURES to a folder to look at every page.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from schools.origin.models import Entry, Objection, Register
from schools.registry.models import School
from tests import cast
from tests.browser.chromium import SCRIPTLESS, PageAt, axe, overflow
from tests.schools.origin.conftest import browser as student_browser
from tests.schools.origin.conftest import make_student, switch_on
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BEHEER = "/beheer/school/zeewaarde/gelijke-kansen/"
OWN = "/mijn-stage/gelijke-kansen/"
SIZES = [(390, True), (390, False), (1280, True), (320, True)]
As = Callable[[Client, int, bool], Page]


@pytest.fixture
def school(settings: LazySettings) -> School:
    """The test server has no TLS, so no __Host- cookies."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    return cast.zeewaarde()


@pytest.fixture
def as_client(page_at: PageAt, live_server: LiveServer) -> As:
    def opened(client: Client, width: int, js: bool) -> Page:
        page = page_at(width, js=js)
        session = client.cookies["session"].value
        page.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
        return page

    return opened


def good(page: Page, name: str) -> None:
    """Accessible, nothing cut off; and a picture for whoever asks."""
    page.wait_for_load_state("load")  # without its style sheet a page is wider
    if page not in SCRIPTLESS:
        assert axe(page) == [], name
    assert overflow(page) <= 0, name
    if folder := os.environ.get("ORIGIN_PICTURES"):
        width = (page.viewport_size or {"width": 0})["width"]
        script = "" if page not in SCRIPTLESS else "-scriptless"
        page.screenshot(path=Path(folder) / f"{name}-{width}{script}.png", full_page=True)


@pytest.mark.parametrize(("width", "js"), SIZES)
def test_an_administrator_switches_on_and_off(
    school: School, as_client: As, width: int, js: bool
) -> None:
    client = Client()
    sign_in(client, cast.make_administrator(school))
    page = as_client(client, width, js)
    page.goto(BEHEER)
    expect(page.get_by_text("Het staat uit")).to_be_visible()
    good(page, "uit")
    page.get_by_role("button", name="Leg vast en zet aan").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    good(page, "fout")
    page.get_by_text("Uitdrukkelijke toestemming van de student").click()
    page.get_by_label("Waarom geldt deze grond").fill("Wij willen gelijke kansen meten.")
    page.get_by_label("Wie heeft dit besloten?").fill("College van Bestuur")
    page.get_by_label("Op welke dag?").fill("2026-09-01")
    page.get_by_role("button", name="Leg vast en zet aan").click()
    expect(page.get_by_role("heading", name="Het staat aan")).to_be_visible()
    good(page, "aan")
    page.get_by_role("link", name="Zet uit en vernietig alles").click()
    good(page, "uitzetten")
    page.get_by_role("button", name="Ja, vernietig alles").click()
    expect(page.get_by_text("Het staat uit")).to_be_visible()
    assert not Register.objects.exists()


@pytest.mark.parametrize(("width", "js"), SIZES)
def test_a_student_gives_changes_and_wipes(
    school: School, as_client: As, width: int, js: bool
) -> None:
    student = make_student(school)
    page = as_client(student_browser(student), width, js)
    page.goto(OWN)
    expect(page.get_by_text("vraagt dit niet")).to_be_visible()
    good(page, "student-uit")
    switch_on(school, cast.make_administrator(school))
    page.goto("/mijn-stage/")
    good(page, "student-deur")
    page.get_by_role("link", name="Lees meer, doe mee of zeg nee").click()
    good(page, "student-leeg")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Je hebt niets gekozen")).to_be_visible()
    good(page, "student-fout")
    page.get_by_label("Waar ben je geboren?").select_option("nl")
    page.get_by_label("Waar is je moeder of eerste ouder geboren?").select_option("tr")
    page.get_by_text("Vrouw", exact=True).click()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Turkije").first).to_be_visible()
    good(page, "student-ingevuld")
    assert Entry.objects.count() == 1
    page.get_by_role("link", name="Wis alles").click()
    good(page, "student-wissen")
    page.get_by_role("button", name="Ja, wis alles").click()
    expect(page.get_by_text("Je doet niet mee")).to_be_visible()
    good(page, "student-niet-mee")
    assert not Entry.objects.exists()
    assert Objection.objects.count() == 1


def test_a_student_gives_by_keyboard_alone(school: School, as_client: As) -> None:
    switch_on(school, cast.make_administrator(school))
    page = as_client(student_browser(make_student(school)), 390, True)
    page.goto(OWN)
    page.get_by_label("Waar ben je geboren?").focus()
    page.keyboard.type("Polen")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Dit staat er nu")).to_be_visible()
    expect(page.get_by_text("Europa, zonder Nederland")).to_be_visible()
