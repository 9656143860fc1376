"""The desk of the measures, with requests for a new place."""

import pytest

from placements.replacement.models import ReplacementRequest
from schools.registry.models import School
from stagebaken.accounts.models import User
from tests.placements.measures.conftest import (
    a_day,
    bakery,
    company,
    desk,
    els,
    garage,
    ilse,
    other,
    school,
    wim,
)
from tests.placements.replacement.asking import ask

__all__ = ["a_day", "bakery", "company", "desk", "els", "garage", "ilse", "other", "school", "wim"]


@pytest.fixture
def wish(ilse: User, school: School) -> ReplacementRequest:
    return ask(ilse, school)
