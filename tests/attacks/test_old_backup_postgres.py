"""The same old backup on PostgreSQL, by its own dump and restore programs (P6)."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest

from tests.attacks.installation import Installation

pytestmark = pytest.mark.postgres
WORDS = {
    "withdrawn": "albatroswoord", "excluding": "bruinviswoord", "remaining": "zeehondwoord",
    "ended": "dodowoord",
}  # fmt: skip
MEHMET, WIM = "Mehmet Aydın", "Wim de Roo"
NewDatabase = Callable[[], str]


@pytest.fixture
def new_database() -> Iterator[NewDatabase]:
    """Make empty databases on the server that the suite runs on, and drop them afterwards."""
    server = urlsplit(os.environ["SUITE_DATABASE_URL"])
    made: list[str] = []
    with psycopg.connect(server._replace(path="/postgres").geturl(), autocommit=True) as line:

        def make() -> str:
            name = f"attack_{uuid4().hex}"
            line.execute(f'CREATE DATABASE "{name}"')
            made.append(name)
            return server._replace(path=f"/{name}").geturl()

        yield make
        for name in made:
            line.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_what_was_withdrawn_excluded_or_ended_stays_so_on_postgresql(
    tmp_path: Path, new_database: NewDatabase
) -> None:
    old = Installation(tmp_path / "old", more={"DATABASE_URL": new_database()})
    wim = old.act("people")["members"][WIM]["id"]
    key, backup = tmp_path / "private.key", tmp_path / "old.backup"
    name, _, value = old.manage("backup", "keygen", key).stdout.strip().partition("=")
    old.more |= {name: value}
    reports = old.act("history", words=WORDS, assigned="excluding", to=WIM)
    old.act("let_end", case=reports["ended"]["case"])
    created = old.manage("backup", "create", "--out", backup)
    assert created.returncode == 0, created.stderr
    ended = old.manage("retention", "run")
    assert ", 1 were destroyed," in ended.stdout, ended.stdout + ended.stderr
    decisions = [
        (reports["excluding"]["receipt"], "wie", {"exclude": [wim]}),
        (reports["withdrawn"]["receipt"], "intrekken", {}),
    ]
    assert set(old.act("decide", decisions=decisions).values()) <= {200, 302}

    new = Installation(tmp_path / "new", more=old.more | {"DATABASE_URL": new_database()})
    new.folder.mkdir(mode=0o700)
    for kept in ("secrets.env", "static.stamp"):
        shutil.copy(old.folder / kept, new.folder)
    for kept in ("audit", "static"):
        shutil.copytree(old.folder / kept, new.folder / kept)
    done = new.manage("backup", "restore", backup, "--key", key)
    assert done.returncode == 0, done.stderr

    cases = {name: report["case"] for name, report in reports.items()}
    people = new.act("readers", names=[WIM, MEHMET])
    assert set(people[MEHMET]["cases"]) == {cases["excluding"], cases["remaining"]}
    assert people[WIM]["cases"] == [cases["remaining"]]
    assert (people[WIM]["keys"], people[WIM]["assigned"]) == (2, 0)
    opened = new.act("visit", reports=reports)
    assert opened["withdrawn"] == opened["ended"] == {"page": "", "file": ""}
    assert WORDS["remaining"] in opened["remaining"]["page"]
    verified = new.manage("audit", "verify")
    assert verified.returncode == 0, verified.stderr
    again = new.manage("backup", "restore", backup, "--key", key)
    assert again.returncode == 2, again.stderr
