"""A school's own placement decisions: for its internship coordinators alone."""

from typing import Any

from placements.measures.models import Kind, Measure
from stagebaken.web.days import today
from tests.access.row import Row, only
from tests.access.world import World

# The school's two internship coordinators; a counsellor and the administrator place nobody.
STAFF = ("locked", "excluded")
READS = only(*STAFF)
DONE = only(*STAFF, status=302)


def school(world: World) -> dict[str, Any]:
    return {"code": world.school.code}


def company(world: World) -> dict[str, Any]:
    return school(world) | {"company_id": world.company.pk}


def measure(world: World) -> dict[str, Any]:
    found, _ = Measure.objects.get_or_create(
        school=world.school,
        company=world.company,
        kind=Kind.CONVERSATION,
        defaults={"starts_on": today(), "review_on": today()},
    )
    return school(world) | {"measure_id": found.pk}


def decision(_world: World) -> dict[str, Any]:
    day = today().isoformat()
    return {"kind": "agreement", "starts_on": day, "until": day, "review_on": day}


def seen(_world: World) -> dict[str, Any]:
    return {"seen": 1, "review_on": today().isoformat()}


ROWS = [
    Row("measures:home", DONE),
    Row("measures:overview", READS, kwargs=school),
    Row("measures:search", READS, kwargs=school),
    Row("measures:company", READS, kwargs=company),
    Row("measures:take", READS, kwargs=company),
    Row("measures:take", DONE, kwargs=company, method="post", data=decision),
    Row("measures:renew", READS, kwargs=measure),
    Row("measures:renew", DONE, kwargs=measure, method="post", data=seen),
    Row("measures:end", READS, kwargs=measure),
    Row("measures:end", DONE, kwargs=measure, method="post", data=seen),
]
