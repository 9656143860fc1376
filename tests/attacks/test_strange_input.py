"""Strange input is refused or kept as text; it never becomes an error of ours.

`slow`: each strange word in every place. The default run deals them out over the places.
"""

import itertools
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from schools.registry.models import School
from tests.attacks import staff
from tests.attacks.addresses import paths
from tests.attacks.story import Told, tell
from tests.cast import PASSPHRASE, make_administrator, make_recovery, make_team, zeewaarde
from tests.reports.intake.journey import Reporter

pytestmark = pytest.mark.django_db

NUL, LONG = "kana\x00rie", "é" * 5000
STRANGE = (
    "\x00", NUL, "\u202e", LONG, "-1", "9" * 40, "1e400", "NaN", "' OR 1=1 --", "%s%n", "[]",
    "../../etc/passwd", "\r\nSet-Cookie: x=1", "null", "\ufffe", "\N{SEAL}" * 300,
)  # fmt: skip
# Every name that a page reads from its address or from a form.
NAMES = (
    "school", "q", "page", "near", "radius_km", "vetted", "pathway", "level", "crebo", "commitment",
    "toon", "next", "na", "kies", "nodig", "gelukt", "text", "once", "wish", "exclude", "outsiders",
    "name", "contact", "address", "assignee", "code", "phases", "grounds", "shapes", "account",
    "when", "when_text", "company_text", "company_id", "team", "custodians", "is_known", "known_as",
    "known_contact", "gezien", "weg", "ga", "passphrase", "kluis-wachtzin", "share", "shown",
    "email", "title", "role", "welcome_text", "acknowledge_days", "login", "password", "target",
)  # fmt: skip


@pytest.fixture
def told() -> Told:
    school = zeewaarde()
    mehmet, *_ = make_team(school)
    make_recovery(school)
    return tell(school, mehmet)


def clients(told: Told) -> list[Client]:
    visitor = Reporter()
    visitor.tell("school", "verhaal", "wens")
    administrator = staff.signed_in(make_administrator(School.objects.get()))
    found = [told.reporter, told.team, visitor.client, administrator]
    for client in found:
        client.raise_request_exception = False
    return found


def everywhere(told: Told) -> list[str]:
    steps = ("moment", "gronden", "vorm", "verhaal", "wanneer", "bedrijf", "wens", "lezers",
             "naam", "mail")  # fmt: skip
    verbs = ("", "antwoord/", "notitie/", "toewijzen/", "afstand/", "seintje/", "bevestigen/")
    return [*paths(), *(f"/melden/{one}/" for one in steps), *(f"{told.url}{one}" for one in verbs)]


def ask(told: Told, form: dict[str, str]) -> None:
    people = clients(told)
    for path in everywhere(told):
        client = people[next_client(path)]
        if path == "/readyz" or "intrekken" in path or "afstand" in path:
            continue  # not ready in a test; and these would end what the others need
        assert client.get(path, query_params=form).status_code < 500, f"GET {path}"
        assert client.post(path, form).status_code < 500, f"POST {path}"


