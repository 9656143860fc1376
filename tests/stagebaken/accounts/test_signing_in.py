"""Signing in with a password, mailed codes, forgotten passwords, and who cannot sign up."""

import re
import time
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.internal.flows import code_verification
from allauth.account.models import EmailAddress
from django.conf import LazySettings
from django.contrib.auth.hashers import check_password, make_password
from django.core import mail
from django.test import Client
from django.urls import reverse

from stagebaken.accounts.models import Role, User
from stagebaken.audit.models import Event, Verb
from stagebaken.settings import signing_in
from tests.stagebaken.accounts.conftest import PASSWORD, MakeUser
from tests.stagebaken.accounts.pages import (
    give_code,
    give_password,
    is_signed_in,
    mailed_code,
    may_work,
)
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "een heel ander lang wachtwoord"


def later(monkeypatch: pytest.MonkeyPatch, minutes: int) -> None:
    clock = SimpleNamespace(time=lambda: time.time() + minutes * 60 + 1)
    monkeypatch.setattr(code_verification, "time", clock)


# ---------- a session that ended ----------


def test_a_button_pressed_after_the_session_leads_back_to_its_page(client: Client) -> None:
    page = reverse("mfa_index")
    headers = {"referer": f"http://testserver{page}"}
    refusal = client.post(reverse("mfa_activate_totp"), headers=headers)
    query = parse_qs(urlsplit(refusal.headers["Location"]).query)
    assert query["next"] == [page]
    said = client.get(refusal.headers["Location"]).content.decode()
    assert "Wat je net verstuurde, is niet aangekomen." in said


def test_a_page_opened_after_the_session_says_nothing_of_a_form(client: Client) -> None:
    refusal = client.get(reverse("mfa_index"))
    assert refusal.headers["Location"] == f"{reverse('account_login')}?next={reverse('mfa_index')}"
    assert "niet aangekomen" not in client.get(refusal.headers["Location"]).content.decode()


# ---------- mailed codes ----------


def test_a_company_contact_signs_in_with_a_mailed_code(client: Client, contact: User) -> None:
    assert give_password(client, contact).url == reverse("account_confirm_login_code")
    assert not is_signed_in(client)
    assert mail.outbox[-1].to == [contact.email]
    give_code(client, mailed_code())
    assert may_work(client)


def test_a_company_contact_can_do_nothing_before_the_code(client: Client, contact: User) -> None:
    give_password(client, contact)
    for name in ("account_overview", "account_start", "mfa_index", "account_email"):
        assert client.get(reverse(name)).headers["Location"].startswith(reverse("account_login"))


def test_a_wrong_code_is_refused_and_said(client: Client, contact: User) -> None:
    give_password(client, contact)
    page = give_code(client, "0000-0001")
    assert "Deze code klopt niet of is verlopen" in page.content.decode()
    assert not is_signed_in(client)


def test_after_five_wrong_codes_a_right_one_is_too_late(client: Client, contact: User) -> None:
    give_password(client, contact)
    code = mailed_code()
    for _ in range(5):
        give_code(client, "0000-0001")
    give_code(client, code)
    assert not is_signed_in(client)


