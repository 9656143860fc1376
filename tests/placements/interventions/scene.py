"""Schools with published shares, and a plan of one of them. All of them are fictional."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from placements.interventions import actions
from placements.interventions.models import Plan
from placements.interventions.vocabulary import Answer
from placements.releases.models import Kind, PublishedCell, Release, Scope
from schools.registry.models import School
from tests.cast import make_administrator, make_school

DAY = date(2026, 5, 20)
BEFORE, AFTER = (2024, 2025), (2026, 2027)
ALL = dict.fromkeys(("herkomst", "gender", "level", "leerweg", "sector"), "Totaal")
FIELDS: Mapping[str, Any] = {
    "title": "Eerlijk matchen",
    "measure": "Alle eerstejaars krijgen een plek door stagematching.",
    "reasoning": "Dan kiest niemand op gevoel.",
    "indicator": "first_try",
    "secondary": [],
    "group": "Totaal",
    "first_before": 2024,
    "first_after": 2026,
    "last_after": 2027,
    "exclusions": "",
    "expected_percent": 50,
    "expected_students": 60,
}


def schools(number: int, start: int = 0) -> list[School]:
    return [
        make_school(f"school-{at}", f"Proefschool {at}", vault=None)
        for at in range(start, start + number)
    ]


def publish(
    school: School,
    shares: Mapping[int, float],
    *,
    n: int = 200,
    name: str = "first_try",
    **group: str,
) -> None:
    """Final figures of a school: the share of each school year."""
    for year, share in shares.items():
        release, _ = Release.objects.get_or_create(
            scope=Scope.SCHOOL, school=school, year=year, kind=Kind.FINAL,
            defaults={"released_on": date(year + 2, 3, 1)},
        )  # fmt: skip
        PublishedCell.objects.create(
            release=release, form="share", table="herkomst" if group else "total", name=name,
            base=0, k=round(share * n), n=n, estimate=Decimal(round(100 * share)), low=Decimal(0),
            high=Decimal(100), **{**ALL, **group},
        )  # fmt: skip


def steady(school: School, change: float = 0.0, *, at: float = 0.5, **more: Any) -> None:
    """Two years before at one share, two years after at another."""
    earlier, later = dict.fromkeys(BEFORE, at), dict.fromkeys(AFTER, at + change)
    publish(school, earlier | later, **more)


def plan_of(school: School, others: Iterable[School] = (), **fields: Any) -> Plan:
    """A registered plan of a school, and of others that said yes."""
    by = make_administrator(school)
    plan = actions.draft(by=by, school=school, fields={**FIELDS, **fields})
    for other in others:
        actions.ask(by=by, plan=plan, school=other)
        actions.answer(by=make_administrator(other), plan=plan, school=other, agrees=True)
    assert not plan.participants.filter(answer=Answer.INVITED).exists()
    return actions.register(by=by, plan=plan)
