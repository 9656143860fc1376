"""The yearly figures in a browser: readable on a phone, by a screen reader and on paper."""

import pytest
from playwright.sync_api import Page, expect

from schools.registry.models import School
from tests import cast
from tests.browser.chromium import PageAt, axe, overflow
from tests.browser.desk import DeskAt, desk_at
from tests.reports.yearly.making import HANDLED, records, released, schools

__all__ = ["desk_at"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REPORT = "/zaken/jaarverslag/zeewaarde/2028/"


@pytest.fixture
def school(transactional_db: None) -> School:
    """A school with enough reports to show some things and hide others, among five more."""
    school = cast.zeewaarde()
    for year in (2026, 2027, 2028):
        records(school, 36, year=year, replaced_within="8-14", **HANDLED)
        records(school, 22, year=year, grounds=["religion", "appearance"], only_counted=True)
        records(school, 16, year=year, grounds=["age"], phases=["during"], **HANDLED)
        for other in School.objects.exclude(pk=school.pk) if year > 2026 else schools(5):
            records(other, 21, year=year, grounds=["sex"])
    released(2028)
    return school


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_report_is_readable_at_every_width(
    school: School, desk_at: DeskAt, width: int, language: str
) -> None:
    page: Page = desk_at(cast.make_member(school), width, language=language)
    for path in ("/zaken/jaarverslag/", REPORT):
        page.goto(path if language == "nl" else f"/en{path}")
        assert axe(page) == []
        assert overflow(page) <= 0


def test_the_report_is_found_from_the_menu_without_javascript(
    school: School, desk_at: DeskAt
) -> None:
    page: Page = desk_at(cast.make_member(school), 1280, js=False)
    page.goto("/zaken/")
    page.get_by_role("link", name="Jaarverslag").first.click()
    page.get_by_role("link", name="Schooljaar 2028-2029").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2028-2029")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download als pdf").click()
    assert download.value.suggested_filename == "jaarcijfers-zeewaarde-2028-2029-nl.pdf"
    page.get_by_role("link", name="Wat tellen wij").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat tellen wij, en hoe?")


@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_counted_is_open_to_everybody(page_at: PageAt, width: int) -> None:
    page = page_at(width)
    page.goto("/uitkomsten/zo-tellen-wij/")
    assert axe(page) == []
    assert overflow(page) <= 0
    assert page.context.cookies() == []
