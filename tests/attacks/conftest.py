"""The installation that server attacks share: prepared once, then copied."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.attacks.installation import Installation, Server


class Prepared(NamedTuple):
    """An installation with people in it, that serves nobody yet."""

    installation: Installation
    people: dict[str, Any]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A real installation has its own SQLite: once a run is enough, not again on PostgreSQL."""
    if "postgres" not in os.environ.get("SUITE_DATABASE_URL", ""):
        return
    elsewhere = [item for item in items if "prepared" in getattr(item, "fixturenames", ())]
    items[:] = [item for item in items if item not in elsewhere]
    config.hook.pytest_deselected(items=elsewhere)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Tables, static files and people. Nobody works in this folder: everybody copies it."""
    installation = Installation(tmp_path_factory.mktemp("prepared"))
    return Prepared(installation, installation.act("people"))


@pytest.fixture
def own_installation(prepared: Prepared, tmp_path: Path) -> Prepared:
    """A copy for one test alone."""
    return Prepared(prepared.installation.copy(tmp_path / "var"), prepared.people)


@pytest.fixture
def server(own_installation: Prepared) -> Iterator[Server]:
    with own_installation.installation.serving() as server:
        yield server
