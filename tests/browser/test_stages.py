"""/stages/ as a student meets it: on a phone, with and without script, by keyboard."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from placements.companies.actions import register
from stagebaken.web.days import today
from tests.browser.chromium import PageAt, axe, overflow
from tests.placements.search.conftest import programme, recognised

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def companies(transactional_db: None) -> None:
    until = today() + timedelta(days=400)
    garage = register(
        name="Autobedrijf Windwijzer",
        place="Oosterhaven",
        latitude=52.0,
        longitude=5.0,
        allowance_cents=35_000,
        learning_tasks="Onderhoud en banden.",
    )
    recognised(garage, programme("90211", "Autotechnicus", 2), "bol", until)
    bakery = register(name="Bakkerij Zoë", place="Vlietdorp")
    recognised(bakery, programme("90345", "Brood en banket", 3), "bbl", until)


@pytest.mark.parametrize(
    "address", ["/stages/", "/stages/?q=zeppelin&near=Vlietdorp", "/en/stages/"]
)
def test_the_search_is_accessible_on_a_small_phone(page_at: PageAt, address: str) -> None:
    page = page_at(320)
    page.goto(address)
    assert axe(page) == []
    assert overflow(page) <= 0


def test_a_student_searches_filters_and_reads_without_script(page_at: PageAt) -> None:
    page = page_at(390, js=False)
    page.goto("/stages/")
    page.get_by_label("Wat wil je leren?").fill("auto")
    page.get_by_label("Wat wil je leren?").press("Enter")
    expect(page.get_by_role("heading", level=2)).to_have_text("1 leerbedrijf")
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Bbl: vooral werk").check()
    page.get_by_role("button", name="Pas filters toe").click()
    expect(page.get_by_text("Geen leerbedrijven gevonden.")).to_be_visible()
    page.get_by_role("link", name="Zonder leerweg").click()
    page.get_by_role("link", name="Autobedrijf Windwijzer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Autobedrijf Windwijzer")


def test_a_student_chooses_a_suggestion_by_keyboard(page_at: PageAt) -> None:
    page = page_at(390)
    page.goto("/stages/")
    words = page.get_by_label("Wat wil je leren?")
    words.press_sequentially("autote")
    expect(page.get_by_role("option", name="Autotechnicus 90211")).to_be_visible()
    assert axe(page) == []
    words.press("ArrowDown")
    words.press("Enter")
    expect(words).to_have_value("Autotechnicus")
    words.press("Enter")
    expect(page.get_by_role("link", name="Autobedrijf Windwijzer")).to_be_visible()


def test_a_company_page_is_accessible_in_the_dark(page_at: PageAt) -> None:
    page = page_at(1280, dark=True)
    page.goto("/stages/")
    page.get_by_role("link", name="Bakkerij Zoë").click()
    assert axe(page) == []
