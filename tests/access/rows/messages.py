"""Messages: the internship coordinators of a school, and each student in the own thread."""

from typing import Any
from uuid import UUID

from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import today
from tests.access.row import Given, Row, only
from tests.access.world import World

STUDENT = UUID("4e7c15bd-6f13-4b7e-8a4d-2c5b8d1f9a77")
STAFF = ("locked", "excluded")
READS, WROTE = only(*STAFF), only(*STAFF, status=302)
OWN, OWN_DONE = only("student"), only("student", status=302)


def enrolled(form: dict[str, Any] | None = None) -> Given:
    """Sem Student has a record at the school, within the block that is undone."""

    def given(world: World) -> dict[str, Any]:
        user = User.objects.get(name="Sem Student")
        Student.objects.create(
            id=STUDENT, school=world.school, number="S1", name=user.name, email=user.email,
            source="proef", started_on=today(), account=user, invited_on=today(),
            joined_on=today(),
        )  # fmt: skip
        return form or {}

    return given


def school(world: World) -> dict[str, Any]:
    return {"code": world.school.code}


def theirs(world: World) -> dict[str, Any]:
    return school(world) | {"student_id": STUDENT}


def own(_world: World) -> dict[str, Any]:
    return {"student_id": STUDENT}


HERE, FORM = enrolled(), enrolled({"text": "Hallo"})

ROWS = [
    Row("messages:list", READS, kwargs=school),
    Row("messages:thread", READS, kwargs=theirs, data=HERE),
    Row("messages:thread", WROTE, kwargs=theirs, data=FORM, method="post"),
    Row("own_messages:home", OWN_DONE, data=HERE),
    Row("own_messages:thread", OWN, kwargs=own, data=HERE),
    Row("own_messages:thread", OWN_DONE, kwargs=own, data=FORM, method="post"),
    Row("own_messages:copy", OWN, kwargs=own, data=HERE),
    # Without a record, nobody finds these pages.
    Row("own_messages:home", only()),
    Row("own_messages:thread", only(), kwargs=own),
]
