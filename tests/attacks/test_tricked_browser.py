"""Another site, or whoever had the browser before, makes it do something (forgery, fixation)."""

import re
from http.cookies import Morsel
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.test import Client

from reports.casework.models import Case, CaseEvent, Note
from reports.dossiers.models import Message, Report
from reports.intake.models import Draft
from schools.registry.models import School
from stagebaken.accounts import factors
from stagebaken.vault.models import Dossier, Wrap
from tests.attacks import staff
from tests.attacks.addresses import addresses, paths
from tests.attacks.story import Told, tell
from tests.cast import (
    PASSPHRASE,
    PASSWORD,
    Member,
    make_administrator,
    make_recovery,
    make_team,
    zeewaarde,
)
from tests.reports.intake.journey import Reporter

pytestmark = pytest.mark.django_db
EVIL = (
    "https://kwaad.example/", "//kwaad.example/", "/\\kwaad.example", "\\\\kwaad.example",
    "https:kwaad.example", "https:///kwaad.example", "http://kwaad.example\\@testserver/",
    "/\t/kwaad.example", "\t//kwaad.example", "javascript:alert(1)", "data:text/html,x",
    "//testserver@kwaad.example/", "https://testserver.kwaad.example/", "///kwaad.example",
)  # fmt: skip


@pytest.fixture
def mehmet() -> Member:
    school = zeewaarde()
    mehmet, *_ = make_team(school)
    make_recovery(school)
    return mehmet


@pytest.fixture
def told(mehmet: Member) -> Told:
    return tell(School.objects.get(), mehmet)


# Forged requests


def test_no_view_takes_a_form_without_its_token(mehmet: Member) -> None:
    strict = [
        Client(enforce_csrf_checks=True),
        staff.unlocked(mehmet, enforce_csrf_checks=True),
    ]
    found = addresses()
    pages = [path for path, _ in found if not path.startswith("/api/")]
    assert len(pages) > 100
    for path in pages:
        for client in strict:
            assert client.post(path, {"text": "x"}).status_code == 403, path
    exempt = {path for path, pattern in found if getattr(pattern.callback, "csrf_exempt", False)}
    assert not {path for path in exempt if not path.startswith("/api/v1/")}


@pytest.mark.parametrize("origin", ["https://kwaad.example", "null", "http://testserver:81"])
def test_a_token_from_another_site_is_not_enough(told: Told, origin: str) -> None:
    told.reporter.handler.enforce_csrf_checks = True
    token = told.reporter.get("/dossier/inhoud/").context["csrf_token"]
    form = {"csrfmiddlewaretoken": str(token), "text": "Van elders"}
    forged = told.reporter.post("/dossier/bericht/", form, headers={"origin": origin})
    assert forged.status_code == 403
    mine = told.reporter.post("/dossier/bericht/", form, headers={"origin": "http://testserver"})
    assert mine.status_code == 302


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_a_form_of_another_site_cannot_speak_to_the_api(told: Told, kind: str) -> None:
    """What a page can send elsewhere without being asked is none of these addresses' language."""
    body = f'{{"receipt": "{told.receipt}", "text": "Van elders"}}'
    for path in ("/api/v1/dossier/open/", "/api/v1/dossier/messages/", "/api/v1/reports/"):
        assert Client().post(path, body, content_type=kind).status_code == 415, path


def test_the_apis_take_no_notice_of_who_is_signed_in(told: Told) -> None:
    """So a forged request has no power of the browser's owner to use."""
    for path, pattern in addresses():
        view = getattr(pattern.callback, "cls", None)
        if path.startswith("/api/v1/") and hasattr(view, "post"):
            assert not tuple(getattr(view, "authentication_classes", ())), path


# Methods


def state() -> dict[str, list[Any]]:
    """What nobody may change by following a link."""
    models = (Report, Message, Note, Case, CaseEvent, Wrap, Dossier, Draft)
    return {model.__name__: sorted(map(str, model._base_manager.values_list())) for model in models}


def test_following_links_changes_nothing(told: Told) -> None:
    visitor = Reporter()
    visitor.tell("school", "verhaal", "wens")
    administrator = staff.signed_in(make_administrator(School.objects.get()))
    owners = {
        "/dossier/": told.reporter,
        "/melden/": visitor.client,
        "/zaken/": told.team,
        "/beheer/": administrator,
    }
    before = state()
    for path in paths():
        own = re.sub("^/zaken/[0-9a-f-]{36}/", told.url, path)
        for start, client in owners.items():
            if own.startswith(start):
                client.get(own)
                client.get(f"{own}?text=x&wish=keep&exclude=x&remove=1&confirm=1&ga=weg")
                client.head(own)
    assert state() == before


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_no_other_method_does_anything(told: Told, method: str) -> None:
    before = state()
    for client in (told.reporter, told.team):
        for path in (*paths(), told.url, f"{told.url}antwoord/", f"{told.url}afstand/"):
            answer = getattr(client, method)(path, headers={"x-http-method-override": "POST"})
            assert answer.status_code < 500, path
    assert state() == before


