"""An unlocked key lives in one session, opens with one cookie, and ends in time."""

import time
from base64 import urlsafe_b64decode
from collections.abc import Callable

import pytest
from django.contrib.auth import login, logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse

from stagebaken.accounts.models import User
from stagebaken.vault import sessions, wrapping
from stagebaken.vault.errors import (
    NotOnKeyring,
    UntrustedRecipient,
    VaultLocked,
    WrongPassphrase,
)
from stagebaken.vault.models import Recipient, RecipientState, Vault
from tests.stagebaken.vault.conftest import MakeMember, Member

COOKIE = "__Host-vault"


class Browser:
    """A signed-in browser: keeps its session and cookies between requests."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.cookies: dict[str, str] = {}
        session = SessionStore()
        session.create()
        self.session_key = session.session_key

    def visit(self, view: Callable[[HttpRequest], object]) -> HttpResponse:
        """Send a request through the middleware and keep what comes back."""
        request = HttpRequest()
        request.session = SessionStore(self.session_key)
        request.user = self.user
        request.COOKIES = dict(self.cookies)

        def respond(request: HttpRequest) -> HttpResponse:
            view(request)
            return HttpResponse()

        try:
            response = sessions.VaultCookieMiddleware(respond)(request)
        finally:
            request.session.save()
            self.session_key = request.session.session_key
        assert isinstance(response, HttpResponse)
        self._keep(response)
        return response

    def _keep(self, response: HttpResponse) -> None:
        for name, morsel in response.cookies.items():
            self.cookies.pop(name, None)
            if morsel["max-age"] != 0:
                self.cookies[name] = morsel.value

    def unlock(self, member: Member) -> HttpResponse:
        return self.visit(
            lambda request: sessions.unlock(request, member.recipient, member.passphrase)
        )

    def unlocked(self) -> sessions.UnlockedMember:
        found: list[sessions.UnlockedMember] = []
        self.visit(lambda request: found.append(sessions.unlocked(request)))
        return found[0]

    def row(self) -> bytes:
        return Session.objects.get(pk=self.session_key).session_data.encode()

    def is_locked(self) -> bool:
        try:
            self.unlocked()
        except VaultLocked:
            return True
        return False


@pytest.fixture
def browser(anna: Member) -> Browser:
    return Browser(anna.user)


def test_an_unlocked_member_has_the_key_at_the_next_request(browser: Browser, anna: Member) -> None:
    browser.unlock(anna)
    member = browser.unlocked()
    assert member.recipient == anna.recipient
    assert member.private_key == anna.private


def test_within_the_request_that_unlocks_the_key_is_at_hand(browser: Browser, anna: Member) -> None:
    def unlock_and_use(request: HttpRequest) -> None:
        sessions.unlock(request, anna.recipient, anna.passphrase)
        assert sessions.unlocked(request).private_key == anna.private

    browser.visit(unlock_and_use)


def test_without_unlocking_the_vault_is_locked(browser: Browser) -> None:
    assert browser.is_locked()


def test_the_cookie_is_strict_and_ends_with_the_browser(browser: Browser, anna: Member) -> None:
    cookie = browser.unlock(anna).cookies[COOKIE]
    assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Strict", "/", "")
    assert cookie["secure"] is cookie["httponly"] is True
    assert (cookie["max-age"], cookie["expires"]) == ("", "")


def test_unlocking_rotates_the_session(browser: Browser, anna: Member) -> None:
    before = browser.session_key
    browser.unlock(anna)
    assert browser.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_the_session_row_holds_no_secret(browser: Browser, anna: Member) -> None:
    browser.unlock(anna)
    entry = SessionStore(browser.session_key)["vault"]
    stored = urlsafe_b64decode(entry["sealed"])
    secret = urlsafe_b64decode(browser.cookies[COOKIE])
    for part in (anna.private, anna.private[:64], anna.private[64:], secret):
        assert part not in stored
        assert part not in browser.row()
    assert browser.cookies[COOKIE] not in str(entry)
    assert anna.passphrase not in str(entry)


def test_without_the_cookie_the_row_opens_nothing(browser: Browser, anna: Member) -> None:
    browser.unlock(anna)
    kept = browser.cookies.pop(COOKIE)
    assert browser.is_locked()
    # A link from a mail comes without a strict cookie: that must not lock anybody out.
    browser.cookies[COOKIE] = kept
    assert not browser.is_locked()


@pytest.mark.parametrize("value", ["", "A", "é", "AAAA", "A" * 44, "\x00"])
def test_another_cookie_opens_nothing(browser: Browser, anna: Member, value: str) -> None:
    browser.unlock(anna)
    browser.cookies[COOKIE] = value
    assert browser.is_locked()


def test_a_row_copied_to_another_session_opens_nothing(browser: Browser, anna: Member) -> None:
    browser.unlock(anna)
    thief = Browser(anna.user)
    session = SessionStore(thief.session_key)
    session["vault"] = SessionStore(browser.session_key)["vault"]
    session.save()
    thief.cookies = dict(browser.cookies)
    assert thief.is_locked()


def test_a_row_copied_to_another_users_session_opens_nothing(
    browser: Browser, anna: Member, bilal: Member
) -> None:
    browser.unlock(anna)
    browser.user = bilal.user
    assert browser.is_locked()


def test_a_wrong_passphrase_unlocks_nothing(browser: Browser, anna: Member) -> None:
    with pytest.raises(WrongPassphrase):
        browser.visit(lambda request: sessions.unlock(request, anna.recipient, "wrong words"))
    assert browser.is_locked()
    assert COOKIE not in browser.cookies


def test_nobody_unlocks_the_key_of_somebody_else(browser: Browser, bilal: Member) -> None:
    with pytest.raises(NotOnKeyring):
        browser.unlock(bilal)


@pytest.mark.parametrize(
    "state", [RecipientState.KEYED, RecipientState.SUSPENDED, RecipientState.LEFT]
)
def test_only_an_admitted_member_unlocks(
    browser: Browser, anna: Member, state: RecipientState
) -> None:
    anna.recipient.state = state
    with pytest.raises(NotOnKeyring):
        browser.unlock(anna)


def test_a_puppet_without_a_signature_cannot_unlock(browser: Browser, anna: Member) -> None:
    anna.recipient.mac = None
    with pytest.raises(UntrustedRecipient):
        browser.unlock(anna)


def test_unlocking_notices_a_swapped_public_key(
    browser: Browser, anna: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even when whoever swapped it has the installation's secret and signed it."""
    anna.recipient.public_key = wrapping.generate_key_pair().public
    monkeypatch.setattr("stagebaken.vault.roster.is_trusted", lambda _record: True)
    with pytest.raises(UntrustedRecipient):
        browser.unlock(anna)


