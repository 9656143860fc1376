"""The first questions on a phone: danger, who it happened to, who is involved."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.browser.chromium import PageAt, axe, overflow
from tests.browser.desk import DeskAt, desk_at, open_vault
from tests.reports.filing import file

__all__ = ["desk_at"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (320, 390, 1280)


@pytest.fixture(autouse=True)
def team() -> list[cast.Member]:
    school = cast.zeewaarde()
    cast.make_recovery(school)
    return cast.make_team(school)


def keep_picture(page: Page, name: str) -> None:
    """For whoever wants to look: PICTURES names a folder."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def go(page: Page) -> None:
    page.get_by_role("button", name="Verder").click()


def begin(page: Page) -> None:
    page.goto("/melden/school/")
    page.get_by_label("mbo Zeewaarde").check()
    go(page)
    page.wait_for_url("**/veilig/")


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_first_questions_can_be_used_by_everybody(
    page_at: PageAt, width: int, *, js: bool
) -> None:
    page = page_at(width, js=js)
    begin(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ben je nu in gevaar?")
    expect(page.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    look(page, f"veilig-{width}", js=js)
    page.get_by_label("Nu niet, maar ik ben bang").check()
    go(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Is het jou overkomen, of zag je het?"
    )
    look(page, f"wie-{width}", js=js)
    page.get_by_label("Ik zag of hoorde het").check()
    go(page)
    page.wait_for_url("**/moment/")
    page.goto("/melden/verhaal/")
    page.get_by_label("Je verhaal").fill("Hij dreigde weer.")
    go(page)
    page.goto("/melden/wens/")
    page.get_by_label("Doe er iets aan").check()
    go(page)
    page.wait_for_url("**/betrokken/")
    look(page, f"betrokken-{width}", js=js)
    page.get_by_label("Wim de Roo").check()
    go(page)
    page.wait_for_url("**/lezers/")
    expect(page.get_by_text("Ziet het al niet, omdat je dat net zei: Wim de Roo.")).to_be_visible()
    look(page, f"lezers-{width}", js=js)
    page.goto("/melden/controle/")
    expect(page.get_by_text("Wacht niet op ons: bel 112.")).to_be_visible()
    look(page, f"controle-{width}", js=js)


def look(page: Page, name: str, *, js: bool) -> None:
    assert overflow(page) <= 0 if js else True, name
    if js:
        assert not axe(page), name
        keep_picture(page, name)


def test_back_keeps_the_answer_about_danger(page_at: PageAt) -> None:
    page = page_at(390)
    begin(page)
    page.get_by_label("Ja, ik ben nu in gevaar").check()
    page.get_by_role("button", name="Terug").click()
    page.wait_for_url("**/school/")
    page.goto("/melden/veilig/")
    expect(page.get_by_label("Ja, ik ben nu in gevaar")).to_be_checked()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_team_sees_danger_first(desk_at: DeskAt, team: list[cast.Member], width: int) -> None:
    school = team[0].user.memberships.get().school
    assert school
    case = file(school, danger="now").dossier.case
    page = desk_at(team[0], width)
    open_vault(page)
    expect(page.get_by_text("Kijk vandaag: misschien gevaar")).to_be_visible()
    look(page, f"zaken-gevaar-{width}", js=True)
    page.goto(f"/zaken/{case.pk}/")
    expect(page.get_by_text("Kijk vandaag: misschien is iemand in gevaar.")).to_be_visible()
    look(page, f"zaak-gevaar-{width}", js=True)