def test_a_get_that_calls_itself_a_post_is_a_get(told: Told) -> None:
    before = state()
    headers = {"x-http-method-override": "POST", "x-method-override": "POST"}
    for path in ("/dossier/intrekken/", "/dossier/bericht/", "/melden/code/"):
        told.reporter.get(f"{path}?_method=POST&text=x", headers=headers)
    assert state() == before


# Fixation


def test_signing_in_and_unlocking_each_give_a_new_session(mehmet: Member) -> None:
    client = Client()
    client.get("/inloggen/")
    planted = give_session(client)
    sign_in_by_page(client, mehmet)
    signed_in = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert signed_in != planted
    client.cookies["__Host-vault"] = "A" * 43 + "="
    answer = client.post("/zaken/kluis/openen/", {"passphrase": PASSPHRASE})
    assert answer.status_code == 302
    assert client.cookies[settings.SESSION_COOKIE_NAME].value not in {planted, signed_in}
    assert client.cookies["__Host-vault"].value != "A" * 43 + "="
    # Whoever planted the session, or saw it before it was unlocked, has nothing.
    for old in (planted, signed_in):
        thief = Client()
        thief.cookies[settings.SESSION_COOKIE_NAME] = old
        thief.cookies["__Host-vault"] = client.cookies["__Host-vault"].value
        assert thief.get("/zaken/").status_code == 302


def give_session(client: Client) -> str:
    """A session that somebody else knows, in the browser of the victim."""
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    return str(session.session_key)


def sign_in_by_page(client: Client, member: Member, **more: str) -> Any:
    """Password, then the code of the authenticator app; returns the last answer."""
    EmailAddress.objects.get_or_create(
        user=member.user, email=member.user.email, primary=True, verified=True
    )
    Authenticator.objects.filter(user=member.user).delete()  # a code is good for one use
    factors.add_totp(member.user)
    form = {"login": member.user.email, "password": PASSWORD} | more
    answer = client.post("/inloggen/", form)
    assert answer.status_code == 302, answer.content.decode()
    code = {"code": factors.totp_code(member.user)}
    return client.post(answer["Location"], code)


def test_a_planted_secret_is_not_taken_for_a_draft() -> None:
    zeewaarde()
    visitor = Reporter()
    planted = "A" * 43 + "="
    visitor.client.cookies["__Host-draft"] = planted
    visitor.answer("school")
    assert visitor.client.cookies["__Host-draft"].value != planted


@pytest.mark.parametrize(
    "value", ["", "A" * 43 + "=", "é" * 40, "=" * 5, "x" * 5000, "%00", '"', "AAAA" * 300]
)
def test_invented_cookies_open_nothing_and_break_nothing(mehmet: Member, value: str) -> None:
    client = staff.signed_in(mehmet.user)
    for name in ("__Host-dossier", "__Host-draft", "__Host-vault"):
        client.cookies[name] = value
    for path in ("/dossier/", "/dossier/inhoud/", "/melden/", "/melden/controle/", "/zaken/",
                 "/zaken/kluis/", "/dossier/wie/", "/melden/code/"):  # fmt: skip
        assert client.get(path).status_code in {200, 302}, path
    assert client.get("/dossier/inhoud/").status_code == 302
    assert client.post("/dossier/bericht/", {"text": "x"}).status_code == 409


def test_a_closed_vault_leaves_nothing_behind_in_the_browser(told: Told) -> None:
    told.team.post("/zaken/kluis/sluiten/")
    assert not told.team.cookies["__Host-vault"].value
    assert "vault" not in told.team.session
    assert told.team.get(told.url).status_code == 302


def test_the_quick_exit_takes_draft_and_dossier_along(told: Told) -> None:
    visitor = Reporter(client=told.reporter)
    visitor.tell("school", "verhaal")
    answer = told.reporter.get("/verlaat/")
    assert {name for name, morsel in answer.cookies.items() if not morsel.value} >= {
        "__Host-draft",
        "__Host-dossier",
    }
    assert told.reporter.get("/dossier/inhoud/").status_code == 302


# Redirects, hosts


