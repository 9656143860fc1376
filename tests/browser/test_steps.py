"""A case along its road in a real browser: steps by keyboard, without script, on a small screen."""

import re

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from reports.casework import actions
from reports.casework.models import Case, Status
from reports.intake.actions import FiledReport
from schools.registry.models import School
from schools.terms.models import Break
from stagebaken.vault import receipts
from tests import cast
from tests.browser.chromium import PageAt, axe, overflow
from tests.browser.desk import DeskAt, desk_at, open_vault
from tests.reports.casework.acting import walk
from tests.reports.filing import file
from tests.stagebaken.accounts.signing_in import sign_in

__all__ = ["desk_at"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RECEIPT = "0" * 25
WIDTHS = (390, 1280)
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


def come_back(page: Page) -> None:
    page.goto("/dossier/")
    page.locator("#id_code").fill(receipts.grouped(RECEIPT))
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/dossier/inhoud/")


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_member_closes_a_case_and_the_reporter_opens_it_again(
    desk_at: DeskAt, page_at: PageAt, team: Team, filed: FiledReport, width: int, js: bool
) -> None:
    page = desk_at(team[0], width, js=js)
    open_vault(page)
    page.goto(f"/zaken/{filed.dossier.case.pk}/")
    press(page, "Rond af")
    press(page, "Rond af")  # with nothing filled in
    expect(page.get_by_text("Kies hoe het afliep.").first).to_be_visible()
    assert not js or axe(page) == []  # axe is a script itself
    page.get_by_label("Hoe liep het af?").select_option("Samen opgelost")
    page.get_by_label("Wat schrijf je de melder?").fill("We hebben het samen opgelost.")
    page.get_by_label("Waarom?").fill("Besproken met de melder.")
    press(page, "Rond af")
    expect(page.get_by_role("status").first).to_contain_text("Gedaan.")
    expect(page.get_by_role("button", name="Open weer")).to_be_visible()
    assert not js or axe(page) == []

    theirs = page_at(width, js=js)
    come_back(theirs)
    expect(theirs.get_by_text("We hebben het samen opgelost.")).to_be_visible()
    theirs.get_by_role("link", name="Open mijn zaak weer").click()
    assert not js or axe(theirs) == []
    press(theirs, "Ja, open mijn zaak weer")
    expect(theirs.get_by_role("status")).to_contain_text("Je zaak is weer open.")
    assert Case.objects.get().status == Status.INTAKE


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_step_and_status_fits_the_smallest_screen_and_is_accessible(
    desk_at: DeskAt, page_at: PageAt, team: Team, filed: FiledReport, language: str
) -> None:
    prefix = "" if language == "nl" else "/en"
    page, theirs = (
        desk_at(team[0], 320, language=language),
        page_at(320, language=language),
    )
    open_vault(page, prefix)
    come_back(theirs)
    path = (Status.AWAITING_STUDENT_CHOICE, Status.OUTCOME_KNOWN, Status.AFTERCARE, Status.CLOSED)
    for status in path:
        page.goto(f"{prefix}/zaken/{filed.dossier.case.pk}/")
        page.locator(f"button[name=to][value={status}]").click()
        page.wait_for_load_state()
        assert overflow(page) <= 0, status
        assert axe(page) == [], status
        walk(team[0], filed, status)
        for mine, address in (
            (page, f"{prefix}/zaken/{filed.dossier.case.pk}/"),
            (page, f"{prefix}/zaken/"),
            (theirs, f"{prefix}/dossier/inhoud/"),
        ):
            mine.goto(address)
            assert overflow(mine) <= 0, (status, address)
            assert axe(mine) == [], (status, address)


def test_the_clock_stands_still_for_both_sides(
    desk_at: DeskAt, page_at: PageAt, team: Team, filed: FiledReport
) -> None:
    actions.reply(member=team[0].unlocked, case=Case.objects.get(), text="Wil je praten?")
    page, theirs = desk_at(team[0], 1280), page_at(390)
    open_vault(page)
    expect(page.get_by_text("Klok staat stil, nog 40 werkdagen")).to_be_visible()
    come_back(theirs)
    expect(theirs.get_by_text("Daarna heeft je school nog 40 werkdagen.")).to_be_visible()


def test_free_days_are_added_and_taken_away_by_keyboard(
    page_at: PageAt, live_server: LiveServer, settings: LazySettings, school: School
) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    client = Client()
    sign_in(client, cast.make_administrator(school))
    page = page_at(320)
    session = client.cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    page.goto(f"/beheer/school/{school.code}/vrije-dagen/")
    assert axe(page) == []
    page.get_by_label("Naam").fill("Herfst")
    page.get_by_label("Eerste vrije dag").fill("2030-10-12")
    page.get_by_label("Laatste vrije dag").fill("2030-10-20")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Herfst", exact=False).first).to_be_visible()
    assert Break.objects.count() == 1
    assert axe(page) == []
    assert overflow(page) <= 0
    page.get_by_role("button", name=re.compile("Haal weg.*Herfst")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Deze dagen tellen weer mee.")).to_be_visible()
    assert not Break.objects.exists()
