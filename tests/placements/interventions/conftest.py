"""One fixed day, before the school year in which the plans of these tests begin."""

from collections.abc import Iterator

import pytest

from stagebaken.web.days import suppose
from tests.placements.interventions.scene import DAY


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    with suppose(DAY):
        yield
