"""Outcomes: a school's own for team and administrator, what is public for everybody."""

from typing import Any

from placements.releases.models import Kind, PublishedCell, Release, SchoolConsent
from schools.registry.models import School
from stagebaken.web.days import today
from tests.access.row import Row, everyone, only
from tests.access.world import World

YEAR = 2020
OWN = only("coordinator", "locked", "excluded", "administrator")
# With one school the list leads straight to it.
HOME = only(
    "coordinator",
    "locked",
    "excluded",
    "other_school",
    "administrator",
    "other_administrator",
    status=302,
)


def released(school: School) -> None:
    """What an address needs is made once and stays: only what an answer did is undone."""
    release, is_new = Release.objects.get_or_create(
        school=school, year=YEAR, kind=Kind.FINAL, defaults={"released_on": today()}
    )
    labels = dict.fromkeys(("herkomst", "gender", "level", "leerweg", "sector"), "Totaal")
    if is_new:
        PublishedCell.objects.create(
            release=release, form="count", table="total", name="n", value=60, base=5, **labels
        )


def school(world: World) -> dict[str, Any]:
    released(world.school)
    return {"code": world.school.code}


def silent(world: World) -> dict[str, Any]:
    """A school with figures that made none of them public."""
    released(world.other)
    return {"code": world.other.code}


def public(world: World) -> dict[str, Any]:
    SchoolConsent.objects.get_or_create(
        school=world.school,
        withdrawn_on=None,
        defaults={"covers": SchoolConsent.Covers.TABLES, "given_on": today()},
    )
    return school(world)


def asked(world: World) -> dict[str, Any]:
    return {"school": silent(world)["code"]}


def asked_public(world: World) -> dict[str, Any]:
    return {"school": public(world)["code"]}


def decided(_world: World) -> dict[str, Any]:
    return {"covers": "tables", "sure": "on"}


ROWS = [
    Row("releases:public", everyone(200)),
    Row("releases:public_school", everyone(404), kwargs=silent),
    Row("releases:public_school", everyone(200), kwargs=public),
    Row("releases:home", HOME),
    Row("releases:school", OWN, kwargs=school),
    Row("releases:csv", OWN, kwargs=school),
    Row("releases:json", OWN, kwargs=school),
    Row("releases:complete", OWN, kwargs=school),
    Row("releases:consent", OWN, kwargs=school),
    Row(
        "releases:consent",
        only("administrator", status=302, coordinator=403, locked=403, excluded=403),
        kwargs=school,
        method="post",
        data=decided,
    ),
    Row(
        "releases_api:outcomes",
        only("other_school", "other_administrator", anonymous=404, reporter=404, unfactored=403),
        data=asked,
    ),
    Row("releases_api:outcomes", everyone(200) | {"unfactored": 403}, data=asked_public),
]
