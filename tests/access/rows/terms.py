"""/beheer/school/…/vrije-dagen/: a school's administrator for the own school."""

from typing import Any

from schools.terms.models import Break
from stagebaken.web.days import today
from tests.access.row import Row, only
from tests.access.world import World


def school(world: World) -> dict[str, Any]:
    return {"code": world.school.code}


def one(world: World) -> dict[str, Any]:
    closed, _ = Break.objects.get_or_create(
        school=world.school, name="Herfst", defaults={"first_day": today(), "last_day": today()}
    )
    return school(world) | {"break_id": closed.pk}


def closed(_world: World) -> dict[str, Any]:
    return {"name": "Kerst", "first_day": "2026-12-21", "last_day": "2027-01-03"}


DONE = only("administrator", status=302)
ROWS = [
    Row("school_terms:breaks", only("administrator"), kwargs=school),
    Row("school_terms:breaks", DONE, kwargs=school, method="post", data=closed),
    Row("school_terms:remove", DONE, kwargs=one, method="post"),
]
