"""The scene of every test here, on one fixed day."""

from collections.abc import Iterator

import pytest

from stagebaken.web.days import suppose
from tests.cast import zeewaarde
from tests.placements.commitments.people import (
    DAY,
    Scene,
    make_checker,
    make_company,
    make_contact,
)


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    with suppose(DAY):
        yield


@pytest.fixture
def scene(db: None) -> Scene:
    school, company = zeewaarde(), make_company()
    return Scene(
        company=company,
        contact=make_contact(company),
        school=school,
        checker=make_checker(school, "Ilse Bosgra"),
        sbb=make_checker(None, "Arend Adviseur"),
    )