def test_nobody_is_sent_to_another_site(mehmet: Member) -> None:
    places = ("/zaken/kluis/openen/", "/inloggen/tweede-stap/bevestigen/", "/inloggen/bevestigen/")
    for target in EVIL:
        client = Client()
        assert_ours(sign_in_by_page(client, mehmet, next=target))
        for path in places:
            for form in ({"passphrase": PASSPHRASE, "next": target}, {"passphrase": PASSPHRASE}):
                assert_ours(client.post(path, form, query_params={"next": target}))
            assert_ours(client.get(path, query_params={"next": target}))
        assert_ours(client.post("/inloggen/uit/", {"next": target}))


def assert_ours(answer: Any) -> None:
    location = answer.headers.get("Location", "/")
    assert location.startswith("/"), location
    assert not location.startswith(("//", "/\\")), location
    assert not re.search(r"[\t\r\n\\]", location), location  # browsers drop or turn these


@pytest.mark.parametrize(
    "path",
    ["//kwaad.example/melden", "//kwaad.example", "/\\kwaad.example/zaken", "/en//kwaad.example"],
)
def test_a_missing_slash_leads_to_no_other_site(path: str) -> None:
    answer = Client().get(path)
    location = answer.headers.get("Location", "/")
    assert not location.startswith(("//", "/\\", "http")), location


@pytest.mark.parametrize("header", ["host", "x-forwarded-host", "x-host", "forwarded"])
def test_an_invented_host_is_in_no_page_and_no_mail(mehmet: Member, header: str) -> None:
    EmailAddress.objects.create(
        user=mehmet.user, email=mehmet.user.email, primary=True, verified=True
    )
    value = "host=kwaad.example" if header == "forwarded" else "kwaad.example"
    headers = {header: value}
    for path in ("/", "/melden/", "/inloggen/", "/inloggen/wachtwoord/vergeten/"):
        answer = Client().get(path, headers=headers)
        assert answer.status_code == (400 if header == "host" else 200)
        assert "kwaad" not in answer.content.decode()
    Client().post("/inloggen/wachtwoord/vergeten/", {"email": mehmet.user.email}, headers=headers)
    assert not [message for message in mail.outbox if "kwaad" in str(message.message())]
    assert bool(mail.outbox) == (header != "host")


# Headers and cookies of every answer


def test_every_answer_keeps_itself_out_of_caches_and_frames(told: Told) -> None:
    administrator = staff.signed_in(make_administrator(School.objects.get()))
    owners = {"/dossier/": told.reporter, "/zaken/": told.team, "/beheer/": administrator}
    for client in owners.values():
        client.raise_request_exception = False
    own = (told.url, f"{told.url}stukken/{told.attachment.pk}/",
           f"/dossier/stukken/{told.attachment.pk}/", "/nergens/", "/zaken/nergens/")  # fmt: skip
    for path in (*paths(), *own):
        owner = next((owners[start] for start in owners if path.startswith(start)), told.team)
        for client in (Client(raise_request_exception=False), owner):
            for answer in (client.get(path), client.post(path, {"text": "x"})):
                where = f"{path} {answer.status_code}"
                assert "no-store" in answer.headers["Cache-Control"], where
                assert answer.headers["X-Content-Type-Options"] == "nosniff", where
                assert answer.headers["X-Frame-Options"] == "DENY", where
                assert answer.headers["Referrer-Policy"] in quiet(path), where
                assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", where
                assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", where
                assert_strict(answer.headers["Content-Security-Policy"], where)
                assert not answer.headers.get("Server"), where
                assert "Set-Cookie" not in answer.headers, where
                for morsel in answer.cookies.values():
                    assert_safe_cookie(morsel)


def quiet(path: str) -> set[str]:
    """What a page may tell of its address. One with a signed link in it: nothing, to ourselves."""
    usual = {"same-origin", "no-referrer"}
    return usual | {"strict-origin"} if "/stage-evaluatie/" in path else usual


def assert_strict(policy: str, where: str) -> None:
    assert "unsafe-" not in policy, where
    assert "default-src 'none'" in policy, where
    assert "frame-ancestors 'none'" in policy or policy.startswith("sandbox"), where


def assert_safe_cookie(morsel: "Morsel[str]") -> None:
    assert morsel.key.startswith("__Host-"), morsel.key
    assert morsel["secure"], morsel.key
    assert morsel["path"] == "/", morsel.key
    assert not morsel["domain"], morsel.key
    strict = {"Lax"} if morsel.key == settings.SESSION_COOKIE_NAME else {"Strict"}
    assert morsel["samesite"] in strict, morsel.key
    if morsel.value:
        assert morsel["httponly"], morsel.key
        assert not morsel["expires"], f"{morsel.key} outlives the browser"
        assert not morsel["max-age"], f"{morsel.key} outlives the browser"
