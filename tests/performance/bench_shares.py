"""Where the time of filing and opening goes: Argon2id, HPKE, the database, the rest."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

RUNS = 60


def run() -> list[dict[str, Any]]:
    """In one process and one thread, with the real cost of Argon2id."""
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {
            "STATE_DIR": place,
            "DJANGO_SETTINGS_MODULE": "stagebaken.settings.local",
        }
        import django

        django.setup()
        return measure()


def measure() -> list[dict[str, Any]]:
    from django.core.management import call_command

    from reports.reporter.opening import open_own
    from stagebaken.vault import receipts
    from tests.cast import make_member, make_recovery, zeewaarde
    from tests.reports.filing import file

    call_command("migrate", verbosity=0)
    school = zeewaarde()
    make_recovery(school)
    for number in range(5):
        make_member(school, name=f"Lid {number}")
    filed: list[str] = []

    def one_filing() -> None:
        filed.append(receipts.new_receipt())
        file(school, receipt=filed[-1])

    def one_opening() -> None:
        keys = receipts.derive(filed.pop())
        own = open_own(locator=keys.locator, wrapping_key=keys.wrapping_key)
        assert own.account.account
        assert own.conversation == []

    one_filing()
    return [shares("file a report", one_filing), shares("open a dossier", one_opening)]


def shares(name: str, deed: Callable[[], None]) -> dict[str, Any]:
    spent = {"argon2id": 0.0, "hpke": 0.0, "database": 0.0}
    start = time.perf_counter()
    with watching(spent):
        for _ in range(RUNS):
            deed()
    total = time.perf_counter() - start
    parts = {part: f"{seconds / total:.0%}" for part, seconds in spent.items()}
    return {"name": f"{name}: where the time goes", "ms": round(total / RUNS * 1000, 1)} | parts


@contextmanager
def watching(spent: dict[str, float]) -> Iterator[None]:
    from django.db import connection

    from stagebaken.vault import lanes, wrapping

    def timed(part: str, deed: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            try:
                return deed(*args, **kwargs)
            finally:
                spent[part] += time.perf_counter() - start

        return wrapper

    def query(execute: Callable[..., Any], *args: Any) -> Any:
        return timed("database", execute)(*args)

    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(lanes, "argon2id", timed("argon2id", lanes.argon2id)))
        stack.enter_context(mock.patch.object(wrapping, "wrap", timed("hpke", wrapping.wrap)))
        stack.enter_context(
            mock.patch.object(connection, "_commit", timed("database", connection._commit))
        )
        stack.enter_context(connection.execute_wrapper(query))
        yield
