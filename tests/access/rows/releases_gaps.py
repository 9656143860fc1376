"""Gaps of region and country, and how everything is counted: open to everybody."""

from typing import Any

from placements.releases.gap_figures import HIDDEN, NAMES, asdict
from placements.releases.models import Kind, PublishedGap, Release, Scope
from stagebaken.web.days import today
from tests.access.row import Row, everyone
from tests.access.rows.releases import OWN, school
from tests.access.world import World

YEAR = 2020


def released(scope: Scope, region: str = "") -> None:
    release = Release.objects.create(
        scope=scope, region=region, year=YEAR, kind=Kind.FINAL, released_on=today()
    )
    figures: dict[str, Any] = {"is_unequal": None, **dict.fromkeys(NAMES, asdict(HIDDEN))}
    PublishedGap.objects.create(release=release, name="Europa", figures=figures)


def country(_world: World) -> dict[str, Any]:
    released(Scope.COUNTRY)
    return {}


def region(_world: World) -> dict[str, Any]:
    released(Scope.REGION, "Twente")
    return {"slug": "twente"}


ROWS = [
    Row("gaps:national", everyone(200)),
    Row("gaps:national", everyone(200), kwargs=country),
    Row("gaps:national_csv", everyone(404)),
    Row("gaps:national_csv", everyone(200), kwargs=country),
    Row("gaps:national_json", everyone(200), kwargs=country),
    Row("gaps:region", everyone(200), kwargs=region),
    Row("gaps:region_csv", everyone(200), kwargs=region),
    Row("gaps:region_json", everyone(200), kwargs=region),
    Row("gaps:method", everyone(200)),
    Row("releases:pdf", OWN, kwargs=school),
]
