"""Somebody asks what a report says of them: from the public page to the fixed letter."""

from datetime import timedelta

import pytest
from django.db.models import F
from playwright.sync_api import Page, expect

from reports.rights.models import DataRequest
from tests import cast
from tests.browser.chromium import PageAt, axe, overflow
from tests.browser.desk import DeskAt, desk_at

__all__ = ["desk_at"]
AGO = timedelta(days=26)
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def looks_right(page: Page, *, js: bool) -> None:
    assert not js or axe(page) == []
    assert overflow(page) <= 0


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_procedure_is_readable_at_every_width(
    page_at: PageAt, width: int, language: str
) -> None:
    js = width != 320
    page = page_at(width, js=js, language=language)
    page.goto("/privacy/" if language == "nl" else "/en/privacy/")
    page.get_by_role("contentinfo").get_by_role(
        "link", name="Jouw rechten" if language == "nl" else "Your rights"
    ).click()
    page.wait_for_url("**/privacy/rechten/")
    looks_right(page, js=js)


@pytest.mark.parametrize(("width", "js"), [(390, True), (1280, False)])
def test_a_letter_is_entered_and_answered_on_its_day(desk_at: DeskAt, width: int, js: bool) -> None:
    page = desk_at(cast.make_member(cast.zeewaarde()), width, js=js)
    page.goto("/zaken/")
    page.get_by_role("link", name="Verzoeken over gegevens").click()
    page.wait_for_url("**/zaken/verzoeken/zeewaarde/")
    page.get_by_role("link", name="Voer een verzoek in").click()
    page.wait_for_url("**/nieuw/")
    looks_right(page, js=js)
    page.get_by_label("Inzage").check()
    page.get_by_role("button", name="Voer in").click()
    page.wait_for_url("**/zaken/verzoeken/zeewaarde/")
    answer(page)
    expect(page.get_by_role("alert")).to_contain_text("vaste dag")
    looks_right(page, js=js)
    # A day for the server's own thread: the letter came in so long ago that its day is here.
    DataRequest.objects.update(received_on=F("received_on") - AGO, due_on=F("due_on") - AGO)
    page.get_by_role("link", name="Verzoeken over gegevens").first.click()
    page.get_by_text("De vaste brief, en hoe jullie ermee werken").click()
    expect(page.get_by_text("Iedereen die dit vraagt, krijgt deze brief")).to_be_visible()
    looks_right(page, js=js)
    answer(page)
    page.wait_for_url("**/zaken/verzoeken/zeewaarde/")
    assert DataRequest.objects.get().outcome == "answered"


def answer(page: Page) -> None:
    page.get_by_role("link", name="Rond af").click()
    page.get_by_label("Beantwoord met de vaste brief").check()
    page.get_by_role("button", name="Rond af").click()
