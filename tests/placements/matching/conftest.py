"""Two schools: a round is of one of them."""

import pytest

from schools.registry.models import School
from tests import cast


@pytest.fixture
def school(db: None) -> School:
    return cast.zeewaarde()


@pytest.fixture
def other_school(db: None) -> School:
    return cast.duinkerk()
