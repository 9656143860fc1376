"""What every test stands on: its own media, a strict end to skipped tests."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connections
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from stagebaken.audit import triggers

# Playwright runs an event loop in the test's thread; Django's guard would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

hypothesis_settings.register_profile(
    "stagebaken",
    deadline=None,  # timed assertions are for benchmarks
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
hypothesis_settings.load_profile("stagebaken")


@pytest.fixture(autouse=True)
def own_state(settings: LazySettings, tmp_path: Path) -> None:
    """Every test writes its media, audit head and destruction list in a place of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.AUDIT_HEAD_FILE = tmp_path / "audit" / "head"
    settings.DESTRUCTIONS_FILE = tmp_path / "audit" / "destructions"


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    """A request of the test before may have left another language in this thread."""
    with translation.override("nl"):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file, as where it serves: every thread has a connection, and waits its turn.

    In memory all threads share one, and whoever comes second is refused at once: a request that a
    browser still had under way made the end of its test fail.
    """
    for connection in connections.all():
        if connection.vendor == "sqlite":
            place = tmp_path_factory.mktemp("database") / "suite.sqlite3"
            connection.settings_dict["TEST"]["NAME"] = str(place)
            start = connection.settings_dict["OPTIONS"]["init_command"]
            # Nobody needs a test's rows after the power failed.
            connection.settings_dict["OPTIONS"]["init_command"] = f"{start};PRAGMA synchronous=OFF"


@pytest.fixture(autouse=True, scope="session")
def flushable_events() -> Iterator[None]:
    """Let a transactional test empty its tables: for that moment the audit triggers are gone."""
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def fixture_teardown(self: Any) -> None:
        aliases = self._databases_names(include_mirrors=False)
        for alias in aliases:
            triggers.remove(alias)
        flush(self)
        for alias in aliases:
            triggers.install(alias)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", fixture_teardown)
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Row locks exist on PostgreSQL alone; and what asks no database is the same on both."""
    on_postgres = "postgres" in os.environ.get("SUITE_DATABASE_URL", "")
    belongs = _asks_database if on_postgres else _runs_anywhere
    elsewhere = [item for item in items if not belongs(item)]
    items[:] = [item for item in items if belongs(item)]
    config.hook.pytest_deselected(items=elsewhere)


def _runs_anywhere(item: pytest.Item) -> bool:
    return item.get_closest_marker("postgres") is None


def _asks_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures or item.get_closest_marker("django_db"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where all tests are required, a skipped one is a failure (REQUIRE_ALL_TESTS).

    But not one of files that no clone holds: those lie beside the repository, or do not.
    """
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    needed = [one for one in skipped if "real_files" not in getattr(one, "keywords", ())]
    if needed and os.environ.get("REQUIRE_ALL_TESTS"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
