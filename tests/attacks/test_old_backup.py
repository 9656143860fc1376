"""A backup from before a withdrawal, an exclusion and an end is put back: all still hold (P6).

`slow`: a server on what was restored, a restore that was killed, more kinds of spoiled files.
"""

import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.attacks import canaries
from tests.attacks.conftest import Prepared
from tests.attacks.installation import Installation

WORDS = {
    "withdrawn": "albatroswoord", "excluding": "bruinviswoord", "remaining": "zeehondwoord",
    "ended": "dodowoord",
}  # fmt: skip
WIM, MEHMET = "Wim de Roo", "Mehmet Aydın"


class Past(NamedTuple):
    """An installation with a history, a backup from the midst of it, and its key."""

    installation: Installation
    backup: Path
    key: Path
    reports: dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def past(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Past:
    place = tmp_path_factory.mktemp("past")
    installation = prepared.installation.copy(place / "var")
    key, backup = place / "private.key", place / "old.backup"
    made = installation.manage("backup", "keygen", key)
    assert made.returncode == 0, made.stderr
    name, _, value = made.stdout.strip().partition("=")
    installation.more |= {name: value}
    reports = installation.act("history", words=WORDS, assigned="excluding", to=WIM)
    installation.act("let_end", case=reports["ended"]["case"])
    created = installation.manage("backup", "create", "--out", backup)
    assert created.returncode == 0, created.stderr
    ended = installation.manage("retention", "run")
    assert ", 1 were destroyed," in ended.stdout, ended.stdout + ended.stderr
    wim = prepared.people["members"][WIM]["id"]
    decisions = [
        (reports["excluding"]["receipt"], "wie", {"exclude": [wim]}),
        (reports["withdrawn"]["receipt"], "intrekken", {}),
    ]
    assert set(installation.act("decide", decisions=decisions).values()) <= {200, 302}
    return Past(installation, backup, key, reports)


def empty(past: Past, place: Path, *, audit: bool = True) -> Installation:
    """Another machine: the code, the operator's secrets, and what was kept outside."""
    fresh = Installation(place / "var", more=dict(past.installation.more))
    fresh.folder.mkdir(mode=0o700)
    shutil.copy(past.installation.folder / "secrets.env", fresh.folder)
    shutil.copy(past.installation.folder / "static.stamp", fresh.folder)
    shutil.copytree(past.installation.folder / "static", fresh.folder / "static")
    if audit:
        shutil.copytree(past.installation.folder / "audit", fresh.folder / "audit")
    return fresh


@pytest.fixture(scope="module")
def restored(past: Past, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Put back once; whoever changes it works on a copy."""
    fresh = empty(past, tmp_path_factory.mktemp("restored"))
    done = fresh.manage("backup", "restore", past.backup, "--key", past.key)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return fresh


def test_what_was_withdrawn_excluded_or_ended_since_stays_so(
    past: Past, restored: Installation
) -> None:
    people = restored.act("readers", names=[WIM, MEHMET])
    cases = {name: report["case"] for name, report in past.reports.items()}
    assert set(people[MEHMET]["cases"]) == {cases["excluding"], cases["remaining"]}
    assert people[WIM]["cases"] == [cases["remaining"]]
    # Nor does anything else tell Wim, or tell of Wim, that there was more.
    assert people[WIM] | {"cases": []} == {
        "cases": [], "keys": 2, "news": people[WIM]["news"], "assigned": 0,
        "mailed": people[WIM]["mailed"],
    }  # fmt: skip
    assert people[WIM]["news"] <= 1
    verified = restored.manage("audit", "verify")
    assert verified.returncode == 0, verified.stderr


def test_the_files_of_what_was_destroyed_are_gone(past: Past, restored: Installation) -> None:
    names = {path.name for path in (restored.folder / "media" / "sealed").rglob("*")
             if path.is_file()}  # fmt: skip
    ids = {name: report["file"].replace("-", "") for name, report in past.reports.items()}
    assert not {ids["withdrawn"], ids["ended"]} & names
    assert {ids["excluding"], ids["remaining"]} == names
    assert not list((restored.folder / "media" / "backup").rglob("*"))


def test_a_receipt_opens_what_remains_and_nothing_else(past: Past, restored: Installation) -> None:
    opened = restored.act("visit", reports=past.reports)
    assert opened["withdrawn"] == opened["ended"] == {"page": "", "file": ""}
    for name in ("remaining", "excluding"):
        assert WORDS[name] in opened[name]["page"]
        assert opened[name]["file"].startswith("Uit mijn schrift")


@pytest.mark.slow
def test_a_server_on_what_was_restored_shows_what_remains_and_nothing_else(
    past: Past, restored: Installation, tmp_path: Path
) -> None:
    reports, restored = past.reports, restored.copy(tmp_path / "served")
    with restored.serving(whole=True):
        opened = {name: open_dossier(restored, report) for name, report in reports.items()}
        wim = restored.browser()
        wim.cookies |= restored.act("sign_in", names=[WIM])[WIM]
        hidden = wim.get(f"/zaken/{reports['excluding']['case']}/")
        seen = wim.get(f"/zaken/{reports['remaining']['case']}/")
        gone = [wim.get(f"/zaken/{reports[one]['case']}/").status for one in ("withdrawn", "ended")]
        listed = wim.get("/zaken/").text
    assert opened["withdrawn"] == opened["ended"] == ""
    assert WORDS["remaining"] in opened["remaining"]
    assert WORDS["excluding"] in opened["excluding"]
    assert (hidden.status, seen.status, gone) == (404, 200, [404, 404])
    assert WORDS["remaining"] in listed
    assert WORDS["excluding"] not in listed
    assert restored.manage("audit", "verify").returncode == 0


def open_dossier(installation: Installation, report: dict[str, str]) -> str:
    """The page of the dossier, or nothing where the receipt finds none."""
    browser = installation.browser()
    answer = browser.post("/dossier/", {"code": report["receipt"]})
    if answer.status == 404:
        return ""
    assert answer.status == 302
    page = browser.get("/dossier/inhoud/")
    file = browser.get(f"/dossier/stukken/{report['file']}/")
    assert file.content.startswith(b"Uit mijn schrift")
    return page.text


@pytest.mark.slow
def test_a_restore_that_was_killed_is_not_served_and_can_be_done_again(
    past: Past, restored: Installation, tmp_path: Path
) -> None:
    """Between the database and the list, everything that was withdrawn is back."""
    restored = restored.copy(tmp_path / "killed")
    (restored.folder / "audit" / "half-restored").touch()
    served = restored.manage("serve", timeout=90)
    assert served.returncode != 0
    assert "A restore was stopped half-way" in served.stderr
    again = restored.manage("backup", "restore", past.backup, "--key", past.key)
    assert again.returncode == 0, again.stderr
    assert "half-restored" not in {path.name for path in (restored.folder / "audit").iterdir()}
    people = restored.act("readers", names=[WIM])
    assert people[WIM]["cases"] == [past.reports["remaining"]["case"]]
    assert restored.manage("audit", "verify").returncode == 0
    # Once it is whole, nothing overwrites it.
    third = restored.manage("backup", "restore", past.backup, "--key", past.key)
    assert third.returncode == 2
    assert "not empty" in third.stderr


def test_without_the_list_nothing_is_put_back(past: Past, tmp_path: Path) -> None:
    fresh = empty(past, tmp_path, audit=False)
    done = fresh.manage("backup", "restore", past.backup, "--key", past.key)
    assert done.returncode == 1
    assert "at most 4 dossiers" in done.stderr
    assert "Traceback" not in done.stderr
    assert not any((fresh.folder / "media").rglob("sealed/*/*"))
    assert not has_reports(fresh)


def has_reports(installation: Installation) -> bool:
    import sqlite3

    database = installation.folder / "stagebaken.sqlite3"
    if not database.exists() or not database.stat().st_size:
        return False
    connection = sqlite3.connect(database)
    try:
        found: tuple[int] = connection.execute("SELECT count(*) FROM vault_dossier").fetchone()
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return bool(found[0])


SPOILED = ["cut", *(pytest.param(how, marks=pytest.mark.slow) for how in
                    ("changed", "other key", "no backup"))]  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILED)
def test_a_spoiled_backup_is_refused_in_one_line(past: Past, tmp_path: Path, spoil: str) -> None:
    fresh = empty(past, tmp_path)
    content, key = past.backup.read_bytes(), past.key
    backup = tmp_path / "spoiled.backup"
    if spoil == "cut":
        content = content[:-70_000]
    elif spoil == "changed":
        content = content[:-5] + bytes([content[-5] ^ 1]) + content[-4:]
    elif spoil == "no backup":
        content = b"SQLite format 3\0" + content
    else:
        key = tmp_path / "other.key"
        assert fresh.manage("backup", "keygen", key).returncode == 0
    backup.write_bytes(content)
    done = fresh.manage("backup", "restore", backup, "--key", key)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not has_reports(fresh)
    assert not any((fresh.folder / "media").rglob("sealed/*/*"))


def test_the_backup_holds_nothing_that_anybody_reads(past: Past) -> None:
    secrets: dict[str, Any] = {name: list(canaries.texts(word)) for name, word in WORDS.items()}
    secrets |= {f"receipt of {name}": list(canaries.digits(report["receipt"]))
                for name, report in past.reports.items()}  # fmt: skip
    secrets["database"] = [b"SQLite format 3", b"zeewaarde", b"mehmet"]
    assert canaries.traces(secrets, {"backup": past.backup.read_bytes()}) == []
    assert not list((past.installation.folder / "media" / "backup").rglob("*"))
