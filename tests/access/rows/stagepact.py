"""A school's monitor of the Stagepact: for its internship coordinators and its administrators."""

from typing import Any

from placements.stagepact import actions
from placements.stagepact.models import Effort
from placements.stagepact.vocabulary import Task
from tests.access.row import Row, only
from tests.access.world import World

KEEPERS = ("locked", "excluded", "administrator")  # the first two are internship coordinators
READS = only(*KEEPERS)
DONE = only(*KEEPERS, status=302)
FIELDS: dict[str, Any] = {
    "task": "norm",
    "title": "Een norm op de website",
    "text": "De school zegt wat zij niet accepteert.",
    "owner": "directeur onderwijs",
    "state": "running",
    "evidence": "",
    "starts_on": "2026-01-10",
    "review_on": "2026-09-01",
    "indicators": ["first_try"],
}


def school(world: World) -> dict[str, Any]:
    return {"code": world.school.code}


def effort(world: World) -> dict[str, Any]:
    found = Effort.objects.filter(school=world.school).first() or actions.write(
        by=world.administrator, school=world.school, fields=FIELDS
    )
    return school(world) | {"effort_id": found.pk}


def levels(_world: World) -> dict[str, Any]:
    return dict.fromkeys(Task.values, 1)


def a_file(world: World) -> dict[str, Any]:
    return school(world) | {"kind": "anoniem"}


ROWS = [
    Row("stagepact:home", READS, kwargs=school),
    Row("stagepact:new", READS, kwargs=school),
    Row("stagepact:new", DONE, kwargs=school, method="post", data=lambda _: FIELDS),
    Row("stagepact:assess", READS, kwargs=school),
    Row("stagepact:assess", DONE, kwargs=school, method="post", data=levels),
    Row("stagepact:export", READS, kwargs=a_file),
    Row("stagepact:write", READS, kwargs=effort),
    Row("stagepact:write", DONE, kwargs=effort, method="post", data=lambda _: FIELDS),
    Row("stagepact:take_off", READS, kwargs=effort),
    Row("stagepact:take_off", DONE, kwargs=effort, method="post"),
]
