"""Fictional records, and releases of them."""

from datetime import date
from typing import Any

from reports.registration.models import RegistrationRecord
from reports.yearly import actions
from reports.yearly.models import Kind, PublishedCell, YearlyRelease
from schools.registry.models import School
from tests.cast import make_school

YEAR = 2026
LATER = date(2040, 1, 1)  # everything is due
HANDLED: dict[str, Any] = {
    "only_counted": False,
    "sector": "03",
    "measures": ["support", "talk"],
    "outcome": "agreements",
    "acknowledged_within": "3-5",
    "outcome_within": "31-60",
}


def records(school: School, number: int, *, year: int = YEAR, **facts: Any) -> None:
    """So many equal records: handled, about race, while seeking, unless the facts say otherwise."""
    known = {"grounds": ["race"], "phases": ["seeking"], "only_counted": False} | facts
    RegistrationRecord.objects.bulk_create(
        RegistrationRecord(school=school, school_year=year, **known) for _ in range(number)
    )


def released(year: int = YEAR, kind: Kind = Kind.FINAL) -> YearlyRelease:
    made, is_new = actions.release(year=year, kind=kind, day=LATER)
    assert is_new
    return made


def schools(number: int, **facts: Any) -> list[School]:
    """More schools of the same kind."""
    prefix = str(facts.get("sector", "mbo"))
    return [make_school(f"{prefix}-{n}", f"School {n}", **facts) for n in range(number)]


def value(release: YearlyRelease, table: str, item: str, **scope: Any) -> int | None:
    """The published figure, None when it is hidden."""
    scope = {"years": 1} | scope
    found = PublishedCell.objects.filter(release=release, table=table, item=item, **scope).first()
    return found.value if found else None
