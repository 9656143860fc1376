"""Passkeys in a real browser with a virtual authenticator, under the product's own headers."""

from typing import NamedTuple

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from playwright.sync_api import CDPSession, Page, expect

from stagebaken.accounts import factors, policy
from stagebaken.accounts.models import User
from tests.browser.chromium import PageAt, axe, overflow
from tests.stagebaken.accounts.conftest import PASSWORD, counsellor, make_user, school
from tests.stagebaken.accounts.pages import mailed_code

__all__ = ["counsellor", "make_user", "school"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW = 320


class Device(NamedTuple):
    session: CDPSession
    id: str

    def forget_finger(self) -> None:
        options = {"authenticatorId": self.id, "isUserVerified": False}
        self.session.send("WebAuthn.setUserVerified", options)


@pytest.fixture(autouse=True)
def _account_first(settings: LazySettings) -> None:
    """Signing in ends on the account page, whatever other rooms add to the menu."""
    settings.WORK_NAV = ["stagebaken.accounts.navigation.account"]


def give_authenticator(page: Page) -> Device:
    """A device with a fingerprint that always fits."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return Device(session, device["authenticatorId"])


def give_password(page: Page, user: User) -> None:
    page.goto("/inloggen/")
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def enrol(page: Page, user: User) -> None:
    """Sign in for the first time and make a passkey."""
    give_password(page, user)
    page.get_by_label("Code").fill(mailed_code())
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tweede stap bij het inloggen")
    page.get_by_role("link", name="Voeg een passkey toe").click()
    page.get_by_label("Naam").fill("Mijn laptop")
    page.get_by_role("button", name="Maak de passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je herstelcodes")


def log_out(page: Page) -> None:
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_text("Je bent uitgelogd.")).to_be_visible()


def test_a_passkey_signs_in_without_a_password(page_at: PageAt, counsellor: User) -> None:
    page = page_at(1280)
    give_authenticator(page)
    enrol(page, counsellor)
    assert policy.has_own_factor(counsellor)
    expect(page.get_by_role("button", name="Kopieer")).to_be_visible()
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn account")
    log_out(page)
    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn account")


def test_a_passkey_is_a_second_step_after_the_password(page_at: PageAt, counsellor: User) -> None:
    page = page_at(1280)
    give_authenticator(page)
    enrol(page, counsellor)
    log_out(page)
    give_password(page, counsellor)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tweede stap")
    page.get_by_role("button", name="Gebruik een passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn account")


def test_a_device_that_gives_no_passkey_says_so(page_at: PageAt, counsellor: User) -> None:
    page = page_at(1280)
    device = give_authenticator(page)
    enrol(page, counsellor)
    log_out(page)
    device.forget_finger()
    page.get_by_role("button", name="Inloggen met een passkey").click()
    status = page.locator("[data-passkey-status]")
    expect(status).to_contain_text("Er is geen passkey gebruikt")


def test_a_passkey_can_be_renamed_and_removed(page_at: PageAt, counsellor: User) -> None:
    page = page_at(1280)
    give_authenticator(page)
    enrol(page, counsellor)
    page.goto("/inloggen/tweede-stap/passkeys/")
    page.get_by_role("link", name="Geef Mijn laptop een andere naam").click()
    page.get_by_label("Naam").fill("Werk")
    page.get_by_role("button", name="Bewaar de naam").click()
    page.get_by_role("link", name="Haal Werk weg").click()
    page.get_by_role("button", name="Ja, haal de passkey weg").click()
    expect(page.get_by_text("Dit is je enige tweede stap")).to_be_visible()
    factors.add_totp(counsellor)
    page.get_by_role("link", name="Haal Werk weg").click()
    page.get_by_role("button", name="Ja, haal de passkey weg").click()
    expect(page.get_by_text("De passkey is weggehaald.")).to_be_visible()
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_the_pages_of_an_account_are_accessible_and_fit_a_phone(
    page_at: PageAt, counsellor: User
) -> None:
    page = page_at(NARROW)
    give_authenticator(page)
    page.goto("/inloggen/")
    assert (axe(page), overflow(page)) == ([], 0)
    enrol(page, counsellor)
    assert (axe(page), overflow(page)) == ([], 0)
    for address in (
        "account/",
        "e-mail/",
        "wachtwoord/wijzigen/",
        "wachtwoord/vergeten/",
        "bevestigen/",
        "nieuw/",
        "uitnodiging/",
        "tweede-stap/",
        "tweede-stap/app/",
        "tweede-stap/herstelcodes/",
        "tweede-stap/herstelcodes/nieuw/",
        "tweede-stap/passkeys/",
        "tweede-stap/passkeys/nieuw/",
        "school/",
    ):
        page.goto(f"/inloggen/{address}")
        assert (address, axe(page), overflow(page)) == (address, [], 0)


def test_without_script_an_app_with_codes_does_it_all(page_at: PageAt, counsellor: User) -> None:
    page = page_at(1280, js=False)
    give_password(page, counsellor)
    page.get_by_label("Code").fill(mailed_code())
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("link", name="Stel de app in").click()
    secret = page.locator("[data-letters]").inner_text().replace(" ", "")
    page.get_by_label("Code uit de app").fill(factors.code_of(secret))
    page.get_by_role("button", name="Zet de app aan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je herstelcodes")
    assert policy.has_own_factor(counsellor)
