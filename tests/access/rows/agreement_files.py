"""Made of agreements: papers, the file for DUO, another place, and a student's own copy."""

from collections.abc import Callable
from typing import Any

from placements.agreements.transitions import State
from placements.replacement import steps
from placements.replacement.models import Cause
from placements.replacement.wanted import Wanted
from stagebaken.web.days import today
from tests.access.row import Given, Row, only
from tests.access.rows.agreements import (
    DONE,
    OF_SCHOOL,
    OWN,
    OWN_DONE,
    OWN_ONE,
    READS,
    SCHOOL,
    STAFF,
    THEIRS,
    TRAINEE,
    a_placement,
    enrolled,
    placed,
    unread,
)
from tests.access.world import World

BRINGS = only(*STAFF, "administrator")
ASKED = only(*STAFF, "administrator", status=409)
FIRST: dict[str, Any] = {"version": 1}


def version(kwargs: Given) -> Given:
    return lambda world: {**kwargs(world), **FIRST}


def agreed(form: Callable[[World], dict[str, Any]] | None = None) -> Given:
    def given(world: World) -> dict[str, Any]:
        a_placement(world, state=State.AGREED, agreed_on=today())
        return form(world) if form else {}

    return given


def near(_world: World) -> dict[str, Any]:
    return {"near": "Utrecht"}


def code(world: World) -> dict[str, Any]:
    wanted = Wanted(near="Utrecht")
    opened = steps.begin(school=world.school, cause=Cause.ASKED, wanted=wanted, day=today())
    return {"code": opened.code}


ROWS = [
    Row("own_placement:document", OWN, kwargs=version(OWN_ONE), data=placed()),
    Row("placements:document", READS, kwargs=version(OF_SCHOOL), data=placed()),
    Row("trainees:document", THEIRS, kwargs=version(TRAINEE), data=placed()),
    # Of what nobody drew up there is no paper, for the company it does not exist at all.
    Row("own_placement:document", only(), kwargs=version(OWN_ONE), data=unread),
    Row("trainees:document", only(), kwargs=version(TRAINEE), data=unread),
    Row("placements:duo", BRINGS, kwargs=SCHOOL),
    Row("placements:duo", ASKED, kwargs=SCHOOL, method="post", data=lambda _: {"variant": "ro"}),
    Row("replacement:placement", READS, kwargs=OF_SCHOOL, data=agreed()),
    Row("replacement:placement", DONE, kwargs=OF_SCHOOL, method="post", data=agreed(near)),
    Row("replacement:join", DONE, kwargs=OF_SCHOOL, method="post", data=agreed(code)),
    Row("own_replacement:own", OWN, kwargs=OWN_ONE, data=agreed()),
    Row("own_replacement:own", OWN_DONE, kwargs=OWN_ONE, method="post", data=agreed(near)),
    Row("own_replacement:join", OWN_DONE, kwargs=OWN_ONE, method="post", data=agreed(code)),
    Row("own_replacement:stop", OWN, kwargs=OWN_ONE, data=agreed()),
    Row("own_replacement:stop", OWN_DONE, kwargs=OWN_ONE, method="post", data=agreed()),
    Row("own_record:copy", OWN, data=enrolled()),
    Row("own_record:take_copy", OWN_DONE, data=enrolled()),
    Row("own_record:take_copy", OWN, method="post", data=enrolled()),
]
