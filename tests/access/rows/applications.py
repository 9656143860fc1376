"""Applications: a student's own pages, and the inbox of the company that received them.

What the rows need is made in `data`, within the block that is undone: for every other row the
student of this table has no record.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from placements.applications import copies, profiling
from placements.applications.models import Application
from placements.applications.profiling import Goal
from placements.applications.transitions import State
from placements.companies.models import TrainingCompany
from placements.places.models import TrainingPlace
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import today
from tests.access.row import Given, Row, only
from tests.access.world import World
from tests.placements.applications.scene import FACTS
from tests.placements.places.writing import an_open_place

APPLICATION = UUID("1b4e28ba-2fa1-4d3b-9c1f-0a2f6b1d7e55")
PLACE = UUID("2c5f39cb-3ab2-4e4c-8d20-1b3a7c2e8f66")
REFERENCE = "BCDFGHJKLM"
OWN = only("student")
OWN_DONE = only("student", status=302)
INBOX = only("company")
INBOX_DONE = only("company", status=302)


def enrolled(world: World) -> Student:
    """Sem Student has a record at the school, and a profile."""
    user = User.objects.get(name="Sem Student")
    student = Student.objects.create(
        school=world.school, number="S1", name=user.name, email=user.email, crebo="90211",
        source="proef", started_on=today(), account=user, invited_on=today(), joined_on=today(),
    )  # fmt: skip
    profiling.save(student=student, version=0, facts=FACTS, goals=[Goal("Motoren")], skills=[])
    return student


def a_place(world: World) -> TrainingPlace:
    place = an_open_place(company=world.company, programme_text="Techniek")
    TrainingPlace.objects.filter(pk=place.pk).update(id=PLACE)
    place.tasks.update(place_id=PLACE)
    return TrainingPlace.objects.get(pk=PLACE)


def applied(world: World, state: State) -> None:
    student = enrolled(world)
    profile = profiling.profile_of(student)
    named = {"identity_shown_on": today()} if state == State.CONVERSATION else {}
    turn = "student" if state == State.INVITED else "company"
    Application.objects.create(
        id=APPLICATION, reference=REFERENCE, student=student, place=a_place(world),
        company=TrainingCompany.objects.get(pk=world.company.pk), state=state, turn=turn,
        sent_on=today(), term_on=today(), talk_on=today(), shown=copies.copy_of(profile), **named,
    )  # fmt: skip


def student(form: dict[str, Any] | None = None) -> Given:
    def given(world: World) -> dict[str, Any]:
        enrolled(world)
        a_place(world)
        return form or {}

    return given


def at(state: State, form: dict[str, Any] | None = None) -> Given:
    def given(world: World) -> dict[str, Any]:
        applied(world, state)
        return form or {}

    return given


def place(_world: World) -> dict[str, Any]:
    return {"place_id": PLACE}


def one(_world: World) -> dict[str, Any]:
    return {"application_id": APPLICATION}


def company(world: World) -> dict[str, Any]:
    return {"company_id": world.company.pk}


def received(world: World) -> dict[str, Any]:
    return company(world) | {"reference": REFERENCE}


def own_place(world: World) -> dict[str, Any]:
    return company(world) | place(world)


SENT, INVITED, TALKING = at(State.SENT), at(State.INVITED), at(State.CONVERSATION)
TALK = {"talk_on": (today() + timedelta(days=9)).isoformat(), "talk_text": "Tien uur"}
REASON = {"reason": "taken", "explanation": "Er was één plek."}


def row(name: str, expected: dict[str, int], kwargs: Given, data: Given, method: str) -> Row:
    return Row(name, expected, kwargs=kwargs, data=data, method=method)


def nothing(_world: World) -> dict[str, Any]:
    return {}


ROWS = [
    row("applications:preview", OWN, nothing, student(), "get"),
    row("applications:profile", OWN, nothing, student(), "get"),
    row("applications:profile", OWN_DONE, nothing, student({"version": 1}), "post"),
    row("applications:text", OWN, nothing, student({"text": "Ik ben 17 jaar"}), "post"),
    row("applications:apply", OWN, place, student(), "get"),
    row("applications:apply", OWN_DONE, place, student({"version": 1}), "post"),
    row("applications:list", OWN, nothing, SENT, "get"),
    row("applications:one", OWN, one, SENT, "get"),
    row("applications:accept", OWN_DONE, one, at(State.INVITED, {"what": "talk"}), "post"),
    row("applications:withdraw", OWN, one, INVITED, "get"),
    row("applications:withdraw", OWN_DONE, one, INVITED, "post"),
    row("inbox:companies", INBOX_DONE, nothing, SENT, "get"),
    row("inbox:list", INBOX, company, SENT, "get"),
    row("inbox:one", INBOX, received, SENT, "get"),
    row("inbox:invite", INBOX, received, SENT, "get"),
    row("inbox:invite", INBOX_DONE, received, at(State.SENT, TALK), "post"),
    row("inbox:offer", INBOX, received, SENT, "get"),
    row("inbox:offer", INBOX_DONE, received, SENT, "post"),
    row("inbox:refuse", INBOX, received, SENT, "get"),
    row("inbox:refuse", INBOX_DONE, received, at(State.SENT, REASON), "post"),
    row("inbox:scores", INBOX, received, TALKING, "get"),
    row("inbox:scores", INBOX_DONE, received, TALKING, "post"),
    row("inbox:scores", only(), received, INVITED, "get"),
    row("inbox:guide", INBOX, own_place, SENT, "get"),
    row("inbox:guide", INBOX_DONE, own_place, SENT, "post"),
    # Without a record, nobody finds these pages.
    Row("applications:list", only()),
    Row("applications:profile", only()),
]  # fmt: skip
