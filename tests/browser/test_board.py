"""The coordinator's day: the board, a search, many at once; by keyboard, without script, small."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from reports.casework.models import Case, Status
from schools.registry.models import School
from tests import cast
from tests.browser.chromium import axe, overflow
from tests.browser.desk import DeskAt, desk_at, open_vault
from tests.reports.filing import STORY, file

__all__ = ["desk_at"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (390, 1280)
SECOND = "Ik kreeg nooit antwoord."
Team = list[cast.Member]


@pytest.fixture
def school() -> School:
    return cast.zeewaarde()


@pytest.fixture
def team(school: School) -> Team:
    return cast.make_team(school)


@pytest.fixture(autouse=True)
def two(school: School, team: Team) -> None:
    file(school)
    file(school, story=SECOND)


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_member_sees_the_board_searches_and_confirms_receipt_of_two(
    desk_at: DeskAt, team: Team, tmp_path: Path, width: int, js: bool
) -> None:
    page = desk_at(team[0], width, js=js)
    open_vault(page)
    expect(page.get_by_role("heading", name="Jullie")).to_be_visible()
    look(page, js)
    page.get_by_role("link", name="Lijst").click()
    expect(page.get_by_role("link", name="Lijst")).to_have_attribute("aria-current", "true")
    look(page, js)

    page.get_by_label("Woorden").fill("KLÁNTEN wegjagen")
    page.get_by_role("button", name="Zoek").click()
    found = page.get_by_role("heading", name="1 zaak gevonden")
    expect(found).to_be_focused()  # on a phone it stands below a long form
    expect(found).to_be_in_viewport()
    expect(page.get_by_role("link", name=STORY)).to_be_visible()
    expect(page.get_by_role("link", name=SECOND)).to_have_count(0)
    assert page.url.endswith("/zaken/zoeken/")
    look(page, js)

    page.get_by_role("link", name="Alle zaken").click()
    page.get_by_role("link", name="Bevestig de ontvangst van 2 zaken").click()
    for title in (STORY, SECOND):
        page.get_by_label(title).press("Space")  # the card lies over its box
        expect(page.get_by_label(title)).to_be_checked()
    look(page, js)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Bevestig je de ontvangst van 2 zaken?"
    )
    look(page, js)
    page.get_by_role("button", name="Ja, bevestig").click()
    expect(page.get_by_role("status").first).to_contain_text("ontvangst van 2 zaken is bevestigd")
    assert not Case.objects.filter(status=Status.RECEIVED).exists()


def look(page: Page, js: bool) -> None:
    assert overflow(page) <= 0, page.url
    if js:
        assert axe(page) == [], page.url


def test_j_and_k_walk_over_the_cases_only_when_the_list_has_the_focus(
    desk_at: DeskAt, team: Team
) -> None:
    page = desk_at(team[0], 1280)
    open_vault(page)
    titles = page.locator(".stagebaken-case__title a")
    expect(page.get_by_text("Sta je op een zaak?")).to_be_visible()
    page.keyboard.press("j")
    expect(titles.nth(0)).not_to_be_focused()  # nobody is in the list
    titles.nth(0).focus()
    page.keyboard.press("j")
    expect(titles.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(titles.nth(0)).to_be_focused()
    page.keyboard.press("/")
    field = page.get_by_label("Woorden")
    expect(field).to_be_focused()
    page.keyboard.type("jk/")
    expect(field).to_have_value("jk/")


def test_without_script_nobody_is_promised_keys(desk_at: DeskAt, team: Team) -> None:
    page = desk_at(team[0], 390, js=False)
    open_vault(page)
    expect(page.get_by_text("Sta je op een zaak?")).to_be_hidden()
