"""Origin facts: a school's administrator decides; a student has a page of the own, nobody else.

Nobody in this table has a student's record: with one, see tests/schools/origin/test_own_page.py.
"""

from typing import Any

from schools.origin.models import Register
from schools.origin.pseudonyms import key_id
from stagebaken.web.days import today
from tests.access.row import Row, only
from tests.access.world import World

OWN = only("administrator")
DONE = only("administrator", status=302)
NOBODY = only()


def school(world: World) -> dict[str, Any]:
    return {"code": world.school.code}


def switched_on(world: World) -> dict[str, Any]:
    basis = {"basis": "consent", "explanation": "Daarom.", "decided_by": "Bestuur"}
    days = {"decided_on": today(), "switched_on": today(), "key_id": key_id()}
    Register.objects.get_or_create(school=world.school, defaults=basis | days)
    return school(world)


def basis(_world: World) -> dict[str, Any]:
    return {
        "basis": "statistics",
        "explanation": "Omdat wij gelijke kansen willen meten.",
        "decided_by": "College van Bestuur",
        "decided_on": today().isoformat(),
    }


ROWS = [
    Row("origin_school:basis", OWN, kwargs=school),
    Row("origin_school:basis", DONE, kwargs=school, method="post", data=basis),
    Row("origin_school:switch_off", OWN, kwargs=switched_on),
    Row("origin_school:switch_off", DONE, kwargs=switched_on, method="post"),
    Row("origin:home", NOBODY),
    *[
        Row(f"origin:{page}", NOBODY, kwargs=switched_on, method=method)
        for page in ("own", "withdraw")
        for method in ("get", "post")
    ],
]
