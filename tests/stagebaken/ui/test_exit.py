"""The quick exit: what it takes out of the browser, and what it tells nobody."""

from http import HTTPStatus

import pytest
from django.conf import LazySettings
from django.test import Client

pytestmark = pytest.mark.django_db


def test_leaving_deletes_draft_and_dossier_and_ends_on_a_neutral_page(
    client: Client, settings: LazySettings
) -> None:
    response = client.get("/verlaat/")
    assert response.status_code == HTTPStatus.SEE_OTHER
    assert response["Location"] == settings.NEUTRAL_PAGE
    assert set(response.cookies) == {"__Host-draft", "__Host-dossier"}
    for cookie in response.cookies.values():
        assert cookie.value == ""
        assert cookie["max-age"] == 0
        # A browser takes a __Host- cookie, also an empty one, only like this.
        assert cookie["secure"]
        assert cookie["path"] == "/"
        assert not cookie["domain"]


def test_leaving_clears_the_cache_and_hides_where_the_visitor_came_from(client: Client) -> None:
    response = client.get("/verlaat/")
    assert response["Clear-Site-Data"] == '"cache"'
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert response.content == b""


def test_leaving_works_in_english_too(client: Client) -> None:
    assert set(client.get("/en/verlaat/").cookies) == {"__Host-draft", "__Host-dossier"}


def test_another_site_cannot_throw_away_a_draft(client: Client) -> None:
    response = client.get("/verlaat/", headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == HTTPStatus.SEE_OTHER
    assert not response.cookies
    assert "Clear-Site-Data" not in response


def test_leaving_is_a_visit_and_not_a_form(client: Client) -> None:
    assert client.post("/verlaat/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
