"""The reporter's own dossier stays open in one browser, for a while, without any row."""

import time
from base64 import urlsafe_b64decode

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse

from stagebaken.vault import sessions

LOCATOR, WRAPPING_KEY = bytes(range(32)), bytes(range(32, 64))


def remembered(cookie: str | None) -> tuple[bytes, bytes] | None:
    request = HttpRequest()
    if cookie is not None:
        request.COOKIES["__Host-dossier"] = cookie
    return sessions.remembered_dossier(request)


def remember() -> str:
    response = HttpResponse()
    sessions.remember_dossier(response, LOCATOR, WRAPPING_KEY)
    return response.cookies["__Host-dossier"].value


def test_an_opened_dossier_stays_open_in_that_browser() -> None:
    assert remembered(remember()) == (LOCATOR, WRAPPING_KEY)


def test_the_dossier_cookie_is_strict_and_ends_with_the_browser() -> None:
    response = HttpResponse()
    sessions.remember_dossier(response, LOCATOR, WRAPPING_KEY)
    cookie = response.cookies["__Host-dossier"]
    assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Strict", "/", "")
    assert cookie["secure"] is cookie["httponly"] is True
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert len(cookie.OutputString()) < 4096


def test_the_dossier_cookie_shows_nothing() -> None:
    raw = urlsafe_b64decode(remember())
    assert LOCATOR not in raw
    assert WRAPPING_KEY not in raw


def test_it_closes_after_thirty_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    cookie, now = remember(), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 29 * 60)
    assert remembered(cookie) is not None
    monkeypatch.setattr(time, "time", lambda: now + 31 * 60)
    assert remembered(cookie) is None


def test_every_changed_sign_of_the_cookie_opens_nothing() -> None:
    cookie = remember()
    for place in range(0, len(cookie) - 2, 5):
        other = "A" if cookie[place] != "A" else "B"
        assert remembered(cookie[:place] + other + cookie[place + 1 :]) is None


@pytest.mark.parametrize("cookie", [None, "", "A", "AAAA", "é", "A" * 400, "=", "\x00"])
def test_anything_else_opens_nothing(cookie: str | None) -> None:
    assert remembered(cookie) is None


def test_it_outlives_a_rotation_of_the_secret(settings: LazySettings) -> None:
    cookie = remember()
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-secret-that-is-long-enough" * 2
    assert remembered(cookie) is None
    settings.SECRET_KEY_FALLBACKS = [old]
    assert remembered(cookie) == (LOCATOR, WRAPPING_KEY)


def test_forgetting_takes_the_cookie_in_a_way_that_browsers_accept() -> None:
    response = HttpResponse()
    sessions.forget_dossier(response)
    cookie = response.cookies["__Host-dossier"]
    assert (cookie.value, cookie["max-age"], cookie["path"]) == ("", 0, "/")
    assert cookie["secure"] is True
