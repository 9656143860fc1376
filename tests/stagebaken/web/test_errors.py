"""Error pages say what to do next, in the language of the address, and tell no secrets."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from stagebaken.web import errors
from tests.stagebaken.web.addresses import CANARY

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.stagebaken.web.addresses")]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("path", "status", "dutch", "english"),
    [
        ("/nergens", 404, "Deze pagina bestaat niet", "This page does not exist"),
        ("/zaken/nergens", 404, "Deze pagina bestaat niet", "This page does not exist"),
        ("/melden/verboden", 403, "Deze pagina is niet voor jou", "This page is not for you"),
        ("/melden/verstuur", 405, "Dit adres kun je niet openen", "You cannot open this address"),
        ("/melden/stuk", 500, "Er ging iets mis bij ons", "Something went wrong on our side"),
        ("/melden/druk", 503, "Het is druk", "It is busy"),
        ("/melden/slot", 503, "Het is druk", "It is busy"),
    ],
)
def test_a_visitor_reads_an_error_in_the_language_of_the_address(
    visitor: Client, path: str, status: int, dutch: str, english: str
) -> None:
    for address, heading in ((path, dutch), (f"/en{path}", english)):
        # The browser's language does not decide: the address does.
        response = visitor.get(address, headers={"accept-language": "fr"})
        page = response.content.decode()
        assert response.status_code == status
        assert f"{heading}" in page
        assert page.count("<h1") == 1
        assert f'lang="{"en" if address.startswith("/en/") else "nl"}"' in page
        assert CANARY not in page
        assert response.headers["Cache-Control"] == "no-store"


def test_a_form_only_address_still_says_which_methods_it_takes(visitor: Client) -> None:
    assert visitor.get("/melden/verstuur").headers["Allow"] == "POST"


def test_a_visitor_of_the_reporting_pages_can_still_leave_quickly(visitor: Client) -> None:
    assert "/verlaat/" in visitor.get("/melden/stuk").content.decode()
    assert "/verlaat/" not in visitor.get("/zaken/stuk").content.decode()


def test_whoever_is_at_work_starts_again_at_their_work(visitor: Client) -> None:
    work = f'href="{reverse("account_start")}"'
    assert work in visitor.get("/zaken/nergens").content.decode()
    assert work not in visitor.get("/melden/nergens").content.decode()


@pytest.mark.parametrize("path", ["/melden/druk", "/melden/slot", "/api/v1/reports/"])
def test_who_finds_it_busy_is_told_when_to_come_back(visitor: Client, path: str) -> None:
    body = {"account": "busy"}
    is_api = path.startswith("/api/")
    response = visitor.post(path, body, "application/json") if is_api else visitor.get(path)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == str(settings.BUSY_RETRY_SECONDS)


def test_a_form_without_its_token_explains_itself(visitor: Client) -> None:
    response = visitor.post("/melden/toon", {"account": CANARY})
    assert response.status_code == 403
    assert "Je formulier is niet verstuurd" in response.content.decode()
    assert "cookies" in response.content.decode()
    english = visitor.post("/en/melden/toon", {"account": CANARY})
    assert "Your form was not sent" in english.content.decode()
    assert CANARY not in english.content.decode()


def test_a_form_that_is_too_large_says_what_is_allowed() -> None:
    form = {"account": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}
    response = Client().post("/melden/toon", form)
    assert response.status_code == 413
    assert "10 bestanden" in response.content.decode()
    assert "25 MB" in response.content.decode()


def test_a_bad_request_keeps_its_input_to_itself() -> None:
    response = Client().get("/melden/toon", headers={"host": f"{CANARY}.example"})
    assert response.status_code == 400
    assert CANARY not in response.content.decode()


def test_a_broken_page_about_an_error_falls_back_to_bare_words(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError(CANARY)

    monkeypatch.setattr(errors, "render", fail)
    response = visitor.get("/en/melden/stuk")
    page = response.content.decode()
    assert response.status_code == 500
    assert page.startswith('<!DOCTYPE html><html lang="en">')
    assert "Something went wrong on our side" in page
    assert "style" not in page
    assert CANARY not in page


def test_a_busy_database_before_the_view_is_no_error_page(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.contrib.sessions.middleware import SessionMiddleware

    from tests.stagebaken.web.addresses import lock

    monkeypatch.setattr(SessionMiddleware, "process_request", lambda self, request: lock(request))
    assert visitor.get("/zaken/toon").status_code == 503


@pytest.mark.parametrize(
    ("path", "status", "name"),
    [("/api/v1/nergens/", 404, "not-found"), ("/api/v1/reports/stuk", 500, "server-error")],
)
def test_the_api_answers_with_a_problem_outside_its_views_too(
    visitor: Client, path: str, status: int, name: str
) -> None:
    response = visitor.get(path, headers={"accept-language": "en"})
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["type"] == f"urn:stagebaken:problem:{name}"
    assert response.json()["status"] == status
    assert CANARY not in response.content.decode()
