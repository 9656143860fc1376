"""/stages/, the API of leerbedrijven and schools, its description: for everybody."""

from typing import Any

from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from tests.access.row import Row, everyone
from tests.access.world import World

ALL = everyone(200)


def company(_world: World) -> dict[str, Any]:
    found = TrainingCompany.objects.first() or register(name="Garage De Slinger")
    return {"company_id": found.pk}


def school(world: World) -> dict[str, Any]:
    return {"code": world.school.code}


ROWS = [
    Row("companies:search", ALL),
    Row("companies:suggest", ALL),
    Row("companies:detail", ALL, kwargs=company),
    Row("companies:detail", everyone(405), kwargs=company, method="post"),
    Row("companies_api:search", ALL),
    Row("registry_api:schools", ALL),
    Row("teams_api:team", ALL, kwargs=school),
    Row("schema", ALL),
]
