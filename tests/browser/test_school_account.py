"""A student comes in with the account of the school: a real provider, a real browser, a phone."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import LazySettings
from django.core import mail
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from schools.students import inviting, mails
from schools.students.models import HomeOrganization
from stagebaken.settings.signing_in import oidc
from stagebaken.web.days import today
from tests import cast
from tests.browser.chromium import HEIGHT, axe, overflow
from tests.openid.provider import CLIENT, HOME, PASSWORD, SECRET
from tests.schools.students.people import make_coordinator, make_student

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def school_sign_in(
    live_server: LiveServer, settings: LazySettings, tmp_path: Path
) -> Iterator[str]:
    """The school's own provider, which knows this server as its one client."""
    # The test server has no TLS, and Playwright then takes no `__Host-` session.
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    return_to = f"{live_server.url}/inloggen/school/school/terug/"
    command = [sys.executable, "-m", "tests.openid.provider", str(tmp_path), return_to]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        settings.SOCIALACCOUNT_PROVIDERS = oidc(address, CLIENT, SECRET, "Proefschool")
        yield address
        process.terminate()


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page that may leave for the school, as no page of ours may."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 390, "height": HEIGHT}, locale="nl"
    )
    yield context.new_page()
    context.close()


def at_school(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name="Log in bij school")).to_be_visible()
    page.locator("#id_username").fill(name)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def look(page: Page) -> None:
    assert axe(page) == []
    assert overflow(page) <= 0


@pytest.mark.usefixtures("school_sign_in")
def test_an_invited_student_comes_in_with_the_account_of_the_school(phone: Page) -> None:
    school = cast.zeewaarde()
    noor = make_student(school)
    HomeOrganization.objects.create(domain=HOME, school=school, confirmed_on=today())

    phone.goto("/inloggen/")
    phone.get_by_role("link", name="Inloggen met Proefschool").click()
    at_school(phone, "ilse")  # who works there
    expect(phone.get_by_text("Je school zegt niet dat je student bent.")).to_be_visible()
    look(phone)

    inviting.invite(by=make_coordinator(school), student=noor)
    mails.mail_invitation.call(str(noor.pk))
    link = next(word for word in mail.outbox[-1].body.split() if "/uitnodiging/" in word)
    phone.goto("/" + link.partition("//")[2].partition("/")[2])
    look(phone)
    phone.get_by_role("link", name="Ga verder met je schoolaccount").click()
    at_school(phone, "ilse")  # still signed in there, and asked again
    expect(phone.get_by_text("account van iemand anders")).to_be_visible()
    look(phone)
    phone.get_by_role("link", name="Terug naar je uitnodiging").click()
    phone.get_by_role("link", name="Ga verder met je schoolaccount").click()
    at_school(phone, "noor")
    expect(phone.get_by_role("heading", name="Mijn stage", level=1)).to_be_visible()
    expect(phone.get_by_text("Voortaan log je in met je schoolaccount.")).to_be_visible()
    look(phone)
    noor.refresh_from_db()
    assert noor.joined_on == today()
    assert SocialAccount.objects.get().user == noor.account
    assert "Er is een schoolaccount gekoppeld" in mail.outbox[-1].body

    phone.context.clear_cookies(name="session")
    phone.goto("/inloggen/")
    phone.get_by_role("link", name="Inloggen met Proefschool").click()
    expect(phone.get_by_role("heading", name="Mijn stage", level=1)).to_be_visible()
