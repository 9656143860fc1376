"""A student makes a list on a phone, hands it in and reads the result; with script and without."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from placements.matching import actions, adjusting
from placements.matching.actions import Wanted
from placements.matching.models import Offer, Wish
from placements.matching.priorities import Facts
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose, today
from tests import cast
from tests.browser.chromium import PageAt, axe, overflow
from tests.placements.matching.rounds import Matching, a_place
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SeenBy = Callable[..., Page]


class Scene(Matching):
    """A round with two places, and Ana who takes part."""

    def __init__(self) -> None:
        super().__init__(cast.zeewaarde())
        self.ana = self.student("Ana")
        draft = self.draft("goals", "travel")
        self.offers = [self.offer(draft, "Autohuis"), self.offer(draft, "Bandenhal")]
        for offer in self.offers:
            company = offer.place.company
            company.latitude, company.longitude, company.place = 53.2, 6.57, "Groningen"
            company.save()
        # The server runs in another thread, where it is the real day.
        last_day = today() + timedelta(days=14)
        self.round = actions.open_round(by=self.ilse, round_=draft, closes_on=last_day)

    @property
    def address(self) -> str:
        return f"/mijn-stage/stagematching/{self.round.pk}/"

    @property
    def user(self) -> User:
        assert self.ana.account is not None
        return self.ana.account

    def first_goes_to(self, name: str) -> None:
        wanted = Wanted(self.offers[0].pk, Facts(goals=9))
        self.hand_in(self.round, self.student(name), wanted)


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    return Scene()


@pytest.fixture
def seen_by(page_at: PageAt, live_server: LiveServer, settings: LazySettings) -> SeenBy:
    """The test server has no TLS, and Playwright then takes no `__Host-` session."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    settings.SIGN_IN_COOKIES = (*settings.SIGN_IN_COOKIES, "session")

    def seen_by(user: User, width: int, *, js: bool = True) -> Page:
        client = Client()
        sign_in(client, user)
        page = page_at(width, js=js)
        session = client.cookies["session"].value
        page.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
        return page

    return seen_by


def titles(page: Page) -> list[str]:
    return page.locator("li[id^=plek-] h3").all_inner_texts()


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
def test_from_a_proposal_to_a_list_that_is_in(seen_by: SeenBy, scene: Scene, js: bool) -> None:
    page = seen_by(scene.user, 390, js=js)
    page.goto(scene.address)
    page.get_by_role("link", name="Maak je lijst").click()
    page.get_by_label("De vier cijfers van je postcode").fill("9712")
    page.get_by_role("button", name="Maak een voorstel").click()
    page.wait_for_url("**/#lijst")
    first, second = titles(page)
    page.get_by_role("button", name="Omlaag").click()
    # The page comes back where the place is now, so that nobody has to look for it.
    expect(page.locator("li[id^=plek-]").nth(1).get_by_role("heading")).to_have_text(first)
    assert "#plek-" in page.url
    page.get_by_role("button", name="Lever je lijst in").click()
    page.wait_for_url(f"**{scene.address}")
    expect(page.get_by_text("Je lijst is ingeleverd. Hieronder")).to_be_visible()
    kept = Wish.objects.select_related("offer__place")
    assert [wish.offer.place.title for wish in kept] == [second, first]


def test_the_key_enter_never_changes_the_order(seen_by: SeenBy, scene: Scene) -> None:
    """The first button of the form is the one that Enter presses."""
    scene.hand_in(scene.round, scene.ana, *scene.offers)
    page = seen_by(scene.user, 1280)
    page.goto(f"{scene.address}lijst/")
    page.locator("#reizen summary").click()
    field = page.get_by_label("De vier cijfers van je postcode")
    field.fill("9712")
    field.press("Enter")
    page.wait_for_url("**/#plekken")
    assert titles(page) == ["Autohuis", "Bandenhal"]


@pytest.mark.parametrize(("width", "prefix"), [(390, ""), (1280, "/en")])
def test_every_page_is_accessible_and_fits(
    seen_by: SeenBy, scene: Scene, width: int, prefix: str
) -> None:
    page = seen_by(scene.user, width)
    own = f"{prefix}{scene.address}"
    looks(page, f"{prefix}/mijn-stage/stagematching/")
    looks(page, own)
    looks(page, f"{own}lijst/")
    scene.hand_in(scene.round, scene.ana, *scene.offers)
    for path in ("", "lijst/", "stoppen/"):
        looks(page, own + path)
    publish(scene)
    for path in ("", "narekenen/", "andere-plekken/"):
        looks(page, own + path)
    with suppose(after(scene)):
        third = Offer.objects.create(round=scene.round, place=a_place("Carrosserie"), capacity=1)
        adjusting.move(
            by=scene.ilse, round_=scene.round, student=scene.ana, to=third.pk,
            reason="asked", why="Liever plaatwerk.",
        )  # fmt: skip
    looks(page, own)


def publish(scene: Scene) -> None:
    scene.first_goes_to("Bo")
    with suppose(after(scene)):
        for deed in (actions.close, actions.solve, actions.publish):
            scene.round = deed(by=scene.ilse, round_=scene.round)


def after(scene: Scene) -> date:
    return (scene.round.closes_on or today()) + timedelta(days=1)


def looks(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.ok, address
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert axe(page) == [], address
    assert overflow(page) <= 0, address
