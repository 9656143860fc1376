"""A small fictional register: two towns twelve kilometres apart."""

from datetime import date

import pytest

from placements.companies.actions import Programme, register
from placements.companies.models import TrainingCompany

TODAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("placements.companies.views", "placements.companies.api"):
        monkeypatch.setattr(f"{module}.today", lambda: TODAY)


@pytest.fixture
def garage(db: None) -> TrainingCompany:
    return register(
        name="Autobedrijf Windwijzer",
        leerbedrijf_id="100417920",
        street="Kade",
        house_number="4",
        postcode="1234 ab",
        place="Oosterhaven",
        latitude=52.0,
        longitude=5.0,
        sector="02",
        trades="onderhoud banden",
        learning_tasks="Onderhoud en banden.",
        allowance_cents=35_000,
        programmes=[
            Programme("Autotechnicus", "90211", "bol", 2, date(2028, 3, 1)),
            Programme("Eerste autotechnicus", "90212", "bbl", 3, date(2026, 11, 26)),
        ],
    )


@pytest.fixture
def bakery(db: None) -> TrainingCompany:
    return register(
        name="Bakkerij Crème & Zoë",
        postcode="1300AA",
        place="Vlietdorp",
        latitude=52.1,
        longitude=5.1,
        programmes=[Programme("Brood en banket", "90345", "bbl", 3, date(2029, 6, 1))],
    )


@pytest.fixture
def studio(db: None) -> TrainingCompany:
    """Works for the hbo only: no programme, no erkenning, nothing about an allowance."""
    return register(name="Studio Vuurtoren", place="Oosterhaven", trades="ontwerp")
