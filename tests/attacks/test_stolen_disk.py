"""A thief takes the whole disk of a server that reporters and staff used (P1, P3)."""

import json
import re
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db.models import DateTimeField, TimeField

from tests.attacks import canaries, visiting
from tests.attacks.browser import (
    FORWARDED,
    MARKS,
    REFERRER,
    SOURCE,
    USER_AGENT,
    Browser,
)
from tests.attacks.conftest import Prepared
from tests.attacks.installation import Installation
from tests.cast import PASSPHRASE, PASSWORD
from tests.reports.attachments.corpus import images

# What somebody said, wrote, was called or sent. None of it may be readable anywhere.
WORDS = {
    "story": "kanarieverhaal bij de bandenpers",
    "shortened story": "kanarieverhaal",
    "story by API": "kanarieapi zei de chef",
    "kept story": "kanarielogboek van maandag",
    "withdrawn story": "kanarieingetrokken en weg",
    "unfinished story": "kanarieconcept half verteld",
    "oral story": "kanariemondeling aan de balie",
    "unfinished oral story": "kanarieopgeschreven en niet af",
    "company": "Kanariebedrijf Zwaluwstaart",
    "when": "kanariewanneer op dinsdagen",
    "outsider": "kanariementor Bartels",
    "reporter's name": "Kanarienaam Yildiz",
    "reporter's contact": "kanariecontact 0612345678",
    "reporter's address": "kanarie.adres@voorbeeld.example",
    "message": "kanariebericht aan het team",
    "addition": "kanarieaanvulling aan het verhaal",
    "reply": "kanarieantwoord van het team",
    "note": "kanarienotitie tussen ons",
    "file name": "kanariebestandsnaam.txt",
    "text file": "kanarietekstbestand met regels",
    "EXIF": images.CANARY,
    "typed address": "kanariepad-47",
    "passphrase": PASSPHRASE,
    "password": PASSWORD,
}
# What a server complains of before the product sees it.
NONSENSE = (
    b"kanariepad-47\r\n\r\n",
    b"GET /kanariepad-47 HTTP/9.9\r\n\r\n",
    b"GET /kanariepad-47" + b"x" * 9000 + b" HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: kanariepad-47\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nkanariepad-47: " + b"x" * 9000 + b"\r\n\r\n",
    b"POST /dossier/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\nkanariepad-47",
    b"POST /dossier/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: kanariepad-47\r\n\r\n",
)
RENEW = "/dossier/nieuwe-code/"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d")
LONG_NUMBER = re.compile(r"(?<!\d)\d{10,16}(?:\.\d+)?(?!\d)")
ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
RANDOM_ID = re.compile(r"[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}")
# Written by the clock at times that no visitor decides.
CLOCK = {"schedule_pulse", "schedule_schedulemark"}
Rows = Mapping[str, set[tuple[Any, ...]]]


@dataclass
class Loot:
    """What the thief has, and what they look for."""

    installation: Installation
    secrets: dict[str, list[bytes]]
    visited: dict[str, set[tuple[Any, ...]]] = field(default_factory=dict)
    disk: dict[str, bytes] = field(default_factory=dict)
    times: dict[str, float] = field(default_factory=dict)


def rows(database: Path) -> Rows:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        found = {name: set(connection.execute(f'SELECT * FROM "{name}"')) for (name,) in names}  # noqa: S608
    connection.close()
    return found


@contextmanager
def held_open(database: Path) -> Iterator[None]:
    connection = sqlite3.connect(database)
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    yield
    connection.close()


def changed(before: Rows, after: Rows) -> dict[str, set[tuple[Any, ...]]]:
    new = {name: content - before.get(name, set()) for name, content in after.items()}
    return {name: content for name, content in new.items() if content}


