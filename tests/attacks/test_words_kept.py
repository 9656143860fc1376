"""What somebody typed before their session ended comes back in the page, and lies nowhere else."""

import logging
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from reports.casework.models import Case
from schools.registry.models import School
from stagebaken.accounts import factors
from tests.attacks import canaries, staff
from tests.cast import PASSPHRASE, PASSWORD, Member, make_recovery, make_team, zeewaarde
from tests.reports.filing import file
from tests.stagebaken.ui.markup import Page

pytestmark = pytest.mark.django_db

WORDS = 'Ik geloof je, zei "Kanariepiet" <b>en</b> zweeg.\nMorgen bellen we.'
HERE = {"origin": "http://testserver"}
Form = dict[str, Any]


@pytest.fixture
def school() -> School:
    return zeewaarde()


@pytest.fixture
def mehmet(school: School) -> Member:
    mehmet, *_ = make_team(school)
    make_recovery(school)
    return mehmet


@pytest.fixture
def path(school: School, mehmet: Member) -> str:
    return f"/zaken/{Case.objects.get(dossier=file(school).dossier).pk}/antwoord/"


@pytest.fixture
def browser(mehmet: Member) -> Client:
    """Strict as a real one, at work, with a page of a case open."""
    return staff.unlocked(mehmet, enforce_csrf_checks=True)


def typed(browser: Client, path: str) -> Form:
    """The form of the case's page, filled in."""
    page = Page(browser.get(path.removesuffix("antwoord/")).content.decode())
    [once] = [one.attrs["value"] for one in page.all("input", name="once")][:1]
    return {"csrfmiddlewaretoken": token(page), "once": once, "text": WORDS}


def token(page: Page) -> str:
    return page.all("input", name="csrfmiddlewaretoken")[0].attrs["value"]


def hidden(answer: HttpResponse) -> Form:
    """What the form that holds the words sends as it stands."""
    page = Page(answer.content.decode())
    return {
        one.attrs["name"]: one.attrs.get("value", "") for one in page.all("input", type="hidden")
    }


def post(browser: Client, path: str, form: Form, **headers: str) -> Any:
    return browser.post(path, form, headers=HERE | headers)


def end_session() -> None:
    """Eight hours later."""
    Session.objects.all().delete()


def give_password(browser: Client, member: Member) -> None:
    address = {"user": member.user, "email": member.user.email, "verified": True}
    EmailAddress.objects.get_or_create(**address, primary=True)
    page = Page(browser.get("/inloggen/").content.decode())
    form = {"login": member.user.email, "password": PASSWORD, "csrfmiddlewaretoken": token(page)}
    assert post(browser, "/inloggen/", form).status_code == 302


def sign_in_in_another_tab(browser: Client, member: Member) -> None:
    """By the pages, so that the token changes as it does for people."""
    before = browser.cookies[settings.CSRF_COOKIE_NAME].value
    give_password(browser, member)
    page = Page(browser.get("/inloggen/tweede-stap/code/").content.decode())
    form = {"code": factors.totp_code(member.user), "csrfmiddlewaretoken": token(page)}
    assert post(browser, "/inloggen/tweede-stap/code/", form).status_code == 302
    assert browser.cookies[settings.CSRF_COOKIE_NAME].value != before


def test_words_that_were_typed_before_the_session_ended_reach_the_reporter_once(
    browser: Client, mehmet: Member, school: School, path: str
) -> None:
    form = typed(browser, path)
    end_session()

    away = post(browser, path, form)
    assert away.status_code == 403
    assert hidden(away)["text"].splitlines() == WORDS.splitlines()
    still_away = post(browser, path, hidden(away))
    assert still_away.status_code == 403
    assert "nog niet ingelogd" in still_away.content.decode()
    sign_in_in_another_tab(browser, mehmet)
    back = post(browser, path, hidden(still_away))
    assert back.status_code == 403
    assert hidden(back)["csrfmiddlewaretoken"] != hidden(away)["csrfmiddlewaretoken"]
    sent = post(browser, path, hidden(back) | {"kluis-wachtzin": PASSPHRASE})

    assert sent.status_code == 302
    again = post(browser, path, hidden(back) | {"kluis-wachtzin": PASSPHRASE})
    assert again.status_code == 302
    case = Case.objects.get()
    page = browser.get(f"/zaken/{case.pk}/").content.decode()
    assert page.count("Kanariepiet") == 1


