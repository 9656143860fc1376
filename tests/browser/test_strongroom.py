"""The strongroom on a phone: without script, by keyboard, and for who uses a screen reader."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from schools.registry.models import School
from stagebaken.accounts.models import Role, User
from stagebaken.vault import recovery
from stagebaken.vault.models import Recipient, RecipientState, Vault
from stagebaken.vault.wrapping import fingerprint
from tests import cast
from tests.browser.chromium import PageAt, axe, overflow
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROOM = "/zaken/kluis/school/zeewaarde/"
Visit = Callable[..., Page]


@pytest.fixture
def visit(page_at: PageAt, live_server: LiveServer, settings: LazySettings) -> Visit:
    """A small window of somebody. The test server has no TLS, so no __Host- session."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"

    def visit_as(user: User, *, width: int = 390, js: bool = True) -> Page:
        client = Client()
        sign_in(client, user)
        page = page_at(width, js=js)
        session = client.cookies["session"].value
        page.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
        return page

    return visit_as


@pytest.fixture
def school(transactional_db: None) -> School:
    return cast.zeewaarde()


def press(page: Page) -> None:
    """Press the main button of the page."""
    page.locator("main form button[type=submit]").first.click()


def words(page: Page) -> list[str]:
    return page.locator(".stagebaken-words li").all_inner_texts()


def type_back(page: Page, shown: list[str]) -> None:
    for field in page.locator("main input[type=text]").all():
        place = int(str(field.get_attribute("name")).removeprefix("word_"))
        field.fill(shown[place - 1])
    press(page)


def test_three_custodians_and_a_first_member_set_everything_up_without_script(
    school: School, visit: Visit
) -> None:
    custodians = [cast.make_user(name, school) for name in cast.CUSTODIANS]
    for user in custodians:
        cast.join(school, user, Role.CUSTODIAN)
    shares = sit(visit(custodians[0], js=False))
    assert recovery.open_key(Vault.objects.get(pk=str(school.vault_id)), shares[:2])

    noor = cast.make_user("Noor Bakker", school)
    cast.join(school, noor, Role.CONFIDENTIAL_COUNSELLOR)
    member = visit(noor, js=False)
    passphrase, shown = make_key(member)
    waiting = Recipient.objects.get(user=noor)
    assert shown == fingerprint(waiting.public_key).split()

    for user in custodians[:2]:
        approve(visit(user, js=False))
    member.goto("/zaken/kluis/openen/")
    member.get_by_label("Je wachtzin").fill(passphrase)
    press(member)

    expect(member.get_by_text("Kluis open tot")).to_be_visible()


def sit(page: Page) -> list[str]:
    page.goto(ROOM)
    page.get_by_role("link", name="Begin").click()
    press(page)
    shares = []
    for _ in range(3):
        page.get_by_role("link", name="Toon mijn woorden").click()
        shares.append(words(page))
        page.get_by_role("link", name="Ik heb ze bewaard").click()
        type_back(page, shares[-1])
    return [" ".join(share) for share in shares]


def make_key(page: Page) -> tuple[str, list[str]]:
    page.goto(ROOM)
    page.get_by_role("link", name="Begin").click()
    press(page)
    shown = words(page)
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    type_back(page, shown)
    return " ".join(shown), page.locator(".stagebaken-code__group").all_inner_texts()


def approve(page: Page) -> None:
    page.goto(ROOM)
    page.get_by_role("link", name="Vergelijk").click()
    page.get_by_label("Ik heb alle zes de groepen vergeleken").check()
    press(page)


def test_a_member_opens_and_closes_the_vault_by_keyboard_alone(
    school: School, visit: Visit
) -> None:
    cast.make_recovery(school)
    page = visit(cast.make_member(school).user)
    page.goto(f"/zaken/kluis/openen/?next={ROOM}")
    reach(page, "Je wachtzin")
    page.keyboard.type(cast.PASSPHRASE)
    page.keyboard.press("Enter")
    page.get_by_text("Kluis open tot").wait_for()

    reach(page, "Sluit kluis")
    page.keyboard.press("Enter")

    page.get_by_text("Je kluis is dicht.").wait_for()


def reach(page: Page, name: str) -> None:
    """Go on with Tab until the focus is on what has this name."""
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(document.activeElement.labels?.[0] ?? document.activeElement).textContent"
        )
        if name in focused:
            return
    pytest.fail(f"{name} is not reached by Tab")


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_is_accessible_and_fits_a_small_window(
    school: School, visit: Visit, language: str
) -> None:
    safe = cast.make_recovery(school)
    member = cast.make_member(school)
    waiting = cast.make_member(school, name="Wim de Roo", state=RecipientState.KEYED)
    leaving = cast.make_member(school, name="Lea Vertrek", state=RecipientState.SUSPENDED)
    page = visit(member.user, width=320)
    page.goto(f"{language}/zaken/kluis/openen/?next={ROOM}")
    page.locator("input[name=passphrase]").fill("dat is hem niet")
    press(page)
    check(page)
    page.locator("input[name=passphrase]").fill(cast.PASSPHRASE)
    press(page)

    room = language + ROOM
    for address in (
        room,
        f"{room}toelaten/{waiting.recipient.pk}/",
        f"{room}delen/{member.recipient.pk}/",
        f"{room}vertrek/{leaving.recipient.pk}/",
        f"{room}eigen/",
        f"{room}eigen/andere-wachtzin/",
    ):
        page.goto(address)
        check(page)
    page.locator("input[name=passphrase]").fill(cast.PASSPHRASE)
    press(page)
    check(page)
    custodian = visit(safe.custodians[0], width=320)
    for address in (room, f"{room}herstel/"):
        custodian.goto(address)
        check(custodian)


def check(page: Page) -> None:
    assert axe(page) == [], page.url
    assert overflow(page) <= 0, page.url
