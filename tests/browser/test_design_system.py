"""The components and public pages as a visitor meets them in a browser."""

import re

import pytest
from django.conf import LazySettings
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.chromium import PageAt, axe, overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUBLIC = ["/", "/hulp/", "/bescherming/", "/privacy/", "/toegankelijkheid/"]
NEUTRAL = "/static/ui/mark.svg"
FIRST_VISIT = 60_000  # bytes over the wire; design/experience.md


@pytest.fixture(autouse=True)
def local(settings: LazySettings, live_server: LiveServer) -> None:
    settings.LOCAL = True
    settings.NEUTRAL_PAGE = f"{live_server.url}{NEUTRAL}"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ["/", "/ontwerp/"])
def test_axe_finds_no_mistake(page_at: PageAt, address: str, width: int, dark: bool) -> None:
    page = page_at(width, dark=dark)
    page.goto(address)
    assert axe(page) == []


@pytest.mark.parametrize("address", PUBLIC[1:])
def test_axe_finds_no_mistake_in_text_pages(page_at: PageAt, address: str) -> None:
    page = page_at(390)
    page.goto(address)
    assert axe(page) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_needs_sideways_scrolling_on_the_smallest_screen(
    page_at: PageAt, language: str
) -> None:
    page = page_at(320)
    prefix = "" if language == "nl" else "/en"
    for address in [*PUBLIC, "/ontwerp/"]:
        page.goto(prefix + address)
        assert overflow(page) == 0, address


def test_nothing_breaks_when_text_is_twice_as_big(page_at: PageAt) -> None:
    page = page_at(640)
    for address in [*PUBLIC, "/ontwerp/"]:
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert overflow(page) == 0, address


def test_a_keyboard_reaches_the_content_first_and_the_way_out_second(page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Verlaat deze site")).to_be_focused()


def test_a_visitor_who_leaves_is_gone_from_the_history_of_the_tab(
    page_at: PageAt, live_server: LiveServer
) -> None:
    page = page_at(390)
    page.goto(NEUTRAL)
    page.goto("/hulp/")
    before = page.evaluate("history.length")
    page.get_by_role("link", name="Verlaat deze site").click()
    page.wait_for_url(f"**{NEUTRAL}")
    assert page.evaluate("history.length") == before
    page.go_back()
    expect(page).to_have_url(live_server.url + NEUTRAL)


def test_back_after_leaving_shows_nothing_of_the_pages_before(
    page_at: PageAt, live_server: LiveServer
) -> None:
    page = page_at(390)
    page.goto("/")
    page.goto("/melden/")
    page.goto("/hulp/")
    page.get_by_role("link", name="Verlaat deze site").click()
    page.wait_for_url(f"**{NEUTRAL}")
    for _ in ("/melden/", "/"):
        page.go_back()
        page.wait_for_url(f"**{NEUTRAL}")
    page.goto("/melden/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto("/hulp/")
    page.go_back()
    expect(page).to_have_url(live_server.url + "/melden/")


def test_escape_three_times_leaves(page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto("/")
    expect(page.get_by_text("Druk drie keer op Esc")).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url(f"**{NEUTRAL}")


def test_escape_twice_and_another_key_stays(page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto("/")
    for key in ["Escape", "Escape", "a", "Escape"]:
        page.keyboard.press(key)
    expect(page).to_have_url(re.compile(r"/$"))


def test_a_visitor_without_script_leaves_by_the_same_link(page_at: PageAt) -> None:
    page = page_at(390, js=False)
    page.goto("/")
    expect(page.get_by_text("Druk drie keer op Esc")).to_be_hidden()
    page.get_by_role("link", name="Verlaat deze site").click()
    page.wait_for_url(f"**{NEUTRAL}")


def test_leaving_takes_draft_and_dossier_out_of_the_browser(
    page_at: PageAt, live_server: LiveServer
) -> None:
    page = page_at(390)
    page.goto("/")
    page.context.add_cookies(
        [
            {"name": name, "value": "key", "url": live_server.url.replace("http:", "https:")}
            for name in ("__Host-draft", "__Host-dossier")
        ]
    )
    assert len(page.context.cookies()) == len(("draft", "dossier"))
    page.get_by_role("link", name="Verlaat deze site").click()
    page.wait_for_url(f"**{NEUTRAL}")
    assert page.context.cookies() == []


def test_a_refused_form_moves_the_reader_to_what_is_wrong(page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto("/ontwerp/")
    summary = page.get_by_role("alert").filter(has_text="Er klopt nog iets niet.")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Vul je code in").click()
    expect(page.get_by_label("Je code van 25 cijfers").last).to_be_focused()


def test_copying_works_and_is_said(page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto("/ontwerp/")
    page.get_by_role("button", name="Kopieer").click()
    expect(page.locator("#gekopieerd")).to_have_text("Gekopieerd")
    box = page.get_by_label("Wat gebeurde er?").first
    box.focus()
    page.keyboard.press("Control+V")
    expect(box).to_have_value("48210 73954 06618 25097 31846")


def test_where_copying_is_not_allowed_the_text_is_selected(page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto("/ontwerp/")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    page.get_by_role("button", name="Kopieer").click()
    expect(page.locator("#gekopieerd")).to_contain_text("geselecteerd")
    assert "48210" in page.evaluate("getSelection().toString()")


def test_buttons_that_need_script_are_absent_without_it(page_at: PageAt) -> None:
    page = page_at(390, js=False)
    page.goto("/ontwerp/")
    expect(page.get_by_role("button", name="Kopieer")).to_be_hidden()


def test_a_first_visit_is_light(page_at: PageAt) -> None:
    page = page_at(390)
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto("/", wait_until="networkidle")
    # Uncompressed here: style sheets travel at a sixth of this in production.
    assert 0 < sum(sizes) < 2 * FIRST_VISIT


def test_right_to_left_turns_the_page_around(page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto("/")
    page.evaluate("document.documentElement.dir = 'rtl'")
    brand = page.get_by_role("link", name="Stagebaken", exact=True).bounding_box()
    assert brand is not None
    assert brand["x"] > 640
    assert overflow(page) == 0


def test_print_leaves_the_furniture_out(page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto("/bescherming/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Verlaat deze site")).to_be_hidden()
    expect(page.get_by_role("contentinfo")).to_be_hidden()
