"""Every view breaks with a report in its hands: no page and no log line says what it held (P1)."""

import functools
import io
import itertools
import logging
import logging.config
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.template.base import Template
from django.test import Client
from rest_framework.views import APIView

from schools.registry.models import School
from stagebaken.web.anonymity import is_anonymous_path
from tests.attacks import staff
from tests.attacks.addresses import addresses, paths
from tests.attacks.story import Told, tell
from tests.cast import Member, make_recovery, make_team, zeewaarde
from tests.reports.intake.journey import Reporter

pytestmark = pytest.mark.django_db
CANARY = "kanarie-4711"
ASKED = "kanarie-gevraagd"  # a page may repeat its own address, in a link to the other language
# What a request can carry of somebody's secrets.
FORM = {"text": CANARY, "code": CANARY, "account": CANARY, "passphrase": CANARY, "receipt": CANARY}
COOKIES = ("__Host-dossier", "__Host-draft", "kanarie")
HEADERS = {"user-agent": CANARY, "referer": f"https://testserver/{CANARY}", "x-kanarie": CANARY}
WORD = "albatros"  # in everything that the report of `told` holds


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that any logger writes, as settings.LOGGING writes it."""
    before = logging.root.handlers[:]
    logging.config.dictConfig(settings.LOGGING)
    [handler] = [one for one in logging.root.handlers if one not in before]
    assert isinstance(handler, logging.StreamHandler)
    written = io.StringIO()
    handler.setStream(written)
    yield written
    logging.root.handlers[:] = before


@pytest.fixture
def mehmet() -> Member:
    mehmet, *_ = make_team(zeewaarde())
    return mehmet


@pytest.fixture
def told(mehmet: Member) -> Told:
    school = School.objects.get()
    make_recovery(school)
    return tell(school, mehmet, word=WORD)


def break_everything(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put a failure in the place of every view; return where they are."""
    found = addresses()
    for _, pattern in found:
        monkeypatch.setattr(pattern, "callback", breaking(pattern.callback))
    return [address for address, _ in found]


def breaking(view: Callable[..., Any]) -> Callable[..., NoReturn]:
    @functools.wraps(view)
    def broken(request: HttpRequest, *_: Any, **__: Any) -> NoReturn:
        account = f"{CANARY} {request.POST.get('text')}"
        cookies = dict(request.COOKIES)
        raise ValueError(account, cookies) from KeyError(account)

    return broken


def visitor(client: Client) -> Client:
    client.raise_request_exception = False
    for name in COOKIES:
        client.cookies[name] = CANARY
    return client


def test_every_view_that_breaks_says_nothing(
    mehmet: Member, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    clients = [visitor(Client()), visitor(staff.unlocked(mehmet))]
    found = break_everything(monkeypatch)
    assert len(found) > 100
    broken: set[str] = set()
    for address, client in itertools.product(found, clients):
        for answer in (
            client.get(f"{address}?q={ASKED}", headers=HEADERS),
            client.post(f"{address}?q={ASKED}", FORM, headers=HEADERS),
        ):
            page = answer.content.decode()
            assert CANARY not in page, address
            assert "Traceback" not in page, address
            assert "ValueError" not in page, address
            if answer.status_code == 500:
                broken.add(address)
    assert set(found) - broken == set(), "views that were never reached"
    assert log.getvalue().count("ValueError") >= len(found)
    for word in (CANARY, ASKED, "Traceback"):
        assert word not in log.getvalue()


def test_every_api_view_that_breaks_inside_answers_with_a_problem(
    mehmet: Member, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: APIView, request: Any, *_: Any, **__: Any) -> NoReturn:
        raise ValueError(CANARY, request.data)

    monkeypatch.setattr(APIView, "initial", fail)
    found = [path for path in paths() if path.startswith("/api/")]
    assert len(found) >= 7
    client = visitor(staff.unlocked(mehmet))
    for address in found:
        answer = client.post(f"{address}?q={ASKED}", FORM, "application/json", headers=HEADERS)
        assert answer.status_code == 500, address
        assert answer.headers["Content-Type"] == "application/problem+json"
        for word in (CANARY, ASKED):
            assert word not in answer.content.decode()
            assert word not in log.getvalue()


PAGES = ("/dossier/inhoud/", "/dossier/wens/", "/dossier/naam/", "/en/dossier/intrekken/")


def test_a_template_that_breaks_over_a_report_says_nothing(
    told: Told, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even the page about the error breaks: it falls back to bare words."""
    unfinished = Reporter()
    unfinished.tell(verhaal={"account": WORD})

    def fail(self: Template, context: Any) -> NoReturn:
        raise ValueError(WORD, context.flatten())

    monkeypatch.setattr(Template, "render", fail)
    asked = [(told.reporter, page) for page in PAGES]
    asked += [(unfinished.client, f"/melden/{page}/") for page in ("verhaal", "controle", "naam")]
    asked += [(told.team, page) for page in (told.url, "/zaken/", f"{told.url}afstand/")]
    for client, address in asked:
        client.raise_request_exception = False
        answer = client.get(address)
        assert answer.status_code == 500, address
        assert WORD not in answer.content.decode()
        assert "ValueError" not in answer.content.decode()
    assert "ValueError" in log.getvalue()
    assert WORD not in log.getvalue()
    assert told.receipt not in log.getvalue()


@pytest.mark.parametrize("verb", ["seal", "unseal"])
def test_an_envelope_that_breaks_in_mid_air_says_nothing(
    told: Told, log: io.StringIO, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    """The innermost line knows the most: keys, plaintext, all of it in local variables."""

    def fail(key: bytes, content: bytes, **context: Any) -> NoReturn:
        raise OSError(key.hex(), content, WORD, context)

    monkeypatch.setattr(f"stagebaken.vault.envelope.{verb}", fail)
    key = told.filed.receipt_keys.wrapping_key.hex()
    told.reporter.raise_request_exception = told.team.raise_request_exception = False
    answers = [
        told.reporter.post("/dossier/bericht/", {"text": CANARY}),
        told.team.post(f"{told.url}antwoord/", {"text": CANARY}),
        told.team.post(f"{told.url}notitie/", {"text": CANARY}),
    ]
    assert 500 in {answer.status_code for answer in answers}
    for text in (log.getvalue(), *(answer.content.decode() for answer in answers)):
        for secret in (WORD, key, told.receipt):
            assert secret not in text
    assert CANARY not in log.getvalue()


def test_an_error_page_knows_whether_it_is_anonymous(
    mehmet: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is signed in must not be named on a page of the reporter, not even a broken one."""
    client = visitor(staff.unlocked(mehmet))
    for address in break_everything(monkeypatch):
        if is_anonymous_path(address):
            assert mehmet.user.name not in client.get(address).content.decode()
