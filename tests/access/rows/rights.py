"""The procedure is public; each desk exists for who works there, and nobody else."""

from collections.abc import Callable
from typing import Any

from reports.rights.models import DataRequest
from reports.rights.vocabulary import Desk, Part, Right
from schools.registry.models import School
from stagebaken.web.days import today
from tests.access.row import Row, everyone, only
from tests.access.world import World

# Two counsellors' colleagues are of the same team; who is excluded from a case is not from this.
AT = {
    "rights_team": ("coordinator", "locked", "excluded"),
    "rights_school": ("administrator",),
    "rights_platform": ("platform",),
}


def school(world: World) -> dict[str, Any]:
    return {"code": world.school.code}


def request(part: Part, owner: Callable[[World], School | None]) -> Callable[..., dict[str, Any]]:
    def made(world: World) -> dict[str, Any]:
        at = owner(world)
        one = DataRequest.objects.create(
            school=at,
            part=part,
            right=Right.INSIGHT,
            entered_at=Desk.SCHOOL if at else Desk.PLATFORM,
            received_on=today(),
            due_on=today().replace(year=today().year + 1),
        )
        return {"request_id": one.pk} | ({"code": at.code} if at else {})

    return made


def entered(_world: World) -> dict[str, Any]:
    return {"part": "", "right": "insight", "received_on": today().isoformat()}


def entered_at_school(world: World) -> dict[str, Any]:
    return entered(world) | {"part": "account"}


def closed(_world: World) -> dict[str, Any]:
    return {"outcome": "withdrawn"}


def extended(_world: World) -> dict[str, Any]:
    return {"reason": "number"}


def rows() -> list[Row]:
    found = []
    for name, roles in AT.items():
        at = (lambda _: {}) if name == "rights_platform" else school
        part = Part.REPORTS if name == "rights_team" else Part.ACCOUNT
        one = request(part, (lambda _: None) if name == "rights_platform" else owner)
        new = entered_at_school if name == "rights_school" else entered
        reads, done = only(*roles), only(*roles, status=302)
        found += [
            Row(f"{name}:list", reads, kwargs=at),
            Row(f"{name}:new", reads, kwargs=at),
            Row(f"{name}:new", done, kwargs=at, method="post", data=new),
            Row(f"{name}:close", reads, kwargs=one),
            Row(f"{name}:close", done, kwargs=one, method="post", data=closed),
            Row(f"{name}:extend", reads, kwargs=one),
            Row(f"{name}:extend", done, kwargs=one, method="post", data=extended),
        ]
    return found


def owner(world: World) -> School:
    return world.school


ROWS = [
    Row("rights:procedure", everyone(200)),
    Row("rights_team:home", only(*AT["rights_team"], "other_school", status=302)),
    *rows(),
]
