"""A stolen database signs nobody in: sealed secrets, hashed sessions, keyed names."""

import json
import time
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from stagebaken.accounts import cache as our_cache
from stagebaken.accounts import factors
from stagebaken.accounts.models import CacheEntry, User
from stagebaken.accounts.sealing import seal_secret, unseal_secret
from stagebaken.accounts.sessions import row_name
from stagebaken.vault.errors import EnvelopeError
from tests.stagebaken.accounts.pages import (
    give_code,
    give_password,
    is_signed_in,
    mailed_code,
    may_work,
)
from tests.stagebaken.accounts.signing_in import sign_in
from tests.stagebaken.accounts.storage import disguises, everything

pytestmark = pytest.mark.django_db


def session_key(client: Client, settings: LazySettings) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


# ---------- second factors ----------


def test_no_secret_of_a_factor_is_readable(client: Client, counsellor: User) -> None:
    sign_in(client, counsellor)
    secret = client.get(reverse("mfa_replace_totp")).context["form"].secret  # while setting up
    client.post(reverse("mfa_generate_recovery_codes"))
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    app = Authenticator.objects.get(user=counsellor, type="totp")
    stolen = everything()
    for canary in (secret, unseal_secret(app.data["secret"]), *codes):
        assert not any(disguise in stolen for disguise in disguises(canary))


def test_a_pending_code_is_not_readable(client: Client, contact: User) -> None:
    give_password(client, contact)
    code = mailed_code()
    stolen = everything()
    for spelling in (code, code.replace("-", "")):
        assert not any(disguise in stolen for disguise in disguises(spelling))


def test_a_secret_copied_to_another_account_does_not_open(
    client: Client, counsellor: User, contact: User
) -> None:
    victim, thief = factors.add_totp(counsellor), factors.add_totp(contact)
    Authenticator.objects.filter(pk=victim.pk).update(data=thief.data)
    with pytest.raises(EnvelopeError):
        Authenticator.objects.get(pk=victim.pk)
    # Nor when the name in it is changed as well.
    renamed = counsellor.pk.hex + thief.data["secret"][32:]
    Authenticator.objects.filter(pk=victim.pk).update(data={"secret": renamed})
    with pytest.raises(EnvelopeError):
        factors.totp_code(counsellor)


@pytest.mark.parametrize("text", ["", "JBSWY3DPEHPK3PXP", "x.y", f"{'0' * 32}.AAAA"])
def test_a_secret_that_is_not_sealed_is_refused(text: str) -> None:
    with pytest.raises(EnvelopeError):
        unseal_secret(text)


def test_factors_open_with_the_field_key_alone(settings: LazySettings, nobody: User) -> None:
    sealed = seal_secret("JBSWY3DPEHPK3PXP", user_id=nobody.pk)
    settings.FIELD_KEY = "44" * 32
    with pytest.raises(EnvelopeError):
        unseal_secret(sealed)


def test_a_factor_keeps_the_day_and_not_the_time(client: Client, counsellor: User) -> None:
    factors.add_totp(counsellor)
    give_password(client, counsellor)
    give_code(client, factors.totp_code(counsellor), "mfa_authenticate")
    app = Authenticator.objects.get(user=counsellor)
    for moment in (app.created_at, app.last_used_at):
        assert moment is not None
        assert (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)


# ---------- sessions ----------


def test_a_stolen_session_row_gives_no_cookie(
    client: Client, nobody: User, settings: LazySettings
) -> None:
    give_password(client, nobody)
    key = session_key(client, settings)
    row = Session.objects.get()
    assert key not in everything()
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = row.session_key
    assert not may_work(thief)
    assert may_work(client)


def test_the_content_of_a_session_cannot_be_copied_to_another(
    client: Client, nobody: User, contact: User
) -> None:
    other = Client()
    sign_in(client, nobody)
    sign_in(other, contact)
    assert may_work(other)
    rows = Session.objects.order_by("session_key")
    first, second = rows[0].session_data, rows[1].session_data
    Session.objects.filter(pk=rows[1].pk).update(session_data=first)
    Session.objects.filter(pk=rows[0].pk).update(session_data=second)
    assert not may_work(client)
    assert not may_work(other)


def test_a_session_expires_on_a_whole_hour(client: Client, nobody: User) -> None:
    give_password(client, nobody)
    expiry = Session.objects.get().expire_date
    assert (expiry.minute, expiry.second, expiry.microsecond) == (0, 0, 0)


def test_signing_out_ends_the_row(client: Client, nobody: User, settings: LazySettings) -> None:
    give_password(client, nobody)
    row = row_name(session_key(client, settings))
    assert Session.objects.filter(session_key=row).exists()
    client.post(reverse("account_logout"))
    assert not Session.objects.filter(session_key=row).exists()
    assert not is_signed_in(client)


def test_signing_in_changes_the_cookie(
    client: Client, nobody: User, settings: LazySettings
) -> None:
    """Attack: somebody plants a session cookie of theirs before another signs in."""
    client.get(reverse("account_login"))
    give_password(client, nobody, "verkeerd wachtwoord")
    before = client.cookies.get(settings.SESSION_COOKIE_NAME)
    give_password(client, nobody)
    after = session_key(client, settings)
    assert before is None or before.value != after


# ---------- rate limits ----------


def test_rate_limits_name_no_address(client: Client, nobody: User, contact: User) -> None:
    client.post(
        reverse("account_login"),
        {"login": nobody.email, "password": "verkeerd"},
        REMOTE_ADDR="203.0.113.77",
    )
    assert CacheEntry.objects.exists()
    kept = "\n".join(f"{entry.name} {entry.value}" for entry in CacheEntry.objects.all())
    for canary in ("203.0.113", nobody.email, str(nobody.pk), nobody.pk.hex):
        assert canary not in kept
    assert all(len(entry.name) == 64 for entry in CacheEntry.objects.all())


def test_without_a_known_address_signing_in_still_works(client: Client, nobody: User) -> None:
    data = {"login": nobody.email, "password": "een zin van vijf woorden"}
    client.post(reverse("account_login"), data, REMOTE_ADDR="")
    assert is_signed_in(client)


def test_the_cache_holds_json_and_never_a_pickle() -> None:
    cache.set("naam", {"a": [1, 2.5, "drie", None, True]})
    assert json.loads(CacheEntry.objects.get().value) == {"a": [1, 2.5, "drie", None, True]}
    assert cache.get("naam") == {"a": [1, 2.5, "drie", None, True]}
    with pytest.raises(TypeError):
        cache.set("ding", object())


def test_the_cache_keeps_its_promises(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache.get("naam", "anders") == "anders"
    assert cache.add("naam", 1, timeout=10)
    assert not cache.add("naam", 2)
    assert cache.get("naam") == 1
    assert cache.touch("naam", timeout=30)
    assert not cache.touch("geen")
    cache.set("altijd", 1, timeout=None)
    clock = SimpleNamespace(time=lambda: time.time() + 31)
    monkeypatch.setattr(our_cache, "time", clock)
    monkeypatch.setattr("stagebaken.accounts.models.time", clock)
    assert cache.get("naam") is None
    assert cache.add("naam", 3, timeout=60)  # what expired is gone
    assert cache.get("altijd") == 1
    assert cache.delete("altijd")
    assert not cache.delete("altijd")
    cache.clear()
    assert not CacheEntry.objects.exists()
