"""Beside a placement, in a real browser: another place, the file for DUO, and the own copy.

Set BESIDE_PICTURES to a folder to look at every page.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from placements.accreditations import actions as recognising
from placements.accreditations.models import Key, Programme, Status
from placements.agreements.models import Placement
from placements.companies.models import TrainingCompany
from placements.replacement.models import ReplacementRequest
from stagebaken.accounts.models import User
from stagebaken.web.days import today
from tests.browser.chromium import SCRIPTLESS, PageAt, axe, overflow
from tests.placements.agreements.scene import Scene, make_scene
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
As = Callable[[User, int, bool], Page]


@pytest.fixture
def scene(settings: LazySettings) -> Scene:
    """The test server has no TLS, so no __Host- cookies."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    return make_scene()


@pytest.fixture
def as_user(page_at: PageAt, live_server: LiveServer) -> As:
    def opened(user: User, width: int, js: bool) -> Page:
        client = Client()
        sign_in(client, user)
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
    if folder := os.environ.get("BESIDE_PICTURES"):
        width = (page.viewport_size or {"width": 0})["width"]
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


@pytest.mark.parametrize(("width", "js"), [(390, False), (1280, True)])
def test_a_student_asks_for_another_place_and_reads_everything(
    scene: Scene, as_user: As, width: int, js: bool
) -> None:
    placement = scene.agreed()
    page = as_user(scene.user, width, js)
    page.goto(f"/mijn-stage/plek/{placement.pk}/")
    expect(page.get_by_role("link", name="Versie 1 als pdf")).to_be_visible()
    page.get_by_role("link", name="Een andere plek").click()
    good(page, "own-ask")
    page.get_by_label("In de buurt van welke plaats?").fill("Utrecht")
    page.get_by_role("button", name="Vraag om een andere plek").click()
    expect(page.get_by_role("heading", name="Je school zoekt met je mee")).to_be_visible()
    good(page, "own-asked")
    page.goto("/mijn-stage/gegevens/")
    expect(page.get_by_role("heading", name="Stages en overeenkomsten")).to_be_visible()
    good(page, "own-copy")
    expect(page.get_by_role("button", name="Download mijn gegevens")).to_be_visible()
    page.close()


def test_a_coordinator_sees_who_needs_another_place_and_writes_for_duo(
    scene: Scene, as_user: As
) -> None:
    placement = scene.agreed()
    programme = Programme.objects.get(crebo=placement.crebo)
    key = Key(scene.garage.pk, programme.pk, placement.pathway)
    recognising.block(key=key, status=Status.WITHDRAWN, source="SBB", day=today())
    own = as_user(scene.user, 390, True)
    own.goto(f"/mijn-stage/andere-plek/{placement.pk}/")
    expect(own.get_by_role("heading", name="Je leerbedrijf is niet meer erkend")).to_be_visible()
    good(own, "own-lost")
    own.close()
    page = as_user(scene.ilse, 1280, True)
    page.goto(f"/studenten/{scene.school.code}/stages/{placement.pk}/")
    page.get_by_role("link", name="Een andere plek").click()
    page.wait_for_url(f"**/{ReplacementRequest.objects.get().pk}/")
    good(page, "request")
    page.goto(f"/stages/vervanging/{scene.school.code}/")
    good(page, "requests")
    Placement.objects.update(pathway="bbl")
    TrainingCompany.objects.update(leerbedrijf_id=None)
    page.goto(f"/studenten/{scene.school.code}/stages/duo/")
    expect(page.get_by_role("cell", name="Het leerbedrijf-ID ontbreekt")).to_be_visible()
    good(page, "duo-refused")
    TrainingCompany.objects.update(leerbedrijf_id="100018965")
    page.set_viewport_size({"width": 390, "height": 900})
    page.reload()
    good(page, "duo")
    page.close()