@pytest.mark.parametrize("start", [0, len(STRANGE) // 2])
def test_strange_words_in_an_address_or_a_form_break_no_page(told: Told, start: int) -> None:
    turn = itertools.islice(itertools.cycle(STRANGE), start, None)
    ask(told, dict(zip(NAMES, turn, strict=False)))


@pytest.mark.slow
@pytest.mark.parametrize("strange", STRANGE, ids=lambda one: ascii(one)[:16])
def test_each_strange_word_in_every_place_breaks_no_page(told: Told, strange: str) -> None:
    ask(told, dict.fromkeys(NAMES, strange))


def next_client(path: str) -> int:
    starts = ("/dossier/", "/zaken/", "/melden/", "/beheer/")
    return next((place for place, start in enumerate(starts) if path.startswith(start)), 0)


@pytest.mark.parametrize("strange", [NUL, "\x1b[31m", "\u202e", "\N{SEAL}"], ids=ascii)
def test_strange_words_in_the_path_break_no_page(strange: str) -> None:
    zeewaarde()
    client = Client(raise_request_exception=False)
    for path in ("/melden/{}/", "/stages/{}/", "/api/v1/schools/{}/team/", "/dossier/stukken/{}/",
                 "/inloggen/uitnodiging/{}/", "/static/{}", "/{}", "/zaken/kluis/school/{}/",
                 "/inloggen/wachtwoord/nieuw/{}-x/"):  # fmt: skip
        for method in (client.get, client.post):
            assert method(path.format(strange)).status_code < 500, path


BODIES = {
    "nothing": b"",
    "not JSON": b"{",
    "a list": b"[]",
    "a word": b'"x"',
    "a number": b"1",
    "null": b"null",
    "deep lists": b'{"school": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    "deep objects": b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    "not UTF-8": b'{"receipt": "\xff\xfe"}',
    "UTF-16": '{"receipt": "1"}'.encode("utf-16"),
    "lone surrogate": b'{"receipt": "\\ud800", "account": "\\ud800", "school": "\\udc00"}',
    "surrogate as a choice": b'{"school": "zeewaarde", "account": "x", "wish": "\\ud800"}',
    "surrogates in lists": b'{"phases": ["\\ud800"], "exclude": ["\\ud800"]}',
    "surrogate as an id": b'{"company_id": "\\ud800", "contact_email": "\\ud800@x.nl"}',
    "surrogate as a name": b'{"\\ud800": "x"}',
    "NUL": b'{"receipt": "\\u0000", "account": "a\\u0000b", "school": "\\u0000", "wish": "keep"}',
    "NUL in a story": b'{"school": "zeewaarde", "account": "a\\u0000b", "wish": "keep"}',
    "infinity": b'{"receipt": Infinity, "account": NaN}',
    "long number": b'{"receipt": ' + b"9" * 6000 + b"}",
    "wrong types": b'{"school": {}, "account": [], "wish": 1, "exclude": {"a": 1}, "receipt": 1.5}',
    "many": json.dumps({"exclude": ["x"] * 5000, "phases": ["during"] * 5000}).encode(),
}  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("path", ["reports", "dossier/open", "dossier/messages", "receipts"])
def test_strange_json_is_a_problem_and_no_error_of_ours(path: str, body: str) -> None:
    zeewaarde()
    client = Client(raise_request_exception=False)
    answer = client.post(f"/api/v1/{path}/", BODIES[body], content_type="application/json")
    if path == "receipts":
        assert answer.status_code < 500
        return
    assert 400 <= answer.status_code < 500, answer.content[:200]
    assert answer.headers["Content-Type"] == "application/problem+json"


REPEATED = "kanarie-herhaald"


def test_a_problem_never_repeats_what_was_sent() -> None:
    zeewaarde()
    wrong = {
        "school": REPEATED, "account": "x", "phases": [REPEATED], "grounds": [REPEATED],
        "wish": REPEATED, "exclude": [REPEATED], "contact_email": REPEATED, "receipt": REPEATED,
        "ticket": REPEATED, "company_id": REPEATED, REPEATED: REPEATED,
    }  # fmt: skip
    for path in ("reports", "dossier/open", "dossier/messages"):
        answer = Client().post(f"/api/v1/{path}/", wrong, content_type="application/json")
        assert 400 <= answer.status_code < 500
        assert REPEATED not in answer.content.decode()


def test_a_story_beyond_every_limit_is_refused() -> None:
    zeewaarde()
    client = Client(raise_request_exception=False)
    body = json.dumps({"school": "zeewaarde", "account": "x" * 1_100_000, "wish": "keep"})
    answer = client.post("/api/v1/reports/", body, content_type="application/json")
    assert answer.status_code == 413


@pytest.mark.parametrize("name", ["x.txt", "\x00.txt", "../../x", "é" * 300, "\u202egnp.exe", ""])
def test_a_strange_file_name_is_kept_nowhere(told: Told, name: str) -> None:
    told.reporter.raise_request_exception = False
    upload = SimpleUploadedFile("x", b"gewone tekst", content_type="text/plain")
    upload.__dict__["_name"] = name
    answer = told.reporter.post("/dossier/bericht/", {"text": "Kijk", "file": upload})
    assert answer.status_code < 500


def test_a_strange_form_stays_within_bounds(told: Told) -> None:
    told.reporter.raise_request_exception = False
    many = {f"name{number}": "x" for number in range(1500)}
    assert told.reporter.post("/dossier/bericht/", many | {"text": "x"}).status_code in {400, 413}
    files = {f"file{number}": SimpleUploadedFile("x", b"x") for number in range(40)}
    assert told.reporter.post("/dossier/bericht/", files).status_code in {400, 413}
    huge = {"text": "x" * 2_000_000}
    assert told.reporter.post("/dossier/bericht/", huge).status_code == 413


def test_a_form_mark_of_another_dossier_is_no_oracle(told: Told) -> None:
    """`once` names a message: of one's own it is a double click, of somebody else's nothing."""
    other = tell(told.case.school, told.reader)
    theirs = str(other.dossier.messages.order_by("position")[0].pk)
    told.reporter.raise_request_exception = False
    answer: Any = told.reporter.post("/dossier/bericht/", {"text": "Albatros", "once": theirs})
    assert answer.status_code == 302
    assert "Albatros" in told.reporter.get("/dossier/inhoud/").content.decode()
    assert "Albatros" not in other.reporter.get("/dossier/inhoud/").content.decode()
    staff.open_vault(told.team, told.reader)
    told.team.raise_request_exception = False
    for verb in ("antwoord", "notitie"):
        sent = told.team.post(f"{told.url}{verb}/", {"text": f"Bruinvis {verb}", "once": theirs})
        assert sent.status_code == 302, verb
        assert f"Bruinvis {verb}" in told.team.get(told.url).content.decode()


def test_a_passphrase_of_a_whole_book_is_just_wrong(told: Told) -> None:
    told.team.raise_request_exception = False
    for words in (PASSPHRASE * 5000, "\x00", "é" * 399, " "):
        answer = told.team.post("/zaken/kluis/openen/", {"passphrase": words})
        assert answer.status_code in {413, 422}
