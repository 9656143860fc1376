"""Published figures: the own school's for team and administrator, the schools' together for SBB."""

from datetime import date
from typing import Any

from reports.yearly import actions
from reports.yearly.models import Kind
from tests.access.row import Row, everyone, only
from tests.access.world import World

YEAR = 2020
OWN = only("coordinator", "locked", "excluded", "administrator")
SOME_SCHOOL = only(
    "coordinator", "locked", "excluded", "other_school", "administrator", "other_administrator"
)
SBB = only("sbb")
API = dict.fromkeys(("anonymous", "reporter", "unfactored"), 403)  # it leads nobody to a page


def released(_world: World) -> dict[str, Any]:
    actions.release(year=YEAR, kind=Kind.FINAL, day=date(2026, 1, 1))
    return {"year": YEAR}


def school(world: World) -> dict[str, Any]:
    return {"code": world.school.code} | released(world)


def asked(world: World) -> dict[str, Any]:
    return {"school": world.school.code}


ROWS = [
    Row("yearly:home", SOME_SCHOOL),
    Row("yearly:school", OWN, kwargs=school),
    Row("yearly:school_csv", OWN, kwargs=school),
    Row("yearly:school_pdf", OWN, kwargs=school),
    Row("yearly_groups:home", SBB),
    Row("yearly_groups:groups", SBB, kwargs=released),
    Row("yearly_groups:groups_csv", SBB, kwargs=released),
    Row("yearly_groups:groups_pdf", SBB, kwargs=released),
    Row("yearly_definition:definition", everyone(200)),
    Row("yearly_api:yearly", OWN | API, kwargs=released, data=asked),
    Row("yearly_api:yearly", SBB | API, kwargs=released),
]
