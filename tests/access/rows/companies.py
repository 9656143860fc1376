"""/stages/, the API of leerbedrijven and schools, its description: for everybody."""

from typing import Any

from tests.access.row import Row, everyone
from tests.access.world import World

ALL = everyone(200)


def school(world: World) -> dict[str, Any]:
    return {"code": world.school.code}


ROWS = [
    Row("companies:search", ALL),
    Row("companies:suggest", ALL),
    Row("companies_api:search", ALL),
    Row("registry_api:schools", ALL),
    Row("teams_api:team", ALL, kwargs=school),
    Row("schema", ALL),
]
