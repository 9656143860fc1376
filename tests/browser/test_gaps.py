"""The gap pages and the method page in a browser: read by everybody, on a phone and on a desk."""

from datetime import date

import pytest
from playwright.sync_api import expect

from placements.releases.models import Kind, PublishedGap, Release, Scope
from tests.browser.chromium import PageAt, axe, overflow
from tests.placements.releases.regions import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [320, 1280])
def test_everybody_reads_a_gap_and_how_it_was_counted(page_at: PageAt, width: int) -> None:
    release = Release.objects.create(scope=Scope.REGION, region="Twente", year=2025,
                                     kind=Kind.FINAL, released_on=date(2027, 3, 1))  # fmt: skip
    for name in ("Buiten-Europa", "Europa"):
        PublishedGap.objects.create(release=release, name=name, figures=told(name))
    page = page_at(width)
    page.goto("/uitkomsten/")
    page.get_by_role("link", name="Twente").click()
    expect(page.get_by_role("img", name="Plek bij de eerste sollicitatie").first).to_be_visible()
    assert not axe(page)
    assert overflow(page) <= 0
    page.get_by_role("link", name="Zo tellen en rekenen wij").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zo tellen en rekenen wij")
    assert not axe(page)
    assert overflow(page) <= 0
