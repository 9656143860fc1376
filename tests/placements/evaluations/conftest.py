"""What every test here begins with."""

from collections.abc import Iterator

import pytest

from stagebaken.web.days import suppose
from tests.placements.evaluations.scene import OVER, Ended, make_ended


@pytest.fixture
def ended(db: None) -> Iterator[Ended]:
    """On the first day after the placement."""
    found = make_ended()
    with suppose(OVER):
        yield found
