"""Headers of every answer."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.stagebaken.web.addresses")]


@pytest.mark.parametrize("path", ["/melden/toon", "/zaken/toon", "/en/nergens", "/healthz"])
def test_no_copy_of_a_page_stays_behind(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_style_and_script_may_be_kept_by_the_browser(client: Client) -> None:
    response = client.get("/static/ui/tokens.css")
    response.close()
    headers = response.headers
    assert "no-store" not in headers["Cache-Control"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "microphone"),
    [
        ("/melden/toon", "microphone=(self)"),
        ("/en/melden/toon", "microphone=(self)"),
        ("/dossier/bijlage", "microphone=(self)"),
        ("/zaken/toon", "microphone=()"),
        ("/", "microphone=()"),
    ],
)
def test_only_a_page_where_one_tells_may_record(client: Client, path: str, microphone: str) -> None:
    policy = client.get(path).headers["Permissions-Policy"]
    assert microphone in policy
    assert "camera=()" in policy
    assert "geolocation=()" in policy


def test_a_view_may_have_a_stricter_policy_of_its_own(client: Client) -> None:
    headers = client.get("/dossier/bijlage").headers
    assert headers["Content-Security-Policy"] == "sandbox"
    assert headers["Cache-Control"] == "no-store, private"
