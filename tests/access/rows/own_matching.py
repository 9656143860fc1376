"""Stagematching for a student: the own rounds. What the rows need is made in `data`."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from placements.matching.models import Assignment, Offer, Round, Wish
from placements.matching.transitions import State
from schools.students.models import Student
from stagebaken.web.days import today
from tests.access.row import Given, Row, only
from tests.access.rows.applications import a_place, enrolled, nothing
from tests.access.world import World

ROUND = UUID("3d6a4adc-4bc3-4f5d-9e31-2c4b8d3f9a77")
OWN = only("student")
OWN_DONE = only("student", status=302)
CERTIFICATE = (
    '{"blocking_pairs":0,"counts":{"placed":1,"places":1,"seats":1,"students":1},"cut_offs":{"%s":'
    'null},"format":"stagebaken matching certificate","lottery":"x","method":"x","places_sha256":'
    '"x","seed":"1","seed_sha256":"x","statement":"x","students_sha256":"x","version":1}'
)


def took_part(world: World, state: State) -> Offer:
    """Sem Student has a list in a round, and a place when it is published."""
    student = enrolled(world)
    Student.objects.filter(pk=student.pk).update(pathway="bol")
    is_open, day = state == State.OPEN, today()
    round_ = Round(
        id=ROUND, school=world.school, title="Voorjaar", state=state, drafted_on=day,
        opened_on=day, closes_on=day + timedelta(days=7), seed_sha256="a" * 64,
        seed="" if is_open else "1", certificate="" if is_open else "later",
        ended_on=None if is_open else day,
        starts_on=day + timedelta(days=60), ends_on=day + timedelta(days=160),
    )  # fmt: skip
    round_.save()
    offer = Offer.objects.create(round=round_, place=a_place(world), capacity=1)
    Wish.objects.create(offer=offer, student=student, position=1, tier=None if is_open else 1)
    if not is_open:
        Assignment.objects.create(round=round_, student=student, offer=offer, solved=offer)
        Round.objects.filter(pk=ROUND).update(certificate=CERTIFICATE % offer.pk)
    return offer


def at(state: State, form: dict[str, Any] | None = None) -> Given:
    def given(world: World) -> dict[str, Any]:
        offer = took_part(world, state)
        return {} if form is None else {"wish": str(offer.pk)} | form

    return given


def one(_world: World) -> dict[str, Any]:
    return {"round_id": ROUND}


OPEN, PUBLISHED = at(State.OPEN), at(State.PUBLISHED)
ROWS = [
    Row("own_rounds:home", OWN, data=OPEN),
    Row("own_rounds:one", OWN, kwargs=one, data=OPEN),
    Row("own_rounds:one", OWN, kwargs=one, data=PUBLISHED),
    Row("own_rounds:wishes", OWN, kwargs=one, data=OPEN),
    Row("own_rounds:wishes", OWN_DONE, kwargs=one, data=at(State.OPEN, {"do": "hand_in"}),
        method="post"),
    Row("own_rounds:leave", OWN, kwargs=one, data=OPEN),
    Row("own_rounds:leave", OWN_DONE, kwargs=one, data=OPEN, method="post"),
    Row("own_rounds:check", OWN, kwargs=one, data=PUBLISHED),
    Row("own_rounds:proof", OWN, kwargs=one, data=PUBLISHED),
    Row("own_rounds:others", OWN, kwargs=one, data=PUBLISHED),
    # Before the result there is nothing to check.
    Row("own_rounds:proof", OWN_DONE, kwargs=one, data=OPEN),
    # Without a record, nobody finds these pages; a round in preparation exists for no student.
    Row("own_rounds:home", only(), data=nothing),
    Row("own_rounds:one", only(), kwargs=one, data=nothing),
]  # fmt: skip
