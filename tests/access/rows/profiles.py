"""The page of a leerbedrijf, and the check of its recognition: for everybody."""

from typing import Any

from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from tests.access.row import Row, everyone
from tests.access.world import World

ALL = everyone(200)


def company(_world: World) -> dict[str, Any]:
    found = TrainingCompany.objects.first() or register(name="Garage De Slinger")
    return {"company_id": found.pk}


def question(_world: World) -> dict[str, Any]:
    return {"leerbedrijf_id": "100417920", "crebo": "90211", "day": "2026-11-27"}


ROWS = [
    Row("profiles:company", ALL, kwargs=company),
    Row("profiles:company", everyone(405), kwargs=company, method="post"),
    Row("accreditations:verify", ALL, data=question),
    Row("accreditations:verify", everyone(405), method="post"),
    Row("accreditations:identify", ALL),
    Row("accreditations_api:verify", ALL, data=question),
    Row("accreditations_api:verify", everyone(400)),
    Row("accreditations_api:changes", ALL, data=question),
]