def test_words_that_were_kept_lie_in_no_table_address_cache_or_log(
    browser: Client, mehmet: Member, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    form = typed(browser, path)
    end_session()

    away = post(browser, path, form)
    sign_in_in_another_tab(browser, mehmet)
    back = post(browser, path, hidden(away))

    word = {"word": list(canaries.texts("Kanariepiet"))}
    assert canaries.traces(word, canaries.tables()) == []
    assert "Kanariepiet" not in caplog.text
    for answer in (away, back):
        page = Page(answer.content.decode())
        addresses = [
            one.attrs.get(name, "") for one in page.elements for name in ("href", "action")
        ]
        assert not [address for address in addresses if "Kanariepiet" in address]
        assert "no-store" in answer["Cache-Control"]
        assert "Kanariepiet" not in str(answer.headers) + str(answer.cookies)
        assert "<b>en</b>" not in answer.content.decode()


@pytest.mark.parametrize("origin", ["https://kwaad.example", "null", ""])
def test_words_of_another_site_do_not_come_back_with_a_token(
    browser: Client, path: str, origin: str
) -> None:
    """Attack: a page elsewhere sends its own words; one press later they would be the member's."""
    form = typed(browser, path) | {"csrfmiddlewaretoken": "x" * 64}
    for is_away in (False, True):
        if is_away:
            end_session()
        answer = browser.post(path, form, headers={"origin": origin} if origin else {})
        assert answer.status_code == 403
        assert "Kanariepiet" not in answer.content.decode()


@pytest.mark.parametrize("field", ["kluis-wachtzin", "passphrase"])
def test_a_passphrase_never_comes_back(browser: Client, path: str, field: str) -> None:
    """The one that opens the vault on the way, and the one that a step outward asks for again."""
    form = typed(browser, path) | {field: PASSPHRASE}
    browser.post("/zaken/kluis/sluiten/", form, headers=HERE)
    wrong = form | {"kluis-wachtzin": f"{PASSPHRASE} not"}
    closed = post(browser, path, wrong)
    end_session()
    away = post(browser, path, form)
    old = post(browser, path, form | {"csrfmiddlewaretoken": "x"})

    assert [answer.status_code for answer in (closed, away, old)] == [409, 403, 403]
    for answer in (closed, away, old):
        assert "Kanariepiet" in answer.content.decode()
        assert PASSPHRASE not in answer.content.decode()


def test_who_gave_only_a_password_learns_nothing_and_loses_nothing(
    browser: Client, mehmet: Member, path: str
) -> None:
    """No case is looked up for the page: it reads the same where there is none."""
    form = typed(browser, path)
    end_session()
    away = post(browser, path, form)
    give_password(browser, mehmet)
    half = post(browser, path, hidden(away))
    nowhere = "/zaken/00000000-0000-4000-8000-000000000000/antwoord/"
    elsewhere = post(browser, nowhere, hidden(away))

    assert half.status_code == elsewhere.status_code == 403
    assert "Kanariepiet" in half.content.decode()
    assert len(half.content) == len(elsewhere.content)
    answer = post(browser, path, hidden(half) | {"kluis-wachtzin": PASSPHRASE})
    assert not Case.objects.get().dossier.messages.exists()
    assert answer.status_code in {302, 403}


def test_a_chosen_file_is_said_to_be_gone(browser: Client, path: str) -> None:
    form = typed(browser, path)
    end_session()
    letter = SimpleUploadedFile("brief.txt", b"Een brief.")
    assert (
        "Kies het daarna nog een keer"
        in post(browser, path, form | {"file": letter}).content.decode()
    )


def test_a_button_without_words_leads_to_signing_in_as_before(browser: Client, path: str) -> None:
    form = typed(browser, path)
    form.pop("text")
    end_session()
    answer = post(browser, reverse("casework:acknowledge", args=[Case.objects.get().pk]), form)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/inloggen/")
