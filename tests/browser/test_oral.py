"""A member writes down what a student tells; the student opens it at home and gets a new code."""

import pytest
from playwright.sync_api import Page, expect

from reports.dossiers.models import Report
from tests import cast
from tests.browser.chromium import PageAt
from tests.browser.desk import DeskAt, desk_at
from tests.browser.test_safety import look

__all__ = ["desk_at"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STORY = "De chef lachte toen ik mijn naam zei."


@pytest.fixture
def member() -> cast.Member:
    school = cast.zeewaarde()
    cast.make_recovery(school)
    return cast.make_team(school)[0]


def write_down(page: Page, width: int, *, js: bool) -> str:
    page.goto("/zaken/aannemen/")
    look(page, f"aannemen-{width}", js=js)
    page.get_by_label("De student belt mij").check()
    page.get_by_role("button", name="Begin met opschrijven").click()
    page.wait_for_url("**/vragen/")
    page.get_by_label("Je verhaal").fill(STORY)
    page.get_by_role("button", name="Verder: samen nakijken").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies wat er moet gebeuren.")
    look(page, f"aannemen-vragen-{width}", js=js)
    expect(page.get_by_label("Je verhaal")).to_have_value(STORY)
    page.get_by_label("Praat met mij").check()
    page.get_by_role("button", name="Verder: samen nakijken").click()
    page.wait_for_url("**/controle/")
    look(page, f"aannemen-controle-{width}", js=js)
    code = page.locator("#code").inner_text()
    page.get_by_role("button", name="De student heeft de code. Verstuur").click()
    page.wait_for_url("**/klaar/")
    look(page, f"aannemen-klaar-{width}", js=js)
    return code


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_report_is_written_down_and_becomes_the_students_own(
    desk_at: DeskAt, page_at: PageAt, member: cast.Member, width: int, *, js: bool
) -> None:
    code = write_down(desk_at(member, width, js=js), width, js=js)
    assert Report.objects.count() == 1
    home = page_at(width, js=js)
    home.goto("/dossier/")
    home.locator("#id_code").fill(code)
    home.get_by_role("button", name="Open dossier").click()
    home.wait_for_url("**/nieuwe-code/")
    look(home, f"nieuwe-code-{width}", js=js)
    new = home.locator("#code").inner_text()
    assert new != code
    home.goto("/dossier/inhoud/")
    home.wait_for_url("**/nieuwe-code/")
    home.get_by_role("button", name="Ik heb de nieuwe code bewaard").click()
    home.wait_for_url("**/inhoud/")
    expect(home.get_by_text(STORY)).to_be_visible()
    expect(home.get_by_text("aan de telefoon met de student")).to_be_visible()


def test_typing_is_kept_without_a_button(desk_at: DeskAt, member: cast.Member) -> None:
    page = desk_at(member, 1280)
    page.goto("/zaken/aannemen/")
    page.get_by_label("De student zit naast mij").check()
    page.get_by_role("button", name="Begin met opschrijven").click()
    page.wait_for_url("**/vragen/")
    with page.expect_response(lambda response: response.status == 204):
        page.get_by_label("Je verhaal").press_sequentially("Half af")
    page.reload()
    expect(page.get_by_label("Je verhaal")).to_have_value("Half af")


def test_the_code_can_be_printed(desk_at: DeskAt, member: cast.Member) -> None:
    page = desk_at(member, 1280)
    page.goto("/zaken/aannemen/")
    page.get_by_label("De student zit naast mij").check()
    page.get_by_role("button", name="Begin met opschrijven").click()
    page.get_by_label("Je verhaal").fill(STORY)
    page.get_by_label("Bewaar het alleen voor mij").check()
    page.get_by_role("button", name="Verder: samen nakijken").click()
    page.wait_for_url("**/controle/")
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#code")).to_be_visible()
    expect(page.get_by_text(STORY)).to_be_hidden()
