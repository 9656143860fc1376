"""The server of `make run`, with real Argon2id: crowds, double clicks, and the plug pulled out.

`slow`: a thousand reports within a minute, and the plug pulled out many times.
"""

import json
import os
import random
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from http.client import HTTPException
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.attacks import canaries, visiting
from tests.attacks.browser import BOUNDARY, Browser
from tests.attacks.conftest import Prepared
from tests.attacks.installation import Installation, Server
from tests.cast import PASSPHRASE, PASSWORD

Act = Callable[[], int]
REPORT = {"school": "zeewaarde", "account": "Het is weer gebeurd", "wish": "talk"}
CLASS, CROWD, MINUTE = 30, 1000, 60.0


@pytest.fixture(scope="module")
def fire(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all who only pass by."""
    folder = tmp_path_factory.mktemp("fire") / "var"
    with prepared.installation.copy(folder).serving() as server:
        yield server


def at_once(*acts: Act) -> list[int]:
    start = threading.Barrier(len(acts))

    def run(act: Act) -> int:
        start.wait(timeout=30)
        return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def rows(installation: Installation, query: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(installation.folder / "stagebaken.sqlite3", timeout=20)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def count(installation: Installation, table: str) -> int:
    return int(rows(installation, f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608


def tabs(browser: Browser, number: int) -> list[Browser]:
    return [Browser(browser.port, dict(browser.cookies)) for _ in range(number)]


def report(installation: Installation, **facts: str) -> int:
    body = json.dumps(REPORT | facts).encode()
    return installation.browser().json("/api/v1/reports/", body).status


def patience() -> float:
    """How much slower this machine is now than one that does nothing else."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


# Crowds


def test_a_class_of_thirty_behind_one_address_all_get_in(fire: Server) -> None:
    """A whole school may sit behind it: a busy moment passes, and nobody is locked out."""
    installation = fire.installation
    before, lines = count(installation, "casework_case"), fire.log().count(b"\n")
    statuses = at_once(*[lambda: patiently(lambda: report(installation))] * CLASS)
    assert Counter(statuses) == {201: CLASS}
    assert count(installation, "casework_case") == before + CLASS
    assert fire.log().count(b"\n") == lines, "a line for visitors"


@pytest.mark.slow
def test_a_thousand_within_a_minute_get_in_or_a_moment_and_staff_still_work(
    server: Server, own_installation: Prepared
) -> None:
    installation, mehmet = own_installation.installation, own_installation.people["members"]
    stop = threading.Event()
    seconds: list[float] = []

    def one() -> tuple[int, str]:
        answer = installation.browser().json("/api/v1/reports/", json.dumps(REPORT).encode())
        return answer.status, answer.headers.get("retry-after", "")

    def work() -> str:
        """A member signs in, opens the vault and reads the list, again and again."""
        browser = signed_in(installation, mehmet["Mehmet Aydın"])
        while not stop.is_set():
            began = time.monotonic()
            assert browser.get("/zaken/").status == 200
            seconds.append(time.monotonic() - began)
            stop.wait(0.2)
        return "worked"

    with ThreadPoolExecutor(100) as threads:
        began = time.monotonic()
        member = threads.submit(work)
        answers = [done.result(timeout=180) for done in
                   as_completed([threads.submit(one) for _ in range(CROWD)])]  # fmt: skip
        taken = time.monotonic() - began
        stop.set()
        assert member.result(timeout=60) == "worked"
    statuses = Counter(status for status, _ in answers)
    assert set(statuses) <= {201, 503}, statuses
    assert all(retry for status, retry in answers if status == 503)
    assert taken < MINUTE * patience()
    assert statuses[201] >= CROWD // 10
    assert len(seconds) > 2
    assert sorted(seconds)[len(seconds) // 2] < 5 * patience()
    assert count(installation, "casework_case") == statuses[201]
    assert b"Traceback" not in server.log()
    assert installation.manage("audit", "verify").returncode == 0


def signed_in(installation: Installation, member: dict[str, str]) -> Browser:
    """Through the pages: password, code, passphrase. 'Busy' is an answer: then once more."""
    browser = installation.browser()
    form = {"login": member["email"], "password": PASSWORD}
    assert patiently(lambda: browser.post("/inloggen/", form).status) == 302
    code = {"code": format_hotp_value(hotp_value(member["totp"], int(time.time()) // 30))}
    assert patiently(lambda: browser.post("/inloggen/tweede-stap/code/", code).status) == 302
    words = {"passphrase": PASSPHRASE}
    assert patiently(lambda: browser.post("/zaken/kluis/openen/", words).status) == 302
    assert browser.get("/zaken/").status == 200
    return browser


def patiently(act: Act) -> int:
    """Try again after a busy moment, as the answer says."""
    end = time.monotonic() + 120
    status = act()
    while status == 503:
        assert time.monotonic() < end
        time.sleep(0.5)
        status = act()
    return status


def test_a_member_signs_in_and_opens_the_vault_on_the_real_server(
    fire: Server, prepared: Prepared
) -> None:
    browser = signed_in(fire.installation, prepared.people["members"]["Ilse Bosgra"])
    assert "Je kluis is dicht" not in browser.get("/zaken/").text
    assert b"Traceback" not in fire.log()


# Double clicks and two tabs


TABLES = ("vault_dossier", "vault_wrap", "casework_case", "dossiers_report", "dossiers_message",
          "attachments_attachment")  # fmt: skip


def counts(installation: Installation) -> dict[str, int]:
    return {table: count(installation, table) for table in TABLES}


def test_clicking_twice_on_a_real_server_files_and_says_everything_once(fire: Server) -> None:
    installation = fire.installation
    before = counts(installation)
    browser = installation.browser()
    visiting.tell(browser, [("x.txt", b"gewone tekst")])
    receipt = visiting.code(browser)
    clicks = [lambda tab=tab: visiting.keep_again(tab) for tab in tabs(browser, 4)]
    assert set(at_once(*clicks)) <= {200, 303}
    again = installation.browser()
    assert again.post("/dossier/", {"code": receipt}).status == 302
    once = visiting.ONCE.search(again.get("/dossier/inhoud/").text)
    assert once
    form = {"text": "Een keer gezegd", "once": once[1]}
    clicks = [
        lambda tab=tab: tab.post("/dossier/bericht/", form, "/dossier/inhoud/").status
        for tab in tabs(again, 4)
    ]
    assert set(at_once(*clicks)) == {302}
    made = {table: number - before[table] for table, number in counts(installation).items()}
    assert made.pop("vault_wrap") == 9
    assert set(made.values()) == {1}, made


def test_opening_answering_excluding_and_withdrawing_at_once_on_a_real_server(
    fire: Server, prepared: Prepared
) -> None:
    installation, people = fire.installation, prepared.people["members"]
    before, known = counts(installation), set(cases(installation))
    receipt = visiting.file(installation.browser())
    [url] = set(cases(installation)) - known
    cookies = installation.act("sign_in", names=["Mehmet Aydın", "Wim de Roo"])
    team = {name: Browser(installation.port, own) for name, own in cookies.items()}
    mine = installation.browser()
    assert mine.post("/dossier/", {"code": receipt}).status == 302
    wim = people["Wim de Roo"]["id"]

    def write(browser: Browser, path: str, page: str, **form: str) -> Act:
        return lambda: browser.post(path, form, page).status

    one, two, three = tabs(mine, 3)
    first = at_once(
        lambda: team["Mehmet Aydın"].get(url).status,
        write(team["Mehmet Aydın"], f"{url}antwoord/", url, text="Van Mehmet"),
        write(one, "/dossier/wie/", "/dossier/wie/", exclude=wim),
        write(two, "/dossier/bericht/", "/dossier/inhoud/", text="Van de melder"),
    )
    assert first == [200, 302, 302, 302]
    assert team["Wim de Roo"].get(url).status == 404
    message = json.dumps({"receipt": receipt, "text": "Nog"}).encode()
    second = at_once(
        write(three, "/dossier/intrekken/", "/dossier/intrekken/"),
        lambda: team["Mehmet Aydın"].get(url).status,
        lambda: installation.browser().json("/api/v1/dossier/messages/", message).status,
    )
    assert second[0] in {200, 302}
    assert second[1] in {200, 404}
    assert second[2] in {201, 404}
    assert counts(installation) == before
    assert installation.manage("audit", "verify").returncode == 0
    assert b"Traceback" not in fire.log()
    assert b"ERROR" not in fire.log()


def cases(installation: Installation) -> list[str]:
    """The address of every case."""
    found = rows(installation, "SELECT id FROM casework_case")
    return [f"/zaken/{UUID(hex=one)}/" for (one,) in found]


# Uploads


def test_an_upload_that_is_half_way_lies_nowhere_in_clear(fire: Server) -> None:
    """Half of a large file has arrived: neither a file, nor one without a name, holds it."""
    folder, browser = fire.installation.folder, fire.installation.browser()
    visiting.answer(browser, "school", {"school": "zeewaarde"})
    token = browser.token("/melden/verhaal/")
    secret = b"kanariestuk-4711 "
    body = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
        f'{token}\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name="documents"; '
        'filename="kanarie.txt"\r\nContent-Type: text/plain\r\n\r\n'
    ).encode()
    half = body + secret * 300_000  # five megabytes, of an announced fifteen
    with browser.half_way("/melden/verhaal/", half, announced=15_000_000):
        end = time.monotonic() + 60
        while spooled(fire) < 3_000_000:
            assert time.monotonic() < end, "the upload never arrived"
            time.sleep(0.05)
        found = canaries.traces({"upload": [secret]}, open_files(fire))
    assert found == []
    assert canaries.traces({"upload": [secret]}, canaries.files_under(folder)) == []
    assert not list((folder / "media" / "spool").iterdir())


def open_files(server: Server) -> dict[str, bytes]:
    """What every process of the server holds open, nameless files too."""
    held: dict[str, bytes] = {}
    for pid in server.family():
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            try:
                target = str(entry.readlink())
                if target.startswith("/") and not target.startswith(("/dev/", "/proc/")):
                    held[f"{pid} {target}"] = entry.read_bytes()
            except OSError:
                continue
    return held


def spooled(server: Server) -> int:
    return sum(len(content) for name, content in open_files(server).items() if "/spool/" in name)


# The plug


def kill_while_reporting(prepared: Prepared, moments: int, seed: int) -> None:
    """Pull the plug while people report; start again; what was confirmed is there, once."""
    installation, chance = prepared.installation, random.Random(seed)  # noqa: S311
    sent: dict[str, bytes] = {}  # receipt: what was sent with it
    confirmed: set[str] = set()
    for _ in range(moments):
        with installation.serving() as server, ThreadPoolExecutor(8) as threads:
            work = [threads.submit(report_until_killed, installation, sent, confirmed)
                    for _ in range(8)]  # fmt: skip
            await_some(confirmed, len(confirmed) + chance.randrange(1, 9))
            server.kill()
            for one in work:
                one.result(timeout=60)
    with installation.serving():
        assert confirmed
        for receipt, body in sent.items():
            assert_there(installation, receipt, body, is_confirmed=receipt in confirmed)
    # Whoever got no answer sent it again: now each is there, and none twice.
    for table in ("vault_dossier", "dossiers_report", "casework_case", "casework_caseevent"):
        assert count(installation, table) == len(sent), table
    # Reporter, three members and the recovery key: both keys for all but the reporter.
    assert count(installation, "vault_wrap") == len(sent) * 9
    verified = installation.manage("audit", "verify")
    assert verified.returncode == 0, verified.stderr


def assert_there(
    installation: Installation, receipt: str, body: bytes, *, is_confirmed: bool
) -> None:
    browser = installation.browser()
    again = browser.json("/api/v1/reports/", body)
    assert again.status in ({200} if is_confirmed else {200, 201})
    opened = browser.json("/api/v1/dossier/open/", json.dumps({"receipt": receipt}).encode())
    assert opened.status == 200
    assert json.loads(opened.content)["report"]["account"] == json.loads(body)["account"]


def await_some(confirmed: set[str], number: int) -> None:
    end = time.monotonic() + 60
    while len(confirmed) < number:
        assert time.monotonic() < end
        time.sleep(0.01)


def report_until_killed(
    installation: Installation, sent: dict[str, bytes], confirmed: set[str]
) -> None:
    """Make a receipt, file with it, and click a second time."""
    browser = installation.browser()
    try:
        while True:
            made = json.loads(browser.json("/api/v1/receipts/", b"{}").content)
            body = json.dumps(REPORT | made | {"account": f"Van {made['receipt']}"}).encode()
            sent[made["receipt"]] = body
            for _ in range(2):
                answer = browser.json("/api/v1/reports/", body)
                if answer.status in {200, 201}:
                    confirmed.add(made["receipt"])
                assert answer.status in {200, 201, 503}, answer.text
    except (OSError, HTTPException):
        return  # the plug


def test_pulling_the_plug_loses_nothing_that_was_confirmed(own_installation: Prepared) -> None:
    kill_while_reporting(own_installation, moments=1, seed=4711)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_pulling_the_plug_many_times_loses_nothing(own_installation: Prepared, seed: int) -> None:
    kill_while_reporting(own_installation, moments=5, seed=seed)
