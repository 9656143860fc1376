"""A contact person in a real browser: from the mailed link to three steps, on a small phone."""

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from placements.companies.models import TrainingCompany
from placements.contacts import actions, tasks
from placements.contacts.models import CompanyContact
from placements.quickscan.models import QuickScan
from placements.quickscan.questions import FIRST
from tests import cast
from tests.browser.chromium import PageAt, axe, overflow
from tests.placements.contacts import people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def company(settings: LazySettings, transactional_db: None) -> TrainingCompany:
    """The test server has no TLS, so no __Host- cookies."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    return people.make_company(size_class="")


def signed_in(page: Page, client: Client, live_server: LiveServer) -> Page:
    session = client.cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    return page


def test_somebody_comes_in_by_the_mailed_link_and_says_what_students_get(
    page_at: PageAt, company: TrainingCompany
) -> None:
    offer = actions.invite(
        by=people.make_advisor(), company=company, email="nina@garage.example", name="Nina"
    )
    page = page_at(320, js=False)
    page.goto(tasks.invitation_address(offer).partition("testserver")[2])
    page.get_by_label("Kies een wachtwoord").fill(cast.PASSWORD)
    page.get_by_label("Het wachtwoord nog een keer").fill(cast.PASSWORD)
    page.get_by_role("button", name="Neem de uitnodiging aan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Garage De Slinger")
    page.get_by_role("link", name="Naar de gegevens").click()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("alert")).to_contain_text("Er klopt nog iets niet")
    page.get_by_label("Vergoeding voor bol-studenten").fill("300")
    page.get_by_label("Hoeveel mensen werken er?").select_option("1-9")
    page.get_by_label("Wat leren studenten bij je?").fill("Banden wisselen.")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("status")).to_contain_text("Bewaard")
    company.refresh_from_db()
    assert company.allowance_cents == 30_000


def test_the_quickscan_is_filled_in_by_keyboard_alone(
    page_at: PageAt, live_server: LiveServer, company: TrainingCompany
) -> None:
    contact = people.make_contact(company)
    page = signed_in(page_at(320), people.contact_browser(contact), live_server)
    page.goto(f"/leerbedrijf/{company.pk}/quickscan/invullen/")
    page.locator("#id_vacancy_0").focus()
    for _ in FIRST:
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Drie stappen voor jullie")).to_be_visible()
    assert QuickScan.objects.get().total.points == len(FIRST)


def test_every_page_is_accessible_on_a_phone(
    page_at: PageAt, live_server: LiveServer, company: TrainingCompany
) -> None:
    contact = people.make_contact(company)
    page = signed_in(page_at(320), people.contact_browser(contact), live_server)
    ending = f"contactpersonen/{CompanyContact.objects.get().pk}/stoppen/"
    pages = ("", "gegevens/", "contactpersonen/", "contactpersonen/uitnodigen/", ending)
    for address in (*pages, "quickscan/", "quickscan/invullen/", "hulpmiddelen/"):
        page.goto(f"/leerbedrijf/{company.pk}/{address}")
        assert axe(page) == [], address
        assert overflow(page) <= 0, address


def test_a_school_finds_a_company_and_invites_in_english(
    page_at: PageAt, live_server: LiveServer, company: TrainingCompany
) -> None:
    administrator = cast.make_administrator(cast.zeewaarde())
    page = page_at(320, language="en")
    signed_in(page, people.staff_browser(administrator), live_server)
    page.goto("/en/leerbedrijf/uitnodigen/")
    page.get_by_label("Name, place or company ID").fill("slinger")
    page.get_by_role("button", name="Search").click()
    assert axe(page) == []
    page.get_by_role("link", name="Garage De Slinger").click()
    page.get_by_label("Name").fill("Nina")
    page.get_by_label("Work e-mail address").fill("nina@garage.example")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("The invitation for Nina is on its way.")).to_be_visible()
    assert overflow(page) <= 0
