"""A reporter takes a copy of the own dossier along."""

import json

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.browser.chromium import PageAt
from tests.browser.test_safety import look
from tests.reports.filing import STORY, file

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RECEIPT = "0" * 25


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_copy_is_taken_along_after_a_warning(page_at: PageAt, width: int) -> None:
    school = cast.zeewaarde()
    cast.make_team(school)
    file(school, receipt=RECEIPT)
    page = page_at(width)
    page.goto("/dossier/")
    page.locator("#id_code").fill(RECEIPT)
    page.get_by_role("button", name="Open dossier").click()
    page.get_by_role("link", name="Neem je dossier mee").click()
    page.wait_for_url("**/meenemen/")
    expect(page.get_by_text("Wie dit bestand heeft, kan alles lezen.")).to_be_visible()
    look(page, f"meenemen-{width}", js=True)
    for name, kind in (("Als pdf", "pdf"), ("Als json", "json")):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == f"kopie.{kind}"
    taken = json.loads(download.value.path().read_text())
    assert taken["report"]["account"] == STORY
