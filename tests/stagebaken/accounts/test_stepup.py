"""Sensitive administration asks again who you are, and keeps no form while it does."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

import stagebaken.urls
from stagebaken.accounts import factors
from stagebaken.accounts.models import User
from stagebaken.accounts.stepup import is_recent, recent_sign_in_required
from tests.stagebaken.accounts.conftest import PASSWORD
from tests.stagebaken.accounts.pages import give_password
from tests.stagebaken.accounts.signing_in import sign_in
from tests.stagebaken.accounts.storage import everything

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
PASSPHRASE = "kanarie-wachtzin"


@recent_sign_in_required
def sensitive(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"gedaan {request.method}")


urlpatterns = [
    path("zaken/gevoelig/", sensitive, name="sensitive"),
    path("api/v1/zaken/gevoelig/", sensitive, name="sensitive_api"),
    *stagebaken.urls.urlpatterns,
]


@pytest.fixture(autouse=True)
def _signed_in_api(settings: LazySettings) -> None:
    assert "/zaken/" in settings.SIGNED_IN_PREFIXES


def confirm(client: Client, address: str) -> Any:
    return client.post(address, {"password": PASSWORD})


def test_whoever_signed_in_just_now_is_not_asked_again(client: Client, nobody: User) -> None:
    give_password(client, nobody)
    assert client.get(reverse("sensitive")).content == b"gedaan GET"


def test_after_five_minutes_the_page_asks_and_comes_back(client: Client, nobody: User) -> None:
    sign_in(client, nobody, recent=False)
    asked = client.get(reverse("sensitive") + "?a=1")
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert client.get(asked.headers["Location"]).status_code == 200
    assert client.get(reverse("sensitive")).status_code == 302
    wrong = client.post(asked.headers["Location"], {"password": "verkeerd"})
    assert "Dit wachtwoord klopt niet" in wrong.content.decode()
    assert confirm(client, asked.headers["Location"]).url == reverse("sensitive") + "?a=1"
    assert client.get(reverse("sensitive")).content == b"gedaan GET"


def test_a_code_of_the_app_confirms_too(client: Client, counsellor: User) -> None:
    sign_in(client, counsellor, recent=False)
    address = reverse("mfa_reauthenticate") + "?next=" + reverse("sensitive")
    answer = client.post(address, {"code": factors.totp_code(counsellor)})
    assert answer.headers["Location"] == reverse("sensitive")
    assert client.get(reverse("sensitive")).status_code == 200


def test_a_form_is_not_kept_while_somebody_confirms(
    client: Client, nobody: User, settings: LazySettings
) -> None:
    """Attack: allauth would store the POST with its cookies, the vault's among them."""
    sign_in(client, nobody, recent=False)
    client.cookies["__Host-vault"] = "kanarie-koekje"
    page = "http://testserver" + reverse("account_overview") + "?blad=2"
    asked = client.post(reverse("sensitive"), {"passphrase": PASSPHRASE}, HTTP_REFERER=page)
    assert "blad%3D2" in asked.headers["Location"]
    for value in client.session._session.values():
        assert PASSPHRASE not in str(value)
        assert "kanarie-koekje" not in str(value)
    assert PASSPHRASE not in everything()
    back = confirm(client, asked.headers["Location"])
    assert back.headers["Location"] == reverse("account_overview") + "?blad=2"


def test_a_form_from_elsewhere_leads_back_to_the_start(client: Client, nobody: User) -> None:
    sign_in(client, nobody, recent=False)
    asked = client.post(reverse("sensitive"), HTTP_REFERER="https://evil.test/x")
    assert asked.headers["Location"].endswith(
        "next=" + reverse("account_start").replace("/", "%2F")
    )


def test_an_api_call_is_told_to_confirm(client: Client, nobody: User) -> None:
    sign_in(client, nobody, recent=False)
    answer = client.post(reverse("sensitive_api"))
    assert answer.status_code == 403
    assert answer.json()["status"] == 403


def test_nobody_signed_in_is_never_recent(client: Client) -> None:
    request = client.get(reverse("account_login")).wsgi_request
    assert not is_recent(request)
    assert client.get(reverse("sensitive")).headers["Location"].startswith(reverse("account_login"))
