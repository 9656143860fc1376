from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from stagebaken.web.days import suppose
from tests.placements.imports.importing import Desk

TODAY = date(2026, 11, 20)


@pytest.fixture
def desk(tmp_path: Path, db: None) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(autouse=True)
def a_day() -> Iterator[None]:
    with suppose(TODAY):
        yield
