"""Two programmes, one fictional garage, and a day that stands still."""

from collections.abc import Iterator
from datetime import date

import pytest

from placements.accreditations.models import Key, Programme, ProgrammeKind
from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from schools.registry.programmes import Pathway
from stagebaken.web.days import suppose

TODAY = date(2026, 11, 27)
FILE = "erkenningen.csv"


@pytest.fixture(autouse=True)
def a_day() -> Iterator[None]:
    with suppose(TODAY):
        yield


@pytest.fixture
def garage(db: None) -> TrainingCompany:
    return register(name="Autobedrijf Windwijzer", leerbedrijf_id="100417920", postcode="1234AB")


@pytest.fixture
def mechanic(db: None) -> Programme:
    return Programme.objects.create(
        kind=ProgrammeKind.KWALIFICATIE, crebo="90211", name="Autotechnicus", level=2
    )


@pytest.fixture
def designer(db: None) -> Programme:
    return Programme.objects.create(kind=ProgrammeKind.HBO, name="Ontwerpen")


@pytest.fixture
def key(garage: TrainingCompany, mechanic: Programme) -> Key:
    return Key(garage.pk, mechanic.pk, Pathway.BOL)