def test_a_code_dies_after_ten_minutes(
    client: Client, contact: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_password(client, contact)
    later(monkeypatch, minutes=10)
    assert give_code(client, mailed_code()).url == reverse("account_login")
    assert not is_signed_in(client)


def test_a_new_code_can_be_asked_twice(client: Client, contact: User) -> None:
    give_password(client, contact)
    first = mailed_code()
    for _ in range(4):
        client.post(reverse("account_confirm_login_code"), {"action": "resend"})
    assert len(mail.outbox) == 3
    assert mailed_code() != first
    assert give_code(client, first).status_code == 200
    assert not is_signed_in(client)


def test_nobody_fills_a_mailbox_with_codes(client: Client, contact: User) -> None:
    answers = [give_password(Client(), contact) for _ in range(12)]
    assert len(mail.outbox) == 10
    assert [answer.status_code for answer in answers[-2:]] == [429, 429]
    assert "Even wachten" in answers[-1].content.decode()


def test_when_the_mail_server_is_silent_the_person_is_told(
    client: Client, contact: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silence(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", silence)
    answer = give_password(client, contact)
    assert answer.status_code == 503
    assert "mailserver" in answer.content.decode()
    assert not is_signed_in(client)


def test_a_company_contact_with_an_app_uses_the_app(client: Client, contact: User) -> None:
    sign_in(client, contact)
    client.post(reverse("account_logout"))
    assert give_password(client, contact).url == reverse("mfa_authenticate")


# ---------- passwords ----------


def test_a_wrong_password_and_an_unknown_address_look_the_same(
    client: Client, nobody: User
) -> None:
    pages = []
    for login in (nobody.email, "wie@school.test"):
        data = {"login": login, "password": "helemaal verkeerd"}
        page = client.post(reverse("account_login"), data).content.decode()
        pages.append(re.sub(r'value="[^"]*"', "", page))
    assert pages[0] == pages[1]
    assert "horen niet bij elkaar" in pages[0]


def test_guessing_a_password_stops_after_five_for_that_account_only(
    client: Client, nobody: User, make_user: MakeUser
) -> None:
    for _ in range(5):
        give_password(client, nobody, "helemaal verkeerd")
    page = give_password(client, nobody)
    assert "te vaak geprobeerd" in page.content.decode()
    # A whole school has one address: somebody else is not stopped.
    give_password(Client(), make_user("ander"))
    assert not is_signed_in(client)


def test_thirty_colleagues_behind_one_address_sign_in_at_once(make_user: MakeUser) -> None:
    for number in range(30):
        client = Client()
        give_password(client, make_user(f"collega{number}"))
        assert is_signed_in(client)


def test_a_forgotten_password_is_replaced_by_mail(client: Client, nobody: User) -> None:
    elsewhere = Client()
    give_password(elsewhere, nobody)
    client.post(reverse("account_reset_password"), {"email": nobody.email})
    link = re.search(r"https?://\S+", str(mail.outbox[-1].body))
    assert link is not None
    form = client.get(link[0], follow=True)
    assert "Kies een nieuw wachtwoord" in form.content.decode()
    assert link[0].rsplit("-", 1)[-1] not in form.request["PATH_INFO"]
    data = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post(form.request["PATH_INFO"], data).url == reverse(
        "account_reset_password_from_key_done"
    )
    assert not is_signed_in(client)
    assert not may_work(elsewhere)  # every session ends
    assert "werkt niet meer" in Client().get(link[0], follow=True).content.decode()
    give_password(client, nobody, NEW_PASSWORD)
    assert is_signed_in(client)
    assert Event.objects.filter(verb=Verb.PASSWORD_CHANGED, subject=nobody.pk).exists()


def test_asking_a_new_password_says_nothing_about_who_has_an_account(client: Client) -> None:
    answer = client.post(reverse("account_reset_password"), {"email": "wie@school.test"})
    assert answer.url == reverse("account_reset_password_done")
    assert mail.outbox == []


def test_a_short_password_is_refused(client: Client, nobody: User) -> None:
    sign_in(client, nobody)
    data = {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"}
    assert client.post(reverse("account_change_password"), data).status_code == 200
    nobody.refresh_from_db()
    assert nobody.check_password(PASSWORD)


def test_changing_a_password_ends_other_sessions_and_is_mailed(
    client: Client, nobody: User
) -> None:
    elsewhere = Client()
    give_password(elsewhere, nobody)
    give_password(client, nobody)
    data = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post(reverse("account_change_password"), data, HTTP_USER_AGENT="Proefbrowser")
    assert may_work(client)
    assert not may_work(elsewhere)
    text = str(mail.outbox[-1].body)
    assert "wachtwoord van je account is veranderd" in text
    assert "127.0.0.1" not in text
    assert "Proefbrowser" not in text


def test_passwords_are_kept_under_argon2id(settings: LazySettings) -> None:
    settings.PASSWORD_HASHERS = signing_in.PASSWORD_HASHERS
    kept = make_password(PASSWORD, hasher="default")
    assert kept.startswith("argon2id$v=19$m=19456,t=2,p=1$")
    assert check_password(PASSWORD, kept)
    assert not check_password(NEW_PASSWORD, kept)
    assert not check_password(PASSWORD, "argon2id$v=19$m=1,t=1,p=1$broken$hash")


# ---------- addresses and accounts ----------


def test_an_unconfirmed_address_is_confirmed_by_code(client: Client, nobody: User) -> None:
    EmailAddress.objects.filter(user=nobody).update(verified=False)
    name = "account_email_verification_sent"
    assert give_password(client, nobody).url == reverse(name)
    assert not is_signed_in(client)
    assert give_code(client, "0000-0001", name).status_code == 200
    give_code(client, mailed_code(), name)
    assert is_signed_in(client)
    assert EmailAddress.objects.get(user=nobody).verified


def test_a_new_address_works_once_it_is_confirmed(client: Client, nobody: User) -> None:
    give_password(client, nobody)
    old = nobody.email
    client.post(reverse("account_email"), {"email": "nieuw@school.test", "action_add": "1"})
    nobody.refresh_from_db()
    assert nobody.email == old
    assert mail.outbox[-1].to == ["nieuw@school.test"]
    give_code(client, mailed_code(), "account_email_verification_sent")
    nobody.refresh_from_db()
    assert nobody.email == "nieuw@school.test"
    assert mail.outbox[-1].to == [old]  # whoever lost the account hears of it
    assert Event.objects.filter(verb=Verb.EMAIL_CHANGED, subject=nobody.pk).exists()


def test_nobody_signs_up(client: Client) -> None:
    page = client.get(reverse("account_signup"))
    assert "op uitnodiging" in page.content.decode()
    data = {"email": "ik@school.test", "password1": NEW_PASSWORD}
    client.post(reverse("account_signup"), data)
    assert not User.objects.exists()


def test_a_closed_account_cannot_sign_in(client: Client, nobody: User) -> None:
    User.objects.filter(pk=nobody.pk).update(is_active=False)
    assert give_password(client, nobody).url == reverse("account_inactive")
    assert not is_signed_in(client)


def test_signing_in_is_noted_without_a_time(client: Client, nobody: User) -> None:
    give_password(client, nobody)
    event = Event.objects.get(verb=Verb.SIGNED_IN)
    assert event.subject == nobody.pk
    assert event.detail == {"methods": ["password"]}
    assert not hasattr(event, "created_at")
    assert nobody.last_login is None


def test_signing_in_returns_to_the_page_that_asked(client: Client, nobody: User) -> None:
    asked = client.get(reverse("account_email"))
    assert asked.headers["Location"].startswith(reverse("account_login"))
    data = {"login": nobody.email, "password": PASSWORD}
    assert client.post(asked.headers["Location"], data).url == reverse("account_email")


def test_signing_in_never_leads_to_another_site(client: Client, nobody: User) -> None:
    data = {"login": nobody.email, "password": PASSWORD, "next": "https://evil.test/"}
    assert client.post(reverse("account_login"), data).url == reverse("account_start")


def test_the_account_page_says_who_you_are_and_what_you_do(
    client: Client, make_user: MakeUser
) -> None:
    user = make_user("sam", Role.PLATFORM_ADMINISTRATOR)
    sign_in(client, user)
    page = client.get(reverse("account_overview")).content.decode()
    assert user.email in page
    assert "Platformbeheerder" in page


def test_english_pages_are_in_english(client: Client) -> None:
    page = client.get("/en/inloggen/").content.decode()
    assert '<html lang="en"' in page
    assert "Inloggen" not in page
