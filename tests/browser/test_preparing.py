"""A student saves a search and prepares, on a phone and on a screen, with script and without."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from placements.saved_searches.models import Find, SavedSearch
from stagebaken.accounts.models import Role, User
from stagebaken.web.days import today
from tests.browser.chromium import PageAt, axe, overflow
from tests.cast import join, make_user
from tests.placements.applications.scene import Scene, make_scene
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SeenBy = Callable[..., Page]


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    return make_scene()


@pytest.fixture
def seen_by(page_at: PageAt, live_server: LiveServer, settings: LazySettings) -> SeenBy:
    """The test server has no TLS, and Playwright then takes no `__Host-` session."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    # Kept from anonymous pages under this name, too: otherwise such a page ends the session.
    settings.SIGN_IN_COOKIES = (*settings.SIGN_IN_COOKIES, "session")

    def seen_by(user: User, width: int, *, js: bool = True, language: str = "nl") -> Page:
        client = Client()
        sign_in(client, user)
        page = page_at(width, js=js, language=language)
        session = client.cookies["session"].value
        page.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
        return page

    return seen_by


def looks(page: Page) -> None:
    assert axe(page) == [], page.url
    assert overflow(page) <= 0, page.url


def test_from_the_search_to_what_is_new_and_away_without_script(
    seen_by: SeenBy, scene: Scene
) -> None:
    page = seen_by(scene.user, 390, js=False)
    page.goto("/stages/?crebo=90211")
    page.get_by_role("link", name="Bewaar deze zoekopdracht").click()
    page.get_by_label("Hoe noem je deze zoekopdracht?").fill("Auto’s dichtbij")
    page.get_by_role("button", name="Bewaar").click()
    page.wait_for_url("**/mijn-stage/zoekopdrachten/")
    search = SavedSearch.objects.get()
    Find.objects.create(search=search, company=scene.garage, found_on=today())
    page.goto("/mijn-stage/")
    page.get_by_role("link", name="Bewaarde zoekopdrachten").click()
    page.get_by_role("link", name="Auto’s dichtbij").click()
    page.get_by_role("button", name="Dit heb ik gezien").click()
    expect(page.get_by_text("Nu niets. Elke ochtend kijken we weer.")).to_be_visible()
    page.get_by_role("button", name="Zet op pauze").click()
    expect(page.get_by_role("button", name="Kijk weer")).to_be_visible()
    page.get_by_role("link", name="Gooi weg").click()
    page.get_by_role("button", name="Ja, gooi weg").click()
    expect(page.get_by_text("Je hebt nog geen zoekopdracht bewaard.")).to_be_visible()


def test_ticks_stay_without_script(seen_by: SeenBy, scene: Scene) -> None:
    page = seen_by(scene.user, 390, js=False)
    page.goto("/mijn-stage/voorbereiding/")
    page.get_by_label("Je hebt de reis een keer geprobeerd").check()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("2 van 17 gedaan")).to_be_visible()
    expect(page.get_by_label("Je hebt de reis een keer geprobeerd")).to_be_checked()


@pytest.mark.parametrize(("width", "prefix"), [(390, ""), (1280, "/en")])
def test_every_page_is_accessible_and_fits(
    seen_by: SeenBy, scene: Scene, width: int, prefix: str
) -> None:
    student = seen_by(scene.user, width)
    search = SavedSearch.objects.create(
        student=scene.yasmina, name="Auto’s dichtbij " + "x" * 40, asked="q=autotechnicus&level=2",
        saved_on=today(), checked_on=today(),
    )  # fmt: skip
    Find.objects.create(search=search, company=scene.garage, found_on=today())
    Find.objects.create(search=search, company=scene.garage, place=scene.place, found_on=today())
    own = f"{prefix}/mijn-stage/zoekopdrachten/"
    for address in (own, f"{own}nieuw/?q=auto&near=Oosterhaven", f"{own}{search.pk}/",
                    f"{own}{search.pk}/naam/", f"{own}{search.pk}/weg/",
                    f"{prefix}/mijn-stage/voorbereiding/", f"{prefix}/stages/?q=auto"):  # fmt: skip
        student.goto(address)
        looks(student)
    coordinator = make_user("Co Ordinator")
    join(scene.school, coordinator, Role.INTERNSHIP_COORDINATOR)
    office = seen_by(coordinator, width)
    office.goto(f"{prefix}/studenten/zeewaarde/voorbereiding/")
    looks(office)
