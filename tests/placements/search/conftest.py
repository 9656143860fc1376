"""A small fictional register: two towns twelve kilometres apart."""

from collections.abc import Iterator
from datetime import date

import pytest

from placements.accreditations.actions import recognise
from placements.accreditations.models import Key, Programme, ProgrammeKind
from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from placements.search import vocabulary
from stagebaken.web.days import suppose

TODAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def a_day() -> Iterator[None]:
    """Words of the test before are not in this one's database."""
    vocabulary.forget()
    with suppose(TODAY):
        yield
    vocabulary.forget()


def programme(crebo: str, name: str, level: int | None = None, **more: str) -> Programme:
    facts = {"kind": ProgrammeKind.KWALIFICATIE, "name": name, "level": level, **more}
    return Programme.objects.get_or_create(crebo=crebo, defaults=facts)[0]


def recognised(
    company: TrainingCompany,
    taught: Programme,
    pathway: str,
    until: date | None = date(2028, 3, 1),
    *,
    start: date | None = None,
) -> Key:
    key = Key(company.pk, taught.pk, pathway)
    recognise(key=key, source="proef", valid_from=start, valid_until=until)
    return key


@pytest.fixture
def garage(db: None) -> TrainingCompany:
    """Autotechnicus until 2028; eerste autotechnicus ended yesterday."""
    company = register(
        name="Autobedrijf Windwijzer",
        leerbedrijf_id="100417920",
        street="Kade",
        house_number="4",
        postcode="0234 ab",
        place="Oosterhaven",
        latitude=52.0,
        longitude=5.0,
        coordinate_source="exact",
        sector="02",
        trades="onderhoud banden",
        learning_tasks="Onderhoud en banden.",
        allowance_cents=35_000,
    )
    recognised(company, programme("90211", "Autotechnicus", 2), "bol")
    ended = programme("90212", "Eerste carrosseriebouwer", 3)
    recognised(company, ended, "bbl", date(2026, 11, 26))
    return company


@pytest.fixture
def bakery(db: None) -> TrainingCompany:
    company = register(
        name="Bakkerij Crème & Zoë",
        postcode="0300AA",
        place="Sint-Vlietdorp",
        latitude=52.1,
        longitude=5.1,
        coordinate_source="postcode",
        sector="06",
    )
    bread = programme("90345", "Brood en banket", 3, keywords="bakker patissier")
    recognised(company, bread, "bbl", date(2029, 6, 1))
    return company


@pytest.fixture
def studio(db: None) -> TrainingCompany:
    """Works for the hbo only: no programme, no erkenning, nothing about an allowance."""
    return register(name="Studio Vuurtoren", place="Oosterhaven", trades="ontwerp")
