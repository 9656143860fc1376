"""The school's own sign-in (OIDC): off until configured, and never a way to a new account."""

import logging
from datetime import UTC, datetime, time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from stagebaken.accounts.models import User
from stagebaken.settings.signing_in import oidc
from stagebaken.web.days import today
from tests.stagebaken.accounts import school as schools
from tests.stagebaken.accounts.pages import give_password, is_signed_in
from tests.stagebaken.accounts.school import LOGIN, OURS, SERVER, School
from tests.stagebaken.accounts.signing_in import sign_in
from tests.stagebaken.accounts.storage import everything

pytestmark = pytest.mark.django_db
CLAIMS = {"sub": "abc-123", "email": "samira@school.test", "name": "Kanarie de Vries"}


@pytest.fixture
def provider(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> School:
    found = schools.make_provider(settings, monkeypatch)
    found.claims = dict(CLAIMS)
    return found


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
    assert query["nonce"][0] != query["state"][0]
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


def test_an_unknown_person_gets_no_account(
    client: Client, provider: School, counsellor: User
) -> None:
    # The address in the claims is that of an account here: no proof.
    page = provider.visit(client)
    assert "op uitnodiging" in page.content.decode()
    assert not is_signed_in(client)
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()


def test_a_linked_account_signs_in_and_still_shows_the_second_step(
    client: Client, provider: School, counsellor: User
) -> None:
    sign_in(client, counsellor)
    answer = provider.visit(client, "?process=connect")
    assert answer.headers["Location"] == reverse("socialaccount_connections")
    assert "Proefschool is gekoppeld" in client.get(answer.headers["Location"]).content.decode()
    client.post(reverse("account_logout"))
    assert provider.visit(client).headers["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_nothing_of_the_claims_is_kept_but_the_identifier(
    client: Client, provider: School, nobody: User
) -> None:
    give_password(client, nobody)
    provider.visit(client, "?process=connect")
    client.post(reverse("account_logout"))
    provider.visit(client)
    assert is_signed_in(client)
    account = SocialAccount.objects.get()
    assert account.uid == "abc-123"
    assert account.extra_data == {}
    assert not SocialToken.objects.exists()
    stolen = everything()
    for canary in ("Kanarie de Vries", "kanarie-token", "samira@school.test"):
        assert canary not in stolen


def test_a_linked_account_can_be_unlinked(client: Client, provider: School, nobody: User) -> None:
    give_password(client, nobody)
    provider.visit(client, "?process=connect")
    account = SocialAccount.objects.get()
    client.post(reverse("socialaccount_connections"), {"account": account.pk})
    assert not SocialAccount.objects.exists()


# ---------- an answer that is not the school's answer to our question ----------

WRONG: dict[str, dict[str, Any]] = {
    "signed by another": {"signer": 2},
    "not signed": {"algorithm": "none"},
    "of another journey": {"id_token": {"nonce": "van-een-ander"}},
    "of no journey": {"id_token": {"nonce": None}},
    "of another provider": {"id_token": {"iss": "https://evil.test"}},
    "for another client": {"id_token": {"aud": "iemand-anders"}},
    "given to another client": {"id_token": {"azp": "iemand-anders"}},
    "too old": {"id_token": {"exp": 1_600_000_000}},
    "without an end": {"id_token": {"exp": None}},
    "of nobody": {"id_token": {"sub": ""}, "userinfo": {"sub": ""}},
    "longer than we keep": {"id_token": {"sub": "x" * 192}, "userinfo": {"sub": "x" * 192}},
    "userinfo of another": {"userinfo": {"sub": "een-ander"}},
    "no id_token": {"token": {"id_token": None}},
    "an id_token that is no text": {"token": {"id_token": ["x"]}},
    "no access token": {"token": {"access_token": None}},
    "a strange token": {"token": {"expires_in": "morgen"}},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_an_answer_that_proves_nothing_signs_nobody_in(
    client: Client, provider: School, counsellor: User, wrong: dict[str, Any]
) -> None:
    SocialAccount.objects.create(user=counsellor, provider="school", uid=CLAIMS["sub"])
    for name, value in wrong.items():
        setattr(provider, name, value)
    page = provider.visit(client)
    assert page.status_code == 401
    assert "Het antwoord van je school klopt niet." in page.content.decode()
    assert not is_signed_in(client)


def test_a_provider_that_speaks_for_another_is_not_asked(client: Client, provider: School) -> None:
    provider.config = {"issuer": "https://evil.test"}
    assert client.get(LOGIN, **OURS).status_code == 401
    provider.config = {"jwks_uri": None}
    assert client.get(LOGIN, **OURS).status_code == 401


@pytest.mark.parametrize("part", ["openid-configuration", "/token", "/jwks", "/userinfo"])
def test_a_school_that_does_not_answer_is_a_page_and_no_crash(
    client: Client, provider: School, part: str, caplog: pytest.LogCaptureFixture
) -> None:
    state = "" if part == "openid-configuration" else provider.leave(client)
    provider.down = part
    with caplog.at_level(logging.WARNING):
        page = provider.back(client, state) if state else client.get(LOGIN, **OURS)
    assert page.status_code == 503
    assert "geeft nu geen antwoord" in page.content.decode()
    assert SERVER not in caplog.text  # an address of the school holds what it was asked


def test_an_answer_counts_once_and_in_the_browser_that_asked(
    client: Client, provider: School, nobody: User
) -> None:
    SocialAccount.objects.create(user=nobody, provider="school", uid=CLAIMS["sub"])
    state = provider.leave(client)
    elsewhere = provider.back(Client(), state)
    assert elsewhere.status_code == 401
    assert "andere browser" in elsewhere.content.decode()
    assert provider.back(client, state).status_code == 302
    assert is_signed_in(client)
    again = provider.back(client, state)  # the way back in the browser
    assert again.headers["Location"] == reverse("account_start")
    client.post(reverse("account_logout"))
    assert provider.back(client, state).status_code == 401


def test_who_stops_at_the_school_reads_that_nothing_happened(
    client: Client, provider: School
) -> None:
    state = provider.leave(client)
    left = client.get(f"{LOGIN}terug/", {"error": "access_denied", "state": state})
    assert left.headers["Location"] == reverse("socialaccount_login_cancelled")
    assert "afgebroken" in client.get(left.headers["Location"]).content.decode()


def test_of_a_linked_account_days_are_kept_and_no_times(
    client: Client, provider: School, nobody: User
) -> None:
    SocialAccount.objects.create(user=nobody, provider="school", uid=CLAIMS["sub"])
    provider.visit(client)
    account = SocialAccount.objects.get()
    midnight = datetime.combine(today(), time(), tzinfo=UTC)
    assert account.last_login == account.date_joined == midnight
