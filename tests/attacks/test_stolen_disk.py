"""A thief takes the whole disk of a server that reporters and staff used (P1, P3)."""

import json
import re
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db.models import DateTimeField, TimeField

from tests.attacks import canaries
from tests.attacks.browser import FORWARDED, MARKS, REFERRER, SOURCE, USER_AGENT
from tests.attacks.busy_day import WORDS, Secrets, anonymous_acts, open_with, staff_acts
from tests.attacks.conftest import Prepared
from tests.attacks.database_file import changed, held_open, rows, swap_accounts

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d")
LONG_NUMBER = re.compile(r"(?<!\d)\d{10,16}(?:\.\d+)?(?!\d)")
ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
RANDOM_ID = re.compile(r"[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}")
# Written by the clock at times that no visitor decides.
CLOCK = {"schedule_pulse", "schedule_schedulemark"}


@dataclass
class Loot:
    """What the thief has, and what they look for."""

    secrets: Secrets
    visited: dict[str, set[tuple[Any, ...]]] = field(default_factory=dict)
    disk: dict[str, bytes] = field(default_factory=dict)
    times: dict[str, float] = field(default_factory=dict)


@pytest.fixture(scope="module")
def loot(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Loot:
    """Everything happens once; the thief comes while the server runs, and again afterwards."""
    installation = prepared.installation.copy(tmp_path_factory.mktemp("robbed") / "var")
    temporary = tmp_path_factory.mktemp("tmp")
    installation.more |= {"TMPDIR": str(temporary)}
    database = installation.folder / "stagebaken.sqlite3"
    taken = Loot({name: list(canaries.texts(text)) for name, text in WORDS.items()})
    # Whoever has the database open keeps its log (WAL) from being tidied up.
    with installation.serving(whole=True) as server, held_open(database):
        before = rows(database)
        receipts = anonymous_acts(installation, taken.secrets)
        taken.visited = changed(before, rows(database))
        staff_acts(installation, taken.secrets, receipts["pages"])
        swap_accounts(database)  # opening breaks with everything in its local variables
        broken = installation.browser()
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
