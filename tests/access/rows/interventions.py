"""Plans: written by a school's administrators, read by everybody once they are registered."""

from typing import Any

from placements.interventions import actions
from placements.interventions.models import Plan
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.web.days import today
from tests.access.row import Row, everyone, only
from tests.access.world import World
from tests.cast import make_administrator, make_school
from tests.placements.interventions.scene import FIELDS

OWN = only("administrator")
DONE = only("administrator", status=302)


def school(world: World) -> dict[str, Any]:
    return {"code": world.school.code}


def fields(_world: World | None = None) -> dict[str, Any]:
    year = today().year
    years = {"first_before": year - 1, "first_after": year + 1, "last_after": year + 2}
    return {**FIELDS, **years}


def draft(world: World) -> dict[str, Any]:
    _others()
    return school(world) | {"plan_id": _draft(world.administrator, world.school).pk}


def registered(world: World) -> dict[str, Any]:
    return school(world) | {"plan_id": _registered(world).pk}


def public(world: World) -> dict[str, Any]:
    return {"plan_id": _registered(world).pk}


def asked(world: World) -> dict[str, Any]:
    """A draft of another school that asks this one."""
    other = _others()[0]
    by = User.objects.filter(memberships__school=other).first() or make_administrator(other)
    plan = _draft(by, other)
    actions.ask(by=by, plan=plan, school=world.school)
    return school(world) | {"plan_id": plan.pk}


def _draft(by: User, of: School) -> Plan:
    return actions.draft(by=by, school=of, fields=fields())


def _registered(world: World) -> Plan:
    _others()
    return actions.register(by=world.administrator, plan=_draft(world.administrator, world.school))


def _others() -> list[School]:
    """Fictional schools to be held against, as many as a plan needs."""
    codes = [f"proef-{number}" for number in range(6)]
    found = list(School.objects.filter(code__in=codes).order_by("code"))
    return found or [make_school(code, f"Proefschool {code}", vault=None) for code in codes]


def other_school(_world: World) -> dict[str, Any]:
    return {"school": _others()[0].code}


ROWS = [
    Row("interventions:ledger", everyone(200)),
    Row("interventions:plan", everyone(200), kwargs=public),
    Row("interventions:text", everyone(200), kwargs=public),
    Row("interventions_school:home", OWN, kwargs=school),
    Row("interventions_school:new", OWN, kwargs=school),
    Row("interventions_school:new", DONE, kwargs=school, method="post", data=fields),
    Row("interventions_school:plan", OWN, kwargs=draft),
    Row("interventions_school:plan", DONE, kwargs=draft, method="post", data=other_school),
    Row("interventions_school:write", OWN, kwargs=draft),
    Row("interventions_school:write", DONE, kwargs=draft, method="post", data=fields),
    Row("interventions_school:answer", DONE, kwargs=asked, method="post",
        data=lambda _: {"antwoord": "ja"}),
    Row("interventions_school:leave_out", DONE, kwargs=draft, method="post", data=other_school),
    Row("interventions_school:register", OWN, kwargs=draft),
    Row("interventions_school:register", DONE, kwargs=draft, method="post"),
    Row("interventions_school:discard", OWN, kwargs=draft),
    Row("interventions_school:discard", DONE, kwargs=draft, method="post"),
    Row("interventions_school:stop", OWN, kwargs=registered),
    Row("interventions_school:stop", DONE, kwargs=registered, method="post",
        data=lambda _: {"reason": "Het geld was op."}),
]  # fmt: skip
