"""Anonymous routes learn nothing that tells visitors apart (promise P3)."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from stagebaken.accounts.models import User
from stagebaken.web.anonymity import forget_visitor, is_anonymous_path

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.stagebaken.web.addresses")]

VISITOR = {
    "REMOTE_ADDR": "203.0.113.7",
    "REMOTE_PORT": "40711",
    "REMOTE_HOST": "phone-203.0.113.7.example",
    "HTTP_USER_AGENT": "kanarie-browser",
    "HTTP_X_FORWARDED_FOR": "203.0.113.7",
    "HTTP_X_REAL_IP": "203.0.113.7",
    "HTTP_FORWARDED": "for=203.0.113.7",
    "HTTP_VIA": "1.1 kanarie-proxy",
    "HTTP_CF_CONNECTING_IP": "203.0.113.7",
    "HTTP_SEC_CH_UA_MODEL": "kanarie-phone",
    "HTTP_AUTHORIZATION": "Bearer kanarie-token",
    "HTTP_REFERER": "https://testserver/kanarie-referrer",
    "HTTP_COOKIE": "__Host-session=kanarie-1; __Host-vault=kanarie-2; __Host-dossier=kept",
}
TRACES = ("203.0.113.7", "40711", "kanarie")

ANONYMOUS = [
    "/",
    "/melden/",
    "/melden/grond/",
    "/dossier/",
    "/verlaat/",
    "/hulp/",
    "/herken/",
    "/bescherming/",
    "/privacy/",
    "/toegankelijkheid/",
    "/stages/",
    "/leerbedrijf/hoor/",
    "/leerbedrijf/hoor/vraag/",
    "/uitkomsten/",
    "/no-such-page",
    "/api/v1/schools/",
    "/api/v1/schools/kanaal/team/",
    "/api/v1/receipts/",
    "/api/v1/reports/",
    "/api/v1/dossier/open/",
    "/api/v1/companies/",
    "/api/v1/schema/",
]
SIGNED_IN = [
    "/zaken/",
    "/beheer/team/",
    "/inloggen/",
    "/toezicht/",
    "/leerbedrijf/",
    "/ontwerp/",
    "/api/v1/cases/",
    "/api/v1/outcomes/",
    "/uitkomsten/scholen/",
]


@pytest.mark.parametrize("path", ANONYMOUS)
def test_a_visitor_is_anonymous_at(path: str) -> None:
    assert is_anonymous_path(path)
    assert is_anonymous_path(f"/en{path}")


@pytest.mark.parametrize("path", SIGNED_IN)
def test_staff_are_known_at(path: str) -> None:
    assert not is_anonymous_path(path)
    assert not is_anonymous_path(f"/en{path}")


@pytest.mark.parametrize(
    "path", ["/melden/toon", "/en/melden/toon", "/stages/toon", "/api/v1/reports/toon"]
)
def test_a_page_on_an_anonymous_route_receives_nothing_of_its_visitor(
    client: Client, path: str
) -> None:
    response = client.get(path, **VISITOR)  # type: ignore[arg-type]
    assert response.status_code == 200
    for trace in TRACES:
        assert trace not in response.content.decode()
    assert response.json()["cookies"] == {"__Host-dossier": "kept"}
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("path", ["/zaken/toon", "/api/v1/cases/toon"])
def test_a_page_for_staff_keeps_what_rate_limits_need(client: Client, path: str) -> None:
    meta = client.get(path, **VISITOR).json()["meta"]  # type: ignore[arg-type]
    assert meta["REMOTE_ADDR"] == "203.0.113.7"
    assert meta["HTTP_USER_AGENT"] == "kanarie-browser"


def test_a_signed_in_student_reports_anonymously(client: Client) -> None:
    user = User.objects.create_user("student@example.nl", name="Student")
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get("/melden/toon").json()["user"] == "None"
    assert settings.SESSION_COOKIE_NAME in client.cookies
    assert client.get("/zaken/toon").json()["user"] == str(user.pk)


def test_a_form_is_still_protected_by_its_origin() -> None:
    client = Client(enforce_csrf_checks=True)
    token = "a" * 32
    client.cookies[settings.CSRF_COOKIE_NAME] = token
    form = {"csrfmiddlewaretoken": token, "account": "x"}
    elsewhere = {"HTTP_ORIGIN": "https://evil.example"}
    refused = client.post("/melden/toon", form, secure=True, **elsewhere)  # type: ignore[arg-type]
    assert refused.status_code == 403
    here = {"HTTP_ORIGIN": "https://testserver", "HTTP_REFERER": "https://testserver/melden/"}
    accepted = client.post("/melden/toon", form, secure=True, **here)  # type: ignore[arg-type]
    assert accepted.json()["form"]["account"] == "x"
    assert not {"Origin", "Referer"} & set(accepted.json()["headers"])


@pytest.mark.parametrize("path", ["/melden/bewaar", "/melden/bewaar-stiekem"])
def test_a_page_that_keeps_a_session_on_an_anonymous_route_breaks(path: str) -> None:
    client = Client(raise_request_exception=False)
    response = client.get(path)
    assert response.status_code == 500
    assert not Session.objects.exists()
    assert settings.SESSION_COOKIE_NAME not in response.cookies


def test_an_anonymous_visit_makes_no_row(client: Client) -> None:
    client.get("/melden/toon", **VISITOR)  # type: ignore[arg-type]
    assert not Session.objects.exists()


def test_every_cookie_of_the_sign_in_is_dropped() -> None:
    assert settings.SESSION_COOKIE_NAME in settings.SIGN_IN_COOKIES
    assert "__Host-vault" in settings.SIGN_IN_COOKIES
    assert settings.LANGUAGE_COOKIE_NAME in settings.SIGN_IN_COOKIES


def test_the_first_middleware_is_the_one_that_forgets() -> None:
    assert settings.MIDDLEWARE[0].endswith("AnonymousRouteMiddleware")


@given(st.dictionaries(st.from_regex(r"\AHTTP_[A-Z_]{1,20}\Z"), st.text(max_size=20)))
def test_any_header_that_is_not_needed_is_forgotten(headers: dict[str, Any]) -> None:
    meta = headers | {"PATH_INFO": "/", "HTTP_USER_AGENT": "x", "REMOTE_ADDR": "y"}
    forget_visitor(meta)
    assert "HTTP_USER_AGENT" not in meta
    assert "REMOTE_ADDR" not in meta
    assert meta["PATH_INFO"] == "/"
    kept = {name.removeprefix("HTTP_") for name in meta if name != "PATH_INFO"}
    allowed = "HOST COOKIE ACCEPT ORIGIN REFERER X_CSRF X_FORW SEC_FETCH_SITE IF_ RANGE"
    assert all(name.startswith(tuple(allowed.split())) for name in kept)
