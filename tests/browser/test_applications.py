"""A student applies on a phone and a company answers, with script and without."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from placements.applications import guiding
from placements.applications.guiding import Question
from placements.applications.models import Application
from placements.applications.transitions import State
from stagebaken.accounts.models import User
from tests.browser.chromium import PageAt, axe, overflow
from tests.placements.applications.scene import Scene, act, make_profile, make_scene
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


def test_advice_on_the_own_name_appears_while_writing(seen_by: SeenBy, scene: Scene) -> None:
    page = seen_by(scene.user, 390)
    page.goto("/mijn-stage/profiel/wijzigen/")
    field = page.get_by_label("Waarom wil je dit leren?")
    field.fill("🙂 Groetjes, Yasmina")
    expect(page.locator("[data-part=leak]").first).to_be_visible()
    assert axe(page) == []
    assert overflow(page) <= 0
    field.fill("Ik wil motoren leren kennen.")
    expect(page.get_by_text("Hier vinden we niets meer")).to_be_visible()


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
def test_from_the_place_to_the_place(seen_by: SeenBy, scene: Scene, js: bool) -> None:
    student = seen_by(scene.user, 390, js=js)
    student.goto(f"/stages/{scene.garage.pk}/")
    student.get_by_role("link", name="Solliciteer").click()
    expect(student.get_by_text("Dit leest het bedrijf, woord voor woord")).to_be_visible()
    student.get_by_role("button", name="Verstuur").click()
    expect(student.get_by_text("Verstuurd. Hieronder zie je")).to_be_visible()

    company = seen_by(scene.gijs, 1280, js=js)
    company.goto("/leerbedrijf/sollicitaties/")
    company.get_by_role("link", name="Sollicitatie", exact=False).last.click()
    expect(company.get_by_text("Zelf een kleine beurt doen")).to_be_visible()
    expect(company.locator("main").get_by_text("Yasmina")).to_have_count(0)
    company.get_by_role("link", name="Nodig uit voor een gesprek").click()
    company.get_by_label("Op welke dag is het gesprek?").fill("2099-02-01")
    company.get_by_label("Hoe laat, waar en met wie?").fill("Tien uur, aan de balie")
    company.get_by_role("button", name="Verstuur de uitnodiging").click()

    student.reload()
    student.get_by_role("button", name="Ja, ik ga, en laat zien wie ik ben").click()
    company.reload()
    expect(company.get_by_text("Yasmina el Amrani")).to_be_visible()
    company.get_by_role("link", name="Bied de plek aan").click()
    company.get_by_role("button", name="Verstuur het aanbod").click()
    student.reload()
    student.get_by_role("button", name="Ja, ik neem de plek aan").click()
    expect(student.get_by_text("Dit is jouw plek")).to_be_visible()
    assert Application.objects.get().state == State.ACCEPTED


@pytest.mark.parametrize(("width", "prefix"), [(320, ""), (390, "/en"), (1280, "")])
def test_every_page_is_accessible_and_fits(
    seen_by: SeenBy, scene: Scene, width: int, prefix: str
) -> None:
    make_profile(scene.yasmina, motivation="Ik ben Yasmina, 17 jaar oud, mail y@zeewaarde.example")
    guiding.write(
        by=scene.gijs, place=scene.place, questions=[Question("Wat wil je leren?", "Een taak")]
    )
    student, company = seen_by(scene.user, width), seen_by(scene.gijs, width)
    inbox = f"{prefix}/leerbedrijf/{scene.garage.pk}/sollicitaties/"
    looks(student, f"{prefix}/mijn-stage/profiel/")
    looks(student, f"{prefix}/mijn-stage/profiel/wijzigen/")
    looks(student, f"{prefix}/mijn-stage/sollicitaties/")
    looks(student, f"{prefix}/mijn-stage/solliciteren/{scene.place.pk}/")
    looks(company, inbox)
    looks(company, f"{prefix}/leerbedrijf/{scene.garage.pk}/plaatsen/{scene.place.pk}/gesprek/")
    application = scene.apply()
    one, own = (
        f"{inbox}{application.reference}/",
        f"{prefix}/mijn-stage/sollicitaties/{application.pk}/",
    )
    for state in (State.SEEN, State.INVITED, State.CONVERSATION, State.OFFERED, State.REFUSED):
        act(scene, application, state)
        looks(student, own)
        looks(company, one)
        if state is State.SEEN:
            for path in ("uitnodigen/", "aanbieden/", "afwijzen/"):
                looks(company, one + path)
            looks(student, f"{own}intrekken/")
        if state is State.CONVERSATION:
            looks(company, f"{one}gesprek/")
    looks(student, f"{prefix}/mijn-stage/sollicitaties/")
    looks(company, inbox)


def looks(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.ok, address
    assert axe(page) == [], address
    assert overflow(page) <= 0, address
