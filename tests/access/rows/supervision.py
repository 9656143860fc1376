"""/toezicht/ for SBB alone; /leerbedrijf/goedkeuring/ for the hbo schools themselves."""

from typing import Any

from placements.accreditations.actions import recognise
from placements.accreditations.models import Key, Programme, SchoolApproval
from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from stagebaken.web.days import today
from tests.access.row import Row, only
from tests.access.world import World

SBB = only("sbb")
SBB_DONE = only("sbb", status=302)
HBO = only("other_administrator")  # the other school is a hogeschool
HBO_DONE = only("other_administrator", status=302)


def company(_world: World) -> dict[str, Any]:
    found = TrainingCompany.objects.first() or register(name="Garage De Slinger")
    return {"company_id": found.pk}


def decision(world: World) -> dict[str, Any]:
    facts = company(world)
    programme, _ = Programme.objects.get_or_create(
        kind="kwalificatie", crebo="90211", defaults={"name": "Autotechnicus"}
    )
    recognise(key=Key(facts["company_id"], programme.pk, "bol"), source="proef")
    return facts | {"programme_id": programme.pk, "pathway": "bol", "decision": "schorsen"}


def reason(_world: World) -> dict[str, Any]:
    return {"day": today().isoformat(), "reason": "x", "confirmed": "1"}


def recognition(world: World) -> dict[str, Any]:
    decision(world)
    return reason(world) | {"crebo": "90211", "pathway": "bbl"}


def school(world: World) -> dict[str, Any]:
    return {"code": world.other.code}


def school_and_company(world: World) -> dict[str, Any]:
    return school(world) | company(world)


def approval(world: World) -> dict[str, Any]:
    found, _ = SchoolApproval.objects.get_or_create(
        school=world.other,
        company_id=company(world)["company_id"],
        defaults={"valid_from": today(), "reason": "x", "approved_by": world.administrator},
    )
    return school(world) | {"approval_id": found.pk}


ROWS = [
    Row("supervision:home", SBB),
    Row("supervision:company", SBB, kwargs=company),
    Row("supervision:decide", SBB, kwargs=decision),
    Row("supervision:decide", SBB_DONE, kwargs=decision, method="post", data=reason),
    Row("supervision:recognise", SBB, kwargs=company),
    Row("supervision:recognise", SBB_DONE, kwargs=company, method="post", data=recognition),
    Row("approvals:home", HBO_DONE),
    Row("approvals:overview", HBO, kwargs=school),
    Row("approvals:approve", HBO, kwargs=school_and_company),
    Row("approvals:approve", HBO_DONE, kwargs=school_and_company, method="post", data=reason),
    Row("approvals:withdraw", HBO, kwargs=approval),
    Row("approvals:withdraw", HBO_DONE, kwargs=approval, method="post", data=reason),
]
