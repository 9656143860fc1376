"""Gaps of region and country, and how everything is counted: open to everybody."""

from typing import Any

from placements.releases.gap_figures import HIDDEN, NAMES, asdict
from placements.releases.models import Kind, PublishedCell, PublishedGap, Release, Scope
from stagebaken.web.days import today
from tests.access.row import Row, everyone, only
from tests.access.world import World

YEAR = 2021
OWN = only("coordinator", "locked", "excluded", "administrator")


def released(scope: Scope, region: str = "") -> dict[str, Any]:
    """Made with the request, and undone with it."""
    release = Release.objects.create(
        scope=scope, region=region, year=YEAR, kind=Kind.FINAL, released_on=today()
    )
    figures: dict[str, Any] = {"is_unequal": None, **dict.fromkeys(NAMES, asdict(HIDDEN))}
    PublishedGap.objects.create(release=release, name="Europa", figures=figures)
    return {}


def country(_world: World) -> dict[str, Any]:
    return released(Scope.COUNTRY)


def region(_world: World) -> dict[str, Any]:
    return released(Scope.REGION, "Twente")


def twente(_world: World) -> dict[str, Any]:
    return {"slug": "twente"}


def school(world: World) -> dict[str, Any]:
    return {"code": world.school.code}


def own(world: World) -> dict[str, Any]:
    release = Release.objects.create(
        school=world.school, year=YEAR, kind=Kind.FINAL, released_on=today()
    )
    labels = dict.fromkeys(("herkomst", "gender", "level", "leerweg", "sector"), "Totaal")
    PublishedCell.objects.create(
        release=release, form="count", table="total", name="n", value=60, base=5, **labels
    )
    return {}


ROWS = [
    Row("gaps:national", everyone(200)),
    Row("gaps:national", everyone(200), data=country),
    Row("gaps:national_csv", everyone(404)),
    Row("gaps:national_csv", everyone(200), data=country),
    Row("gaps:national_json", everyone(200), data=country),
    Row("gaps:region", everyone(404), kwargs=twente),
    Row("gaps:region", everyone(200), kwargs=twente, data=region),
    Row("gaps:region_csv", everyone(200), kwargs=twente, data=region),
    Row("gaps:region_json", everyone(200), kwargs=twente, data=region),
    Row("gaps:method", everyone(200)),
    Row("releases:pdf", OWN, kwargs=school, data=own),
]
