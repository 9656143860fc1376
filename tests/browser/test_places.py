"""A contact of a garage writes a stageplek on a phone: with advice while typing, and without."""

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from placements.companies.models import TrainingCompany
from tests.browser.chromium import PageAt, axe, overflow
from tests.placements.places.writing import a_company, a_contact, an_open_place
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def garage(transactional_db: None) -> TrainingCompany:
    return a_company()


@pytest.fixture
def contact_at(
    page_at: PageAt, live_server: LiveServer, settings: LazySettings, garage: TrainingCompany
) -> PageAt:
    """The test server has no TLS, and Playwright then takes no `__Host-` session."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"

    def contact_at(
        width: int, *, js: bool = True, language: str = "nl", dark: bool = False
    ) -> Page:
        client = Client()
        sign_in(client, a_contact(garage))
        page = page_at(width, js=js, language=language, dark=dark)
        session = client.cookies["session"].value
        page.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
        return page

    return contact_at


def test_advice_appears_while_writing_and_goes_when_the_words_go(
    contact_at: PageAt, garage: TrainingCompany
) -> None:
    page = contact_at(390)
    page.goto(f"/leerbedrijf/{garage.pk}/plaatsen/nieuw/")
    field = page.get_by_label("Over deze plek")
    field.fill("🙂 Jij bent jong en handig.")
    expect(page.get_by_text("Eén ding om over na te denken bij deze tekst.")).to_be_visible()
    expect(page.get_by_text("Mag meestal niet", exact=True)).to_be_visible()
    assert axe(page) == []
    assert overflow(page) <= 0
    page.get_by_role("button", name="Wijs aan in de tekst").click()
    chosen = "document.activeElement"
    words = f"{chosen}.value.slice({chosen}.selectionStart, {chosen}.selectionEnd)"
    assert page.evaluate(words) == "Jij bent jong"
    field.fill("Je leert banden wisselen.")
    expect(page.get_by_text("Bij deze tekst hebben we geen advies meer.")).to_be_visible()
    expect(page.get_by_text("Mag meestal niet", exact=True)).to_have_count(0)


def test_what_is_typed_is_never_read_as_html(contact_at: PageAt, garage: TrainingCompany) -> None:
    page = contact_at(390)
    page.goto(f"/leerbedrijf/{garage.pk}/plaatsen/nieuw/")
    page.get_by_label("Titel").fill("<img src=x onerror=alert(1)> klusjesman")
    expect(page.locator("[data-part=words]", has_text="klusjesman")).to_be_visible()
    assert page.locator("main img").count() == 0


def test_without_script_the_advice_comes_after_saving(
    contact_at: PageAt, garage: TrainingCompany
) -> None:
    page = contact_at(390, js=False)
    page.goto(f"/leerbedrijf/{garage.pk}/plaatsen/nieuw/")
    page.get_by_label("Titel").fill("Klusjesman gezocht")
    page.get_by_label("Opleiding, in eigen woorden").fill("Techniek")
    page.get_by_label("Over deze plek").fill("Je hebt een vaste begeleider.")
    page.get_by_role("spinbutton", name="Uren per week").fill("32")
    page.get_by_label("Eerste dag").fill("2027-02-01")
    page.get_by_label("Vergoeding per maand").fill("350")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("heading", name="Advies over de tekst")).to_be_visible()
    expect(page.locator("mark")).to_have_text("Klusjesman")
    page.get_by_role("button", name="Open deze plek").click()
    expect(page.get_by_text("Studenten kunnen hem nu vinden.")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_accessible_and_fits(
    contact_at: PageAt, garage: TrainingCompany, width: int
) -> None:
    place = an_open_place(
        company=garage, description="Jij bent jong.", accessibility=["quiet", "transit"]
    )
    page = contact_at(width, dark=width == 1280)
    here = f"/leerbedrijf/{garage.pk}/plaatsen/"
    for address in ("", "nieuw/", f"{place.pk}/", f"{place.pk}/wijzigen/", f"{place.pk}/sluiten/"):
        page.goto(here + address)
        page.wait_for_load_state("networkidle")
        assert axe(page) == [], address
        assert overflow(page) <= 0, address
    for address in (f"/en{here}{place.pk}/", f"/stages/{garage.pk}/"):
        page.goto(address)
        assert axe(page) == [], address
        assert overflow(page) <= 0, address
