"""Preparing: a student's own list, and the page of who adds to it for the school."""

from typing import Any
from uuid import UUID

from placements.preparation.models import SchoolItem
from placements.preparation.phases import Phase
from stagebaken.web.days import today
from tests.access.row import Row, only
from tests.access.rows.applications import student
from tests.access.rows.students import STAFF
from tests.access.world import World

ITEM = UUID("4e7b51ed-5cd4-4a6e-8f42-3d5c9e4fa188")
OFFICE, DONE = only(*STAFF), only(*STAFF, status=302)


def school(world: World) -> dict[str, Any]:
    return {"code": world.school.code}


def item(world: World) -> dict[str, Any]:
    return school(world) | {"item_id": ITEM}


def written(world: World) -> dict[str, Any]:
    SchoolItem.objects.create(
        id=ITEM, school=world.school, phase=Phase.TALKING, text="Boekje", added_on=today()
    )
    return {}


def new(_world: World) -> dict[str, Any]:
    return {"phase": "talking", "text": "Boekje"}


ROWS = [
    Row("preparation:list", only("student"), data=student()),
    Row("preparation:list", only("student", status=302), method="post",
        data=student({"done": "ill"})),
    Row("preparation:list", only()),
    Row("preparation_items:list", OFFICE, kwargs=school),
    Row("preparation_items:list", DONE, kwargs=school, method="post", data=new),
    Row("preparation_items:remove", OFFICE, kwargs=item, data=written),
    Row("preparation_items:remove", DONE, kwargs=item, method="post", data=written),
]  # fmt: skip
