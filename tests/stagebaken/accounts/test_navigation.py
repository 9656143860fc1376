"""The menu of signed-in people, where they go after signing in, and the operator's command."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.core import mail
from django.core.management import CommandError, call_command
from django.http import HttpRequest
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.urls import reverse

from stagebaken.accounts.context import work
from stagebaken.accounts.models import User
from stagebaken.accounts.navigation import NavItem, nav_item
from stagebaken.audit.models import Event, Verb
from tests.stagebaken.accounts.pages import give_code, give_password, mailed_code, may_work
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = pytest.mark.django_db

REACHABLE = (
    "account/login.html",
    "account/logout.html",
    "account/signup_closed.html",
    "account/account_inactive.html",
    "account/confirm_login_code.html",
    "account/confirm_email_verification_code.html",
    "account/reauthenticate.html",
    "account/email_change.html",
    "account/password_change.html",
    "account/password_set.html",
    "account/password_reset.html",
    "account/password_reset_done.html",
    "account/password_reset_from_key.html",
    "account/password_reset_from_key_done.html",
    "mfa/index.html",
    "mfa/authenticate.html",
    "mfa/reauthenticate.html",
    "mfa/totp/activate_form.html",
    "mfa/totp/deactivate_form.html",
    "mfa/recovery_codes/index.html",
    "mfa/recovery_codes/generate.html",
    "mfa/webauthn/add_form.html",
    "mfa/webauthn/authenticator_list.html",
    "mfa/webauthn/edit_form.html",
    "mfa/webauthn/authenticator_confirm_delete.html",
    "mfa/webauthn/reauthenticate.html",
    "socialaccount/connections.html",
    "socialaccount/login_cancelled.html",
    "socialaccount/authentication_error.html",
    "429.html",
    "account/email/base_message.txt",
    "account/email/base_notification.txt",
    "account/email/login_code_message.txt",
    "account/email/login_code_subject.txt",
    "account/email/email_confirmation_message.txt",
    "account/email/email_confirmation_subject.txt",
    "account/email/password_reset_key_message.txt",
    "account/email/password_reset_key_subject.txt",
    "account/email/password_changed_message.txt",
    "account/email/email_changed_message.txt",
    "mfa/email/totp_activated_message.txt",
    "mfa/email/webauthn_added_message.txt",
)


def first(request: HttpRequest) -> NavItem:
    return nav_item(request, "Eerst", "account_email")


def below(request: HttpRequest) -> NavItem:
    return nav_item(request, "Onder", "mfa_list_webauthn")


def factors(request: HttpRequest) -> NavItem:
    return nav_item(request, "Boven", "mfa_index")


def never(request: HttpRequest) -> None:
    return None


@pytest.mark.parametrize("name", REACHABLE)
def test_every_page_and_mail_is_in_our_words(name: str) -> None:
    origin = get_template(name).template.origin  # type: ignore[attr-defined]
    assert "stagebaken/accounts/templates" in origin.name


def test_signing_in_leads_to_the_first_thing_in_the_menu(
    client: Client, nobody: User, settings: LazySettings
) -> None:
    settings.WORK_NAV = [f"{__name__}.never", f"{__name__}.first", *settings.WORK_NAV]
    sign_in(client, nobody)
    assert client.get(reverse("account_start")).headers["Location"] == reverse("account_email")
    menu = list(client.get(reverse("account_overview")).context["work_nav"])
    assert [(str(item.label), item.is_current) for item in menu][:1] == [("Eerst", False)]
    assert menu[-1].is_current


def test_only_the_nearest_entry_of_the_menu_is_current(
    client: Client, nobody: User, settings: LazySettings
) -> None:
    settings.WORK_NAV = [f"{__name__}.below", f"{__name__}.factors"]
    sign_in(client, nobody)
    menu = list(client.get(reverse("mfa_list_webauthn")).context["work_nav"])
    assert [item.is_current for item in menu] == [True, False]


def test_the_menu_is_not_worked_out_on_an_anonymous_page(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.is_anonymous_route = True  # type: ignore[attr-defined]
    assert work(request) == {}  # there is not even a user to ask


def test_pages_of_an_account_are_not_cached(client: Client, nobody: User) -> None:
    sign_in(client, nobody)
    for name in ("account_overview", "mfa_index", "account_email"):
        assert "no-store" in client.get(reverse(name)).headers["Cache-Control"]


def test_an_operator_helps_somebody_who_lost_every_factor(client: Client, counsellor: User) -> None:
    sign_in(client, counsellor)
    out = StringIO()
    call_command("second_factor", "forget", "Samira@school.test", stdout=out)
    assert "1 second factors removed" in out.getvalue()
    assert not may_work(client)  # every session ends
    assert not Authenticator.objects.filter(user=counsellor).exists()
    event = Event.objects.get(verb=Verb.FACTOR_REMOVED, subject=counsellor.pk)
    assert event.actor_id is None
    give_password(client, counsellor)
    assert not may_work(client)
    # The mailbox is needed to get in again: a new password, then a mailed code.
    client.post(reverse("account_reset_password"), {"email": counsellor.email})
    assert len(mail.outbox) == 1
    counsellor.refresh_from_db()
    counsellor.set_password("nog een ander wachtwoord")
    counsellor.save()
    give_password(client, counsellor, "nog een ander wachtwoord")
    give_code(client, mailed_code())
    assert client.get(reverse("account_start")).headers["Location"] == reverse("mfa_index")


def test_an_unknown_address_ends_the_command_with_one_line() -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("second_factor", "forget", "wie@school.test")
    assert refusal.value.returncode == 2


def test_whoever_has_no_work_here_reads_so_and_whom_to_ask(client: Client, nobody: User) -> None:
    sign_in(client, nobody)
    assert "geen ander werk voor je klaar" in client.get("/inloggen/account/").content.decode()


def test_whoever_has_work_reads_no_such_thing(client: Client, counsellor: User) -> None:
    sign_in(client, counsellor)
    assert "geen ander werk" not in client.get("/inloggen/account/").content.decode()
