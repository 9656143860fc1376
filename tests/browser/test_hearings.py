"""Hoor en wederhoor in a browser: a member on a screen, a garage owner on a phone."""

import re
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from reports.hearings.models import Hearing
from stagebaken.vault import receipts
from tests.browser.chromium import PageAt, axe, overflow
from tests.browser.desk import DeskAt, desk_at, open_vault
from tests.cast import PASSPHRASE
from tests.reports.filing import own
from tests.reports.hearings.conftest import ANSWER, Scene, scene

__all__ = ["desk_at", "scene"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (390, 1280)
LONG = "Donaudampfschifffahrtsgesellschaft" * 8


def enter(page: Page, code: str, prefix: str = "") -> None:
    page.goto(f"{prefix}/leerbedrijf/hoor/")
    page.locator("#id_code").fill(receipts.grouped(code))
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/leerbedrijf/hoor/vraag/")


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_member_asks_a_company_answers_and_the_reporter_reads_it(
    page_at: PageAt, desk_at: DeskAt, scene: Scene, width: int, js: bool
) -> None:
    consent = scene.consent()
    desk = desk_at(scene.mehmet, width, js=js)
    open_vault(desk)
    desk.goto(f"/zaken/{scene.case.pk}/")
    desk.get_by_role("link", name="Voer uit").click()
    desk.get_by_role("link", name="Ga verder").click()
    expect(desk.get_by_text("Wat is er volgens u gezegd? ñ€")).to_be_visible()
    desk.get_by_label("Je wachtzin").fill(PASSPHRASE)
    desk.get_by_role("button", name="Maak de code en de brief").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Geef deze code aan het bedrijf")
    code = desk.locator("#code").inner_text()
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Bewaar de brief als pdf").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")

    company = page_at(width, js=js)
    enter(company, receipts.normalise(code))
    company.get_by_label("Jouw antwoord").fill(ANSWER)
    company.get_by_role("button", name="Lees je antwoord na").click()
    expect(company.get_by_role("heading", level=1)).to_have_text("Lees je antwoord na")
    company.get_by_role("button", name="Verander het nog").click()
    expect(company.get_by_label("Jouw antwoord")).to_have_value(ANSWER)
    company.get_by_role("button", name="Lees je antwoord na").click()
    company.get_by_role("button", name="Verstuur dit antwoord").click()
    expect(company.get_by_role("status")).to_contain_text("Je antwoord is verstuurd")
    expect(company.get_by_text("Dat spijt ons.")).to_be_visible()

    desk.goto(f"/zaken/{scene.case.pk}/")
    desk.get_by_role("link", name="Lees het antwoord").click()
    expect(desk.get_by_label("Het hele antwoord")).to_be_checked()
    desk.get_by_role("button", name="Zet in het gesprek met de melder").click()
    expect(desk.get_by_text("staat in het gesprek met de melder.")).to_be_visible()
    said = own(scene.filed).conversation[-1].text.replace("\r\n", "\n")
    assert (said, Hearing.objects.get().consent_id) == (ANSWER, consent.pk)


def test_by_keyboard_alone_a_company_answers(page_at: PageAt, scene: Scene) -> None:
    hearing = scene.start()
    page = page_at(1280)
    page.goto("/leerbedrijf/hoor/")
    page.locator("#id_code").focus()
    page.keyboard.type("123")
    page.keyboard.press("Enter")
    expect(page.locator("[data-errors]")).to_be_visible()
    page.locator("#id_code").fill("")
    page.locator("#id_code").focus()
    page.keyboard.type(scene.codes[hearing.pk])
    page.keyboard.press("Enter")
    page.wait_for_url("**/vraag/")
    page.get_by_label("Jouw antwoord").focus()
    page.keyboard.type("Ja, dat was niet goed.")
    for _button in range(2):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").startswith("Lees je antwoord na"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lees je antwoord na")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_companys_pages_fit_the_smallest_screen_and_are_accessible(
    page_at: PageAt, scene: Scene, language: str
) -> None:
    hearing = scene.start(scene.consent(f"Is dit gezegd? {LONG}"))
    prefix = "" if language == "nl" else "/en"
    page = page_at(320, language=language)
    page.goto(f"{prefix}/leerbedrijf/hoor/")
    assert (axe(page), overflow(page) <= 0) == ([], True)
    enter(page, scene.codes[hearing.pk], prefix)
    assert (axe(page), overflow(page) <= 0) == ([], True)
    page.locator("main form button[type=submit]").first.click()  # with nothing written
    assert (axe(page), overflow(page) <= 0) == ([], True)
    page.locator("#id_text").fill(LONG)
    page.locator("main form button[type=submit]").first.click()
    assert (axe(page), overflow(page) <= 0) == ([], True)
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_role("status")).to_be_visible()
    assert (axe(page), overflow(page) <= 0) == ([], True)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_teams_pages_fit_and_are_accessible(desk_at: DeskAt, scene: Scene, width: int) -> None:
    asked, answered = scene.start(), scene.answer(scene.start())
    consent = scene.consent()
    page = desk_at(scene.mehmet, width)
    open_vault(page)
    addresses = [
        f"/zaken/{scene.case.pk}/",
        f"/zaken/{scene.case.pk}/hoor/beginnen/{consent.pk}/",
        *(scene.url(one, name) for one in (asked, answered) for name in ("hearing", "close")),
        scene.url(asked, "renew"),
    ]
    for address in addresses:
        page.goto(address)
        assert axe(page) == [], address
        assert overflow(page) <= 0, address
    page.goto(addresses[1])
    page.get_by_label("Je wachtzin").fill(PASSPHRASE)
    page.get_by_role("button", name=re.compile("Maak de code")).click()
    expect(page.locator("#code")).to_be_visible()
    assert (axe(page), overflow(page) <= 0) == ([], True)


def test_what_was_typed_into_a_question_that_closed_goes_on_with_the_code(
    page_at: PageAt, scene: Scene, settings: LazySettings
) -> None:
    hearing = scene.start()
    page = page_at(390, js=False)
    enter(page, scene.codes[hearing.pk])
    page.get_by_label("Jouw antwoord").fill("Dit mag niet weg.")
    page.context.clear_cookies(name="__Host-hearing")
    page.get_by_role("button", name="Lees je antwoord na").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De vraag ging dicht")
    page.get_by_label("De code van 25 cijfers").fill(scene.codes[hearing.pk])
    page.get_by_role("button", name="Ga door").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lees je antwoord na")
    expect(page.get_by_text("Dit mag niet weg.")).to_be_visible()
