"""A real Chromium for journeys: import `browser` and `page_at` into a conftest to use them.

A page that leaves the server under test, breaks the Content-Security-Policy or throws fails its
test at the end: no page of this product may do any of these.
"""

import os
from collections.abc import Iterator
from typing import Any, Protocol
from weakref import WeakSet

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    expect,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from tests.environment import chromium

# Playwright keeps an event loop in this thread; Django would refuse every query.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ARGUMENTS = ["--disable-dev-shm-usage", "--no-sandbox", "--disable-background-networking"]
HEIGHT = 800  # CSS pixels
SCRIPTLESS: WeakSet[Page] = WeakSet()  # pages with script off
expect.set_options(timeout=30_000)  # as for every other wait: a busy machine is no failure

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class PageAt(Protocol):
    def __call__(
        self, width: int, *, js: bool = True, language: str = "nl", dark: bool = False
    ) -> Page: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("No Chromium was found; set CHROMIUM to its path.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page_at(browser: Browser, live_server: LiveServer) -> Iterator[PageAt]:
    """Open a page of a given width; addresses are relative to the server under test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def stay(route: Route) -> None:
        if route.request.url.startswith((live_server.url, "data:", "blob:")):
            route.continue_()
            return
        faults.append(f"left the server: {route.request.url}")
        route.abort()

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            faults.append(message.text)

    def page_at(width: int, *, js: bool = True, language: str = "nl", dark: bool = False) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": HEIGHT},
            java_script_enabled=js,
            locale=language,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.route("**/*", stay)
        page = context.new_page()
        if not js:
            SCRIPTLESS.add(page)
        page.on("console", listen)
        page.on("pageerror", lambda error: faults.append(str(error)))
        return page

    yield page_at
    for context in contexts:
        context.close()
    assert not faults, faults


def axe(page: Page) -> list[str]:
    """Name every accessibility mistake that axe finds on the page, with the place of the first."""
    assert page not in SCRIPTLESS, "axe waits for a timer, and without script none ever ends"
    # On a busy machine an address is there before its style sheet, and all targets are small.
    page.wait_for_load_state("load")
    options: dict[str, Any] = {"runOnly": AXE_TAGS, "resultTypes": ["violations"]}
    results = Axe().run(page, options=options)
    return [
        f"{violation['id']}: {violation['help']} ({len(violation['nodes'])}x, "
        f"{violation['nodes'][0]['html'][:200]})"
        for violation in results.response["violations"]
    ]


def overflow(page: Page) -> int:
    """Count the pixels by which a page must be scrolled sideways, with its style sheet there."""
    page.wait_for_load_state("load")
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
