"""A second factor is mandatory for staff: without one they can do nothing but set one up."""

import time
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts import factors, policy
from stagebaken.accounts.middleware import SET_UP
from stagebaken.accounts.models import SBB_ROLES, STAFF_ROLES, Role, User
from stagebaken.web.anonymity import is_anonymous_path
from tests.stagebaken.accounts.conftest import MakeUser
from tests.stagebaken.accounts.pages import give_code, give_password, mailed_code, may_work
from tests.stagebaken.accounts.signing_in import show, sign_in

SAMPLES = {
    "UUIDConverter": "6f1f7a0e-9d5f-4b53-8b1c-5d0b6a1f2c3d",
    "IntConverter": "1",
    "SlugConverter": "abc",
    "OwnerConverter": "abc",
    "StringConverter": "abc",
    "PathConverter": "abc",
}


def addresses() -> Iterator[tuple[str, str]]:
    """Every address of the product that is not anonymous, with the name of its view."""
    for names, kwargs in _walk(get_resolver(), [], {}):
        name = ":".join(names)
        path = reverse(name, kwargs=kwargs)
        if not is_anonymous_path(path):
            yield name, path


def _walk(
    resolver: URLResolver, namespaces: list[str], kwargs: dict[str, str]
) -> Iterator[tuple[list[str], dict[str, str]]]:
    for pattern in resolver.url_patterns:
        values = kwargs | _samples(pattern)
        if isinstance(pattern, URLResolver):
            below = [*namespaces, pattern.namespace] if pattern.namespace else namespaces
            yield from _walk(pattern, below, values)
        elif pattern.name:
            yield [*namespaces, pattern.name], values


def _samples(pattern: URLPattern | URLResolver) -> dict[str, str]:
    regex = getattr(pattern.pattern, "regex", None)
    converters = pattern.pattern.converters
    groups = dict.fromkeys(regex.groupindex, "abc") if regex is not None else {}
    return groups | {
        name: SAMPLES[type(converter).__name__] for name, converter in converters.items()
    }


