"""A school's outcomes in a browser: read without a mouse, on a phone and on a desk."""

import pytest
from playwright.sync_api import expect

from placements.releases.models import Kind, SchoolConsent
from stagebaken.web.days import today
from tests import cast
from tests.browser.chromium import PageAt, axe, overflow
from tests.browser.desk import DeskAt, desk_at
from tests.placements.releases.making import released

__all__ = ["desk_at"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [390, 1280])
def test_a_coordinator_chooses_a_figure_without_script(desk_at: DeskAt, width: int) -> None:
    school = cast.zeewaarde()
    released(school)
    released(school, 300, year=2024, kind=Kind.FINAL)
    page = desk_at(cast.make_team(school)[0], width, js=False)
    page.goto("/uitkomsten/scholen/zeewaarde/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie vindt meteen een stage?")
    expect(page.get_by_role("img", name="Plek bij de eerste sollicitatie")).to_be_visible()
    page.get_by_label("Kies een cijfer").focus()
    page.keyboard.type("Vier")
    page.get_by_role("button", name="Toon").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie moet lang zoeken?")
    assert overflow(page) <= 0


def test_everybody_reads_what_a_school_made_public(page_at: PageAt) -> None:
    school = cast.zeewaarde()
    released(school)
    covers = SchoolConsent.Covers.ORIGIN
    SchoolConsent.objects.create(school=school, covers=covers, given_on=today())
    page = page_at(390)
    page.goto("/uitkomsten/")
    assert not axe(page)
    page.get_by_role("link", name="mbo Zeewaarde").click()
    expect(page.get_by_role("img", name="Plek bij de eerste sollicitatie")).to_be_visible()
    assert not axe(page)
