"""The school's own sign-in (OIDC): off until configured, and never a way to a new account."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from stagebaken.accounts.models import User
from stagebaken.settings.signing_in import oidc
from tests.stagebaken.accounts.pages import give_password, is_signed_in
from tests.stagebaken.accounts.signing_in import sign_in
from tests.stagebaken.accounts.storage import everything

pytestmark = pytest.mark.django_db
SERVER = "https://connect.school.test"
LOGIN = "/inloggen/school/school/"
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}
CLAIMS = {"sub": "abc-123", "email": "samira@school.test", "name": "Kanarie de Vries"}


@pytest.fixture
def provider(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Configure a provider, and answer in its place."""
    settings.SOCIALACCOUNT_PROVIDERS = oidc(SERVER, "stagebaken", "geheim", "Proefschool")
    config = {
        "authorization_endpoint": f"{SERVER}/authorize",
        "token_endpoint": f"{SERVER}/token",
        "userinfo_endpoint": f"{SERVER}/userinfo",
    }
    adapter = openid_connect.OpenIDConnectOAuth2Adapter
    monkeypatch.setattr(adapter, "openid_config", config)
    monkeypatch.setattr(adapter, "_fetch_user_info", lambda *_: CLAIMS)
    monkeypatch.setattr(
        adapter, "get_access_token_data", lambda *_, **__: {"access_token": "kanarie-token"}
    )


def come_back(client: Client, query: str = "") -> Any:
    """Go to the school and return from it."""
    left = client.get(LOGIN + query, **OURS)
    state = parse_qs(urlsplit(left.headers["Location"]).query)["state"][0]
    return client.get(f"{LOGIN}terug/", {"code": "x", "state": state})


def test_it_is_off_until_it_is_configured(client: Client) -> None:
    assert oidc(SERVER, "stagebaken", "", "Proefschool") == {}
    assert client.get(LOGIN, **OURS).status_code == 404
    assert client.get(f"{LOGIN}terug/").status_code == 404
    assert "/inloggen/school/" not in client.get(reverse("account_login")).content.decode()


def test_a_provider_in_the_database_opens_nothing(client: Client) -> None:
    SocialApp.objects.create(
        provider="openid_connect",
        provider_id="school",
        name="Valse school",
        client_id="x",
        settings={"server_url": "https://evil.test"},
    )
    assert client.get(LOGIN, **OURS).status_code == 404
    assert "Valse school" not in client.get(reverse("account_login")).content.decode()


@pytest.mark.usefixtures("provider")
def test_a_visitor_is_sent_with_pkce_and_asks_for_nothing_but_the_identifier(
    client: Client,
) -> None:
    assert "Inloggen met Proefschool" in client.get(reverse("account_login")).content.decode()
    left = client.get(f"{LOGIN}?scope=email,profile&auth_params=prompt%3Dnone", **OURS)
    address = urlsplit(left.headers["Location"])
    query = parse_qs(address.query)
    assert address.netloc == "connect.school.test"
    assert query["code_challenge_method"] == ["S256"]
    assert query["scope"] == ["openid"]
    assert "prompt" not in query


@pytest.mark.usefixtures("provider")
@pytest.mark.parametrize(
    ("query", "came_from"),
    [("", "cross-site"), ("", "same-site"), ("?process=connect", "cross-site")],
)
def test_another_site_cannot_start_it(
    client: Client, nobody: User, query: str, came_from: str
) -> None:
    sign_in(client, nobody)
    answer = client.get(LOGIN + query, HTTP_SEC_FETCH_SITE=came_from)
    assert answer.headers["Location"] == reverse("account_login")


@pytest.mark.usefixtures("provider")
def test_an_unknown_person_gets_no_account(client: Client, counsellor: User) -> None:
    # The address in the claims is that of an account here: no proof.
    page = come_back(client)
    assert "op uitnodiging" in page.content.decode()
    assert not is_signed_in(client)
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()


@pytest.mark.usefixtures("provider")
def test_a_linked_account_signs_in_and_still_shows_the_second_step(
    client: Client, counsellor: User
) -> None:
    sign_in(client, counsellor)
    answer = come_back(client, "?process=connect")
    assert answer.headers["Location"] == reverse("socialaccount_connections")
    assert "Proefschool is gekoppeld" in client.get(answer.headers["Location"]).content.decode()
    client.post(reverse("account_logout"))
    assert come_back(client).headers["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)


@pytest.mark.usefixtures("provider")
def test_nothing_of_the_claims_is_kept_but_the_identifier(client: Client, nobody: User) -> None:
    give_password(client, nobody)
    come_back(client, "?process=connect")
    client.post(reverse("account_logout"))
    come_back(client)
    assert is_signed_in(client)
    account = SocialAccount.objects.get()
    assert account.uid == "abc-123"
    assert account.extra_data == {}
    assert not SocialToken.objects.exists()
    stolen = everything()
    for canary in ("Kanarie de Vries", "kanarie-token", "samira@school.test"):
        assert canary not in stolen


@pytest.mark.usefixtures("provider")
def test_a_linked_account_can_be_unlinked(client: Client, nobody: User) -> None:
    give_password(client, nobody)
    come_back(client, "?process=connect")
    account = SocialAccount.objects.get()
    client.post(reverse("socialaccount_connections"), {"account": account.pk})
    assert not SocialAccount.objects.exists()
