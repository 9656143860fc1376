"""Somebody of the team in a browser: signed in, at a window of any width."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests import cast
from tests.browser.chromium import PageAt
from tests.stagebaken.accounts.signing_in import sign_in

DeskAt = Callable[..., Page]


@pytest.fixture
def desk_at(page_at: PageAt, live_server: LiveServer, settings: LazySettings) -> DeskAt:
    """The test server has no TLS, and Playwright then takes no `__Host-` session."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"

    def desk_at(member: cast.Member, width: int, *, js: bool = True, language: str = "nl") -> Page:
        client = Client()
        sign_in(client, member.user)
        page = page_at(width, js=js, language=language)
        session = client.cookies["session"].value
        page.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
        return page

    return desk_at


def open_vault(page: Page, prefix: str = "") -> None:
    page.goto(f"{prefix}/zaken/kluis/openen/")
    page.locator("#id_passphrase").fill(cast.PASSPHRASE)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(f"**{prefix}/zaken/")