@pytest.fixture(scope="module")
def loot(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Loot:
    """Everything happens once; the thief comes while the server runs, and again afterwards."""
    installation = prepared.installation.copy(tmp_path_factory.mktemp("robbed") / "var")
    temporary = tmp_path_factory.mktemp("tmp")
    installation.more |= {"TMPDIR": str(temporary)}
    database = installation.folder / "stagebaken.sqlite3"
    taken = Loot(installation, {name: list(canaries.texts(text)) for name, text in WORDS.items()})
    # Whoever has the database open keeps its log (WAL) from being tidied up.
    with installation.serving(whole=True) as server, held_open(database):
        before = rows(database)
        receipts = anonymous_acts(installation, taken)
        taken.visited = changed(before, rows(database))
        staff_acts(installation, taken, receipts["pages"])
        spoil(database)
        broken = visitor(installation)
        open_with(broken, receipts["pages"])
        assert broken.get("/dossier/inhoud/").status == 500
        taken.disk |= canaries.files_under(installation.folder)
        taken.disk |= canaries.files_under(temporary)
        taken.times = {
            str(path.relative_to(installation.folder)): path.stat().st_mtime
            for top in ("media", "audit")
            for path in [installation.folder / top, *(installation.folder / top).rglob("*")]
        }
        taken.disk["log"] = server.stop()
    taken.disk |= {f"{name} later": text for name, text in
                   canaries.files_under(installation.folder).items()}  # fmt: skip
    for name, member in prepared.people["members"].items():
        taken.secrets[f"private key of {name}"] = private_key(member["private_key"])
        taken.secrets[f"TOTP secret of {name}"] = list(canaries.texts(member["totp"]))
    taken.secrets |= {
        f"receipt ({name})": list(canaries.digits(code)) for name, code in receipts.items()
    }
    return taken


def private_key(text: str) -> list[bytes]:
    whole = bytes.fromhex(text)
    return [
        spelling
        for part in (whole, whole[:32], whole[32:64], whole[64:])
        for spelling in canaries.binaries(part)
    ]


def visitor(installation: Installation) -> Browser:
    """A browser whose headers would be recognised, also when it is signed in elsewhere."""
    return installation.browser()


def open_with(browser: Browser, receipt: str) -> None:
    assert browser.post("/dossier/", {"code": receipt}).status == 302


def anonymous_acts(installation: Installation, taken: Loot) -> dict[str, str]:
    browser = visitor(installation)
    files = [
        ("kanariebestandsnaam.jpg", images.jpeg_with_traces()),
        (WORDS["file name"], WORDS["text file"].encode()),
    ]
    receipts = {"pages": visiting.file(browser, files, **telling("story"))}
    keep_secrets(taken, "dossier cookie", browser)
    for path, data in {
        "/dossier/bericht/": {"text": WORDS["message"]},
        "/dossier/aanvullen/": {"text": WORDS["addition"]},
        "/dossier/naam/": {"name": WORDS["reporter's name"], "contact": "niets"},
        "/dossier/wens/": {"wish": "act"},
        "/dossier/wie/": {"exclude": "", "outsiders": WORDS["outsider"]},
    }.items():
        page = "/dossier/inhoud/" if path == "/dossier/bericht/" else path
        answer = browser.post(path, {name: value for name, value in data.items() if value}, page)
        assert answer.status == 302, answer.text
    for kind, start in (("pdf", b"%PDF"), ("json", b"{")):
        taken_along = browser.post(
            "/dossier/meenemen/bestand/", {"soort": kind}, "/dossier/meenemen/"
        )
        assert taken_along.content.startswith(start), taken_along.text
    assert WORDS["story"] in taken_along.text
    receipts["API"] = by_api(browser)
    receipts["kept"] = visiting.file(visitor(installation), **telling("kept story", wish="keep"))
    receipts["withdrawn"] = withdrawn(visitor(installation), taken)
    unfinished = visitor(installation)
    visiting.answer(unfinished, "school", {"school": "zeewaarde"})
    visiting.answer(unfinished, "verhaal", {"account": WORDS["unfinished story"]})
    keep_secrets(taken, "draft cookie", unfinished)
    for path in ("/melden/kanariepad-47/", "/dossier/?q=kanariepad-47", "/en/kanariepad-47"):
        browser.get(path)
    browser.send("POST", "/dossier/", b"code=kanariepad-47", "application/x-www-form-urlencoded")
    for sent in NONSENSE:
        browser.nonsense(sent)
    return receipts


def telling(story: str, wish: str = "talk") -> dict[str, dict[str, Any]]:
    return {
        "verhaal": {"account": WORDS[story]},
        "bedrijf": {"company_text": WORDS["company"]},
        "wanneer": {"when": "week", "when_text": WORDS["when"]},
        "wens": {"wish": wish},
        "lezers": {"outsiders": WORDS["outsider"]},
        "naam": {
            "is_known": "yes",
            "known_as": WORDS["reporter's name"],
            "known_contact": WORDS["reporter's contact"],
        },
        "mail": {"address": WORDS["reporter's address"]},
    }


def by_api(browser: Browser) -> str:
    report = {
        "school": "zeewaarde",
        "account": WORDS["story by API"],
        "company_text": WORDS["company"],
        "wish": "talk",
        "contact_email": WORDS["reporter's address"],
    }
    filed = browser.json("/api/v1/reports/", json.dumps(report).encode())
    assert filed.status == 201, filed.text
    receipt: str = json.loads(filed.content)["receipt"]
    message = {"receipt": receipt, "text": WORDS["message"]}
    assert browser.json("/api/v1/dossier/messages/", json.dumps(message).encode()).status == 201
    opened = browser.json("/api/v1/dossier/open/", json.dumps({"receipt": receipt}).encode())
    assert json.loads(opened.content)["messages"][0]["text"] == WORDS["message"]
    assert browser.json("/api/v1/dossier/open/", b'{"receipt": "kanariepad-47"}').status == 422
    return receipt


def withdrawn(browser: Browser, taken: Loot) -> str:
    """File and withdraw; what was sealed for it may be nowhere afterwards (P6)."""
    files = [("kanariebestandsnaam.txt", WORDS["text file"].encode())]
    folder = taken.installation.folder
    before = rows(folder / "stagebaken.sqlite3")
    sealed_before = set(folder.glob("media/sealed/*/*"))
    receipt = visiting.file(browser, files, **telling("withdrawn story"))
    new = changed(before, rows(folder / "stagebaken.sqlite3"))
    blobs = [
        value
        for table in ("vault_wrap", "dossiers_report", "attachments_attachment")
        for row in new[table]
        for value in row
        if isinstance(value, bytes)
    ]
    blobs += [path.read_bytes() for path in folder.glob("media/sealed/*/*")
              if path not in sealed_before]  # fmt: skip
    assert len(blobs) > 10
    taken.secrets["what was withdrawn"] = [blob[-200:] for blob in blobs]
    assert browser.post("/dossier/intrekken/").status == 302
    return receipt


def staff_acts(installation: Installation, taken: Loot, receipt: str) -> None:
    """A member reads, answers, notes; the page of another case is not there."""
    browser = installation.browser()
    browser.cookies |= installation.act("sign_in", names=["Mehmet Aydın"])["Mehmet Aydın"]
    keep_secrets(taken, "vault cookie", browser)
    listed = browser.get("/zaken/")
    addresses = set(re.findall(r'href="(/zaken/[0-9a-f-]{36}/)"', listed.text))
    pages = {address: browser.get(address) for address in addresses}
    [case] = [address for address, page in pages.items() if WORDS["story"] in page.text]
    for path, text in (("antwoord", "reply"), ("notitie", "note")):
        assert browser.post(f"{case}{path}/", {"text": WORDS[text]}, case).status == 302
    files = set(re.findall(rf'href="({case}stukken/[0-9a-f-]+/)"', pages[case].text))
    contents = [browser.get(address).content for address in files]
    assert WORDS["text file"].encode() in b"".join(contents)
    browser.get("/zaken/kanariepad-47/")
    write_down(browser, taken)
    reporter = visitor(installation)
    open_with(reporter, receipt)
    assert WORDS["reply"] in reporter.get("/dossier/inhoud/").text


def write_down(browser: Browser, taken: Loot) -> None:
    """A member writes down what a student tells, who then opens it; and begins another."""
    told = {"danger": "now", "wish": "talk", "account": WORDS["oral story"]}
    first, questions, check = (f"/zaken/aannemen/{page}" for page in ("", "vragen/", "controle/"))
    assert browser.post(first, {"channel": "phone"}).status == 303
    assert browser.post(questions, told).status == 303
    page = browser.get(check).text
    code = "".join(visiting.GROUP.findall(page))
    [seen] = visiting.SEEN.findall(page)
    assert browser.post(check, {"gezien": seen}).status == 303
    taken.secrets["receipt (oral)"] = list(canaries.digits(code))
    student = visitor(taken.installation)
    open_with(student, code)
    shown = re.findall(r'name="(nieuw|ticket)" value="([^"]+)"', student.get(RENEW).text)
    assert student.post(RENEW, dict(shown)).status == 302
    assert WORDS["oral story"] in student.get("/dossier/inhoud/").text
    taken.secrets["receipt (renewed)"] = list(canaries.digits(dict(shown)["nieuw"]))
    assert browser.post(first, {"channel": "paper"}).status == 303
    unfinished = told | {"account": WORDS["unfinished oral story"]}
    assert browser.post(questions, unfinished).status == 303
    keep_secrets(taken, "oral cookie", browser)


def keep_secrets(taken: Loot, name: str, browser: Browser) -> None:
    """What only a browser holds."""
    for cookie, value in browser.cookies.items():
        if cookie != "__Host-csrf":
            taken.secrets[f"{name} {cookie}"] = list(canaries.texts(value))


def spoil(database: Path) -> None:
    """Swap two sealed accounts, so that opening breaks with everything in its local variables."""
    with sqlite3.connect(database, timeout=20) as connection:
        found = connection.execute("SELECT dossier_id, account FROM dossiers_report").fetchall()
        for (dossier, _), (_, account) in zip(found, found[1:] + found[:1], strict=True):
            connection.execute(
                "UPDATE dossiers_report SET account = ? WHERE dossier_id = ?", (account, dossier)
            )
    connection.close()


def test_no_word_of_anybody_is_readable_on_the_disk_or_in_the_log(loot: Loot) -> None:
    assert any("-wal" in name for name in loot.disk), "the log of the database was not searched"
    assert any(name.startswith("media/sealed/") for name in loot.disk)
    assert canaries.traces(loot.secrets, loot.disk) == []


def test_the_search_finds_what_lies_open(loot: Loot) -> None:
    """Without this, an empty result above would prove nothing."""
    planted = {"disk": b"x" + "Kanarienaam Yildiz".encode("utf-16-le") + b"y"}
    assert canaries.traces(loot.secrets, planted) == ["reporter's name in disk"]
    receipt = next(spellings for name, spellings in loot.secrets.items() if "receipt" in name)
    assert canaries.found(receipt, b"code: " + receipt[0] + b"!")


def test_an_error_is_logged_and_says_nothing(loot: Loot) -> None:
    lines = [line for line in loot.disk["log"].decode().splitlines() if "ERROR" in line]
    assert lines
    known = ("EnvelopeError", "WrongKey", "DisallowedHost")
    assert not [line for line in lines if not any(name in line for name in known)]
    assert b"Traceback" not in loot.disk["log"]


def test_nothing_tells_one_visitor_from_another(loot: Loot) -> None:
    marks = {
        mark: list(canaries.texts(mark))
        for mark in {*MARKS.values(), USER_AGENT, FORWARDED, SOURCE, REFERRER} - {"nl"}
    }
    assert canaries.traces(marks, loot.disk) == []


def test_nothing_that_visitors_cause_holds_a_moment(loot: Loot) -> None:
    moments = [
        f"{table}: {value!r}"
        for table, content in loot.visited.items()
        if table not in CLOCK
        for row in content
        for value in row
        if is_moment(value)
    ]
    assert moments == []
    assert {"dossiers_report", "audit_event", "intake_draft", "casework_case"} <= set(loot.visited)


def test_no_column_that_visitors_write_can_hold_a_moment(loot: Loot) -> None:
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    exact = [
        str(column)
        for table in loot.visited.keys() - CLOCK
        if table in models
        for column in models[table]._meta.get_fields()
        if isinstance(column, DateTimeField | TimeField)
    ]
    assert exact == []


def is_moment(value: object) -> bool:
    """A time of day, or a count of seconds (or smaller) since 1970."""
    if isinstance(value, bytes):
        return False
    text = str(value)
    numbers = [float(number) for number in LONG_NUMBER.findall(text)]
    now = time.time()
    near = [
        number for number in numbers for unit in (1, 1e3, 1e6) if abs(number / unit - now) < 86400
    ]
    return bool(MOMENT.search(text) or near)


def test_a_moment_would_be_recognised() -> None:
    now = datetime.now(AMSTERDAM)
    assert is_moment(now.isoformat())
    assert is_moment(str(now))
    assert is_moment(now.timestamp())
    assert is_moment(json.dumps({"at": int(now.timestamp() * 1000)}))
    assert not is_moment(now.date())


def test_every_id_that_visitors_cause_is_random(loot: Loot) -> None:
    ids = {
        value.replace("-", "")
        for content in loot.visited.values()
        for row in content
        for value in row
        if isinstance(value, str) and ID.fullmatch(value)
    }
    assert len(ids) > 20
    assert [one for one in ids if not RANDOM_ID.fullmatch(one)] == []


def test_visitors_start_no_session_and_no_task(loot: Loot) -> None:
    assert "django_session" not in loot.visited
    assert "accounts_cacheentry" not in loot.visited
    tasks = json.dumps(sorted(map(str, loot.visited.get("django_tasks_db_dbtaskresult", set()))))
    assert "notices" not in tasks
    assert "mail" not in tasks


def test_files_and_folders_carry_the_day_and_no_time(loot: Loot) -> None:
    moments = {
        name: str(datetime.fromtimestamp(at, AMSTERDAM).time()) for name, at in loot.times.items()
    }
    assert len(moments) > 6
    assert {name: at for name, at in moments.items() if at != "00:00:00"} == {}
