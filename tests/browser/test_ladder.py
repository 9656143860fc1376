"""A step outward in a real browser: asked, shown whole, answered and carried out; kept longer."""

import pytest
from playwright.sync_api import Page, expect

from reports.casework.models import Case, Status
from reports.consents.models import Consent
from reports.consents.vocabulary import State
from reports.intake.actions import FiledReport
from schools.registry.models import School
from stagebaken.vault import receipts
from tests import cast
from tests.browser.chromium import PageAt, axe, overflow
from tests.browser.desk import DeskAt, desk_at, open_vault
from tests.reports.casework.acting import walk
from tests.reports.filing import file

__all__ = ["desk_at"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RECEIPT = "0" * 25
TEXT = "Een stagiair is bij dit bedrijf anders behandeld dan anderen."
Team = list[cast.Member]


@pytest.fixture
def school() -> School:
    return cast.zeewaarde()


@pytest.fixture
def team(school: School) -> Team:
    return cast.make_team(school)


@pytest.fixture
def filed(school: School, team: Team) -> FiledReport:
    filed = file(school, receipt=RECEIPT)
    walk(team[0], filed, Status.ACKNOWLEDGED)
    return filed


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def fits(page: Page) -> None:
    assert overflow(page) <= 0, page.url
    assert not axe(page), page.url


def come_back(page: Page) -> None:
    page.goto("/dossier/")
    page.locator("#id_code").fill(receipts.grouped(RECEIPT))
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/dossier/inhoud/")


def ask(page: Page, filed: FiledReport) -> None:
    page.goto(f"/zaken/{filed.dossier.case.pk}/vragen/nieuw/body/")
    page.get_by_label("Wie krijgt dit?").fill("discriminatie.nl")
    page.get_by_label("Wat er precies naar buiten gaat").fill(TEXT)
    page.get_by_text("Ja, dat kan").click()


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_reporter_says_yes_and_the_team_carries_it_out(
    desk_at: DeskAt, page_at: PageAt, team: Team, filed: FiledReport, width: int, js: bool
) -> None:
    desk, phone = desk_at(team[0], width, js=js), page_at(width, js=js)
    open_vault(desk)
    ask(desk, filed)
    press(desk, "Stel de vraag")
    come_back(phone)
    expect(phone.get_by_text(TEXT)).to_be_visible()
    expect(phone.get_by_text("Ze kunnen misschien raden dat jij het was.")).to_be_visible()
    press(phone, "Ja, dit mag")
    expect(phone.get_by_role("heading", name="Je antwoord is bewaard")).to_be_visible()
    desk.goto(f"/zaken/{filed.dossier.case.pk}/vragen/{Consent.objects.get().pk}/")
    desk.get_by_label("Je wachtzin").fill(cast.PASSPHRASE)
    press(desk, "Voer dit nu uit")
    assert Consent.objects.get().state == State.CARRIED_OUT
    desk.get_by_label("Je wachtzin").fill(cast.PASSPHRASE)
    with desk.expect_download() as fetched:
        desk.get_by_role("button", name="Haal deze tekst op").click()
    assert fetched.value.path().read_text() == TEXT


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_of_the_ladder_fit_and_can_be_used_by_everybody(
    desk_at: DeskAt, page_at: PageAt, team: Team, filed: FiledReport, width: int
) -> None:
    desk, phone = desk_at(team[0], width), page_at(width)
    open_vault(desk)
    ask(desk, filed)
    fits(desk)
    press(desk, "Stel de vraag")
    fits(desk)
    desk.goto(f"/zaken/{filed.dossier.case.pk}/vragen/{Consent.objects.get().pk}/")
    desk.get_by_text("Er is direct gevaar").click()
    fits(desk)
    desk.goto(f"/zaken/{filed.dossier.case.pk}/bewaren/")
    fits(desk)
    come_back(phone)
    fits(phone)
    press(phone, "Nu niet")
    fits(phone)
    Case.objects.update(status=Status.AFTERCARE)
    phone.goto("/dossier/nazorg/")
    fits(phone)


def test_a_reporter_answers_with_the_keyboard_alone(
    desk_at: DeskAt, page_at: PageAt, team: Team, filed: FiledReport
) -> None:
    desk, phone = desk_at(team[0], 1280), page_at(390)
    open_vault(desk)
    ask(desk, filed)
    press(desk, "Stel de vraag")
    come_back(phone)
    for _ in range(60):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.value") == "later":
            break
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/dossier/vragen/**")
    assert Consent.objects.get().state == State.LATER