def totp(secret: str, *, at: float) -> str:
    code: str = format_hotp_value(hotp_value(secret, int(at) // factors.PERIOD))
    return code


@pytest.mark.parametrize("method", ["get", "post"])
def test_staff_without_a_factor_reach_nothing_but_set_up(
    client: Client, counsellor: User, method: str
) -> None:
    client.force_login(counsellor)
    show(client, counsellor, "password", "code")
    set_up = reverse("mfa_index")
    seen = set()
    for name, path in addresses():
        if name == "account_logout":
            continue
        seen.add(name)
        response = getattr(client, method)(path)
        if name in SET_UP:
            assert response.headers.get("Location") != set_up, name
        elif path.startswith("/api/"):
            assert response.status_code == 403, name
        else:
            assert response.headers.get("Location") == set_up, name
    assert len(seen) > 25
    assert {"account_start", "account_overview", "account_email", "mfa_index"} <= seen


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_every_staff_role_needs_a_factor_of_its_own(
    client: Client, make_user: MakeUser, school: School, role: Role
) -> None:
    free = role in {*SBB_ROLES, Role.PLATFORM_ADMINISTRATOR}
    user = make_user("iemand", role, None if free else school)
    client.force_login(user)
    show(client, user, "password", "code")
    assert not may_work(client)
    sign_in(client, user)
    assert may_work(client)


def test_somebody_without_a_role_needs_no_second_factor(client: Client, nobody: User) -> None:
    give_password(client, nobody)
    assert may_work(client)


def test_the_set_up_pages_show_no_menu(client: Client, counsellor: User) -> None:
    client.force_login(counsellor)
    show(client, counsellor, "password", "code")
    assert "Mijn account" not in client.get(reverse("mfa_index")).content.decode()
    sign_in(client, counsellor)
    assert "Mijn account" in client.get(reverse("mfa_index")).content.decode()


@pytest.mark.django_db(transaction=True)
def test_staff_sign_in_with_password_mailed_code_and_then_their_app(
    client: Client, counsellor: User
) -> None:
    # The first time: no factor yet, so a mailed code stands beside the password.
    assert give_password(client, counsellor).url == reverse("account_confirm_login_code")
    assert not may_work(client)
    assert give_code(client, mailed_code()).url == reverse("account_start")
    assert client.get(reverse("account_start")).headers["Location"] == reverse("mfa_index")

    # Set up the app; signing in a moment ago is confirmation enough.
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert secret[:4] + " " + secret[4:8] in page.content.decode()
    code = totp(secret, at=time.time())
    answer = client.post(reverse("mfa_activate_totp"), {"code": code})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert may_work(client)

    # The next time: password, then a code of the app.
    client.post(reverse("account_logout"))
    assert give_password(client, counsellor).url == reverse("mfa_authenticate")
    assert not may_work(client)
    assert give_code(client, "000000", "mfa_authenticate").status_code == 200
    code = totp(secret, at=time.time() + factors.PERIOD)
    assert give_code(client, code, "mfa_authenticate").status_code == 302
    assert may_work(client)


def test_a_code_of_the_app_works_once(
    client: Client, counsellor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    factors.add_totp(counsellor)
    code = factors.totp_code(counsellor)
    give_password(client, counsellor)
    give_code(client, code, "mfa_authenticate")
    assert may_work(client)
    # allauth forgets a used code after one step, while tolerance accepts it for longer.
    another = Client()
    give_password(another, counsellor)
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.TOTP._mark_code_used", lambda *_: True)
    refused = give_code(another, code, "mfa_authenticate")
    assert refused.status_code == 200
    assert "is al gebruikt. Wacht tot je app een nieuwe code" in refused.content.decode()
    assert not may_work(another)


def test_guessing_codes_of_the_app_stops_after_five(client: Client, counsellor: User) -> None:
    factors.add_totp(counsellor)
    give_password(client, counsellor)
    for _ in range(5):
        give_code(client, "000000", "mfa_authenticate")
    answer = give_code(client, factors.totp_code(counsellor), "mfa_authenticate")
    assert "te vaak geprobeerd" in answer.content.decode()
    assert not may_work(client)


def test_a_session_from_before_the_factor_must_show_it(client: Client, counsellor: User) -> None:
    client.force_login(counsellor)
    factors.add_totp(counsellor)
    answer = client.get(reverse("account_overview"))
    assert answer.headers["Location"].startswith(reverse("mfa_reauthenticate"))
    assert client.get(answer.headers["Location"]).status_code == 200
    code = factors.totp_code(counsellor)
    back = client.post(answer.headers["Location"], {"code": code})
    assert back.headers["Location"] == reverse("account_overview")
    assert may_work(client)


def test_a_role_that_comes_after_signing_in_asks_for_the_code(client: Client, nobody: User) -> None:
    give_password(client, nobody)
    assert may_work(client)
    Membership.objects.create(user=nobody, role=Role.COMPANY_CONTACT)
    assert client.get(reverse("account_overview")).headers["Location"] == reverse("account_login")
    assert give_password(client, nobody).url == reverse("account_confirm_login_code")


def test_the_last_factor_of_staff_stays(client: Client, counsellor: User) -> None:
    sign_in(client, counsellor)
    page = client.post(reverse("mfa_deactivate_totp"))
    assert "enige tweede stap" in page.content.decode()
    assert policy.has_own_factor(counsellor)


def test_the_last_passkey_of_staff_stays(client: Client, counsellor: User) -> None:
    key = Authenticator.objects.create(
        user=counsellor, type=Authenticator.Type.WEBAUTHN, data={"name": "Sleutel"}
    )
    sign_in(client, counsellor)
    address = reverse("mfa_remove_webauthn", kwargs={"pk": key.pk})
    answer = client.post(address, follow=False)
    assert answer.headers["Location"] == reverse("mfa_list_webauthn")
    assert Authenticator.objects.filter(pk=key.pk).exists()
    # With an app beside it, it may go.
    factors.add_totp(counsellor)
    client.post(address)
    assert not Authenticator.objects.filter(pk=key.pk).exists()


def test_a_company_contact_may_remove_an_app(client: Client, contact: User) -> None:
    sign_in(client, contact)
    client.post(reverse("mfa_deactivate_totp"))
    assert not policy.has_own_factor(contact)


def test_a_new_phone_replaces_the_app(client: Client, counsellor: User) -> None:
    sign_in(client, counsellor)
    old = factors.totp_code(counsellor)
    form = client.get(reverse("mfa_replace_totp")).context["form"]
    wrong = client.post(reverse("mfa_replace_totp"), {"code": "000000"})
    assert wrong.status_code == 200
    assert factors.totp_code(counsellor) == old
    client.post(reverse("mfa_replace_totp"), {"code": totp(form.secret, at=time.time())})
    assert Authenticator.objects.filter(user=counsellor, type="totp").count() == 1
    assert totp(form.secret, at=time.time()) == factors.totp_code(counsellor)


def test_recovery_codes_are_shown_once_and_work_once(client: Client, counsellor: User) -> None:
    sign_in(client, counsellor)
    client.post(reverse("mfa_generate_recovery_codes"))
    page = client.get(reverse("mfa_view_recovery_codes"))
    codes = page.context["unused_codes"]
    assert len(codes) == 10
    assert all(code in page.content.decode() for code in codes)
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert not any(code in again for code in codes)

    client.post(reverse("account_logout"))
    give_password(client, counsellor)
    assert give_code(client, codes[0], "mfa_authenticate").status_code == 302
    assert may_work(client)
    client.post(reverse("account_logout"))
    give_password(client, counsellor)
    assert give_code(client, codes[0], "mfa_authenticate").status_code == 200
    assert not may_work(client)
    give_code(client, codes[1], "mfa_authenticate")
    assert may_work(client)


def test_an_api_call_without_the_factor_gets_a_problem(client: Client, counsellor: User) -> None:
    client.force_login(counsellor)
    paths = [path for _, path in addresses() if path.startswith("/api/")]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 403
        assert answer.headers["Content-Type"] == "application/problem+json"