def test_suspending_a_member_locks_at_once(browser: Browser, anna: Member) -> None:
    browser.unlock(anna)
    Recipient.objects.update(state=RecipientState.SUSPENDED)
    assert browser.is_locked()


def test_thirty_minutes_without_use_lock(
    browser: Browser, anna: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.unlock(anna)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 31 * 60)
    assert browser.is_locked()
    monkeypatch.setattr(time, "time", lambda: now)
    assert browser.is_locked()


def test_use_keeps_it_open(browser: Browser, anna: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    browser.unlock(anna)
    now = time.time()
    for minutes in (20, 40, 60, 80):
        monkeypatch.setattr(time, "time", lambda at=now + minutes * 60: at)
        assert not browser.is_locked()


def test_locking_takes_the_row_and_the_cookie(browser: Browser, anna: Member) -> None:
    browser.unlock(anna)
    kept = dict(browser.cookies)
    browser.visit(sessions.lock)
    assert COOKIE not in browser.cookies
    assert "vault" not in SessionStore(browser.session_key)
    browser.cookies = kept
    assert browser.is_locked()


def test_the_deleting_cookie_is_one_that_browsers_accept(browser: Browser, anna: Member) -> None:
    browser.unlock(anna)
    cookie = browser.visit(sessions.lock).cookies[COOKIE]
    assert cookie["secure"] is True
    assert (cookie["path"], cookie["max-age"]) == ("/", 0)


def test_unlocking_elsewhere_locks_here(browser: Browser, anna: Member) -> None:
    browser.unlock(anna)
    elsewhere = Browser(anna.user)
    elsewhere.unlock(anna)
    assert browser.is_locked()
    assert not elsewhere.is_locked()


def test_a_log_in_elsewhere_locks_here(browser: Browser, anna: Member) -> None:
    browser.unlock(anna)
    Browser(anna.user).visit(
        lambda request: login(request, anna.user, "django.contrib.auth.backends.ModelBackend")
    )
    assert browser.is_locked()


def test_a_log_in_of_somebody_else_locks_nobody(
    browser: Browser, anna: Member, bilal: Member
) -> None:
    browser.unlock(anna)
    Browser(bilal.user).visit(
        lambda request: login(request, bilal.user, "django.contrib.auth.backends.ModelBackend")
    )
    assert not browser.is_locked()


def test_logging_out_takes_the_row_and_the_cookie(browser: Browser, anna: Member) -> None:
    browser.unlock(anna)
    before = browser.session_key
    browser.visit(logout)
    assert COOKIE not in browser.cookies
    assert not Session.objects.filter(pk=before).exists()


def test_a_member_of_two_vaults_has_one_open_at_a_time(
    browser: Browser, anna: Member, make_member: MakeMember
) -> None:
    second = make_member(into=Vault.objects.create(), user=anna.user)
    browser.unlock(anna)
    browser.unlock(second)
    assert browser.unlocked().recipient == second.recipient


def test_the_passphrase_is_asked_again_before_a_step_that_reaches_further(
    browser: Browser, anna: Member
) -> None:
    browser.unlock(anna)
    browser.visit(lambda request: sessions.confirm(request, anna.passphrase))
    with pytest.raises(WrongPassphrase):
        browser.visit(lambda request: sessions.confirm(request, "wrong words"))


def test_asking_again_unlocks_nothing(browser: Browser, anna: Member) -> None:
    with pytest.raises(VaultLocked):
        browser.visit(lambda request: sessions.confirm(request, anna.passphrase))


def test_an_anonymous_visitor_unlocks_nothing(browser: Browser, anna: Member) -> None:
    browser.user = AnonymousUser()  # type: ignore[assignment]
    with pytest.raises(NotOnKeyring):
        browser.unlock(anna)
    assert browser.is_locked()


def test_a_request_without_the_vault_sets_no_cookie(browser: Browser) -> None:
    assert not browser.visit(lambda request: None).cookies
