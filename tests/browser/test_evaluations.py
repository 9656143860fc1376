"""Looking back in a real browser: a student, and a trainer without an account.

Set EVALUATION_PICTURES to a folder to look at every page.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from placements.evaluations.models import Evaluation, SafetyAnswer, TrainerEvaluation
from schools.origin.models import Response
from stagebaken.web.days import today
from tests.browser.chromium import SCRIPTLESS, PageAt, axe, overflow
from tests.placements.evaluations.scene import Ended, make_ended_today, switched_on
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = [(390, False), (1280, True)]
As = Callable[[Client, int, bool], Page]


@pytest.fixture
def ended(settings: LazySettings) -> Ended:
    """The test server has no TLS, so no __Host- cookies."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    return make_ended_today()


@pytest.fixture
def as_client(page_at: PageAt, live_server: LiveServer) -> As:
    def opened(client: Client, width: int, js: bool) -> Page:
        page = page_at(width, js=js)
        session = client.cookies["session"].value
        page.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
        return page

    return opened


def good(page: Page, name: str) -> None:
    """Accessible, nothing cut off; and a picture for whoever asks."""
    page.wait_for_load_state("load")
    if page not in SCRIPTLESS:
        assert axe(page) == [], name
    assert overflow(page) <= 0, name
    if folder := os.environ.get("EVALUATION_PICTURES"):
        width = (page.viewport_size or {"width": 0})["width"]
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def choose(page: Page, question: str, answer: str) -> None:
    group = page.get_by_role("group", name=question)
    group.get_by_text(answer, exact=True).click()


@pytest.mark.parametrize(("width", "js"), SIZES)
def test_a_student_looks_back(ended: Ended, as_client: As, width: int, js: bool) -> None:
    switched_on(ended)
    page = as_client(ended.student(), width, js)
    page.goto("/mijn-stage/")
    page.get_by_role("link", name="Terugkijken op je stage").click()
    expect(page.get_by_role("heading", name="Terugkijken op je stage")).to_be_visible()
    good(page, "student")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("Je hebt nog niets ingevuld")).to_be_visible()
    good(page, "student-fout")
    choose(page, "Hoe goed heeft je school je voorbereid?", "Redelijk")
    choose(page, "Voelde je je veilig op je stage?", "Vaak niet")
    choose(page, "Heb je rond je stage discriminatie meegemaakt?", "Ja")
    choose(page, "Welk cijfer geef je je stage?", "6")
    choose(page, "Bood het bedrijf je na de stage werk aan?", "Nee")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("Dank je wel dat je terugkeek")).to_be_visible()
    good(page, "student-verstuurd")
    assert Evaluation.objects.get().prepared == "fair"
    assert SafetyAnswer.objects.get().answer == "seldom"
    assert Response.objects.count() == 1
    page.get_by_role("link", name="Vertel het in vertrouwen").click()
    page.wait_for_url("**/melden/")


@pytest.mark.parametrize(("width", "js"), SIZES)
def test_a_trainer_answers_without_an_account(
    ended: Ended, page_at: PageAt, width: int, js: bool
) -> None:
    page = page_at(width, js=js)
    link = ended.link(today())
    page.goto(link)
    good(page, "opleider")
    choose(page, "Hoe goed heeft de school deze stage voorbereid?", "Goed")
    page.get_by_text("Minder papierwerk").click()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("heading", name="Dank je wel")).to_be_visible()
    good(page, "opleider-bedankt")
    assert TrainerEvaluation.objects.get().wishes == ["paperwork"]
    page.goto(link)
    expect(page.get_by_role("heading", name="Deze link werkt niet")).to_be_visible()
    good(page, "opleider-dood")
    page.get_by_role("button", name="Vraag een nieuwe link").click()
    expect(page.get_by_role("heading", name="Kijk in je mail")).to_be_visible()


def test_a_coordinator_reads_figures_and_one_placement(ended: Ended, as_client: As) -> None:
    client = Client()
    sign_in(client, ended.scene.ilse)
    page = as_client(client, 390, True)
    page.goto(f"/studenten/{ended.scene.school.code}/evaluaties/")
    good(page, "school")
    page.get_by_role("link", name="Per stage").click()
    good(page, "stages")
    page.get_by_role("link", name=ended.scene.yasmina.name).click()
    good(page, "stage")
    page.get_by_role("button", name="Stuur een nieuwe link").click()
    expect(page.get_by_text("Er gaat een nieuwe link")).to_be_visible()
