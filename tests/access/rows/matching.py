"""/stagematching/: a school's internship coordinators. Rounds are made within the request."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from placements.matching import actions
from placements.matching.actions import Plan, Wanted
from placements.matching.models import Offer, Round
from placements.matching.priorities import Facts
from placements.places.models import State, TrainingPlace
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose, today
from tests.access.row import Given, Row, only
from tests.access.rows.students import NUMBER, a_student
from tests.access.world import World

STAFF = ("locked", "excluded")
READS = only(*STAFF)
DONE = only(*STAFF, status=302)
BOTH_SCHOOLS = only(*STAFF, status=302)
TITLE = "Ronde van de toegangstabel"


def school(world: World) -> dict[str, Any]:
    return {"code": world.school.code}


def a_place(world: World) -> TrainingPlace:
    facts = {"state": State.OPEN, "published_on": today(), "number": 2}
    return TrainingPlace.objects.get_or_create(company=world.company, title=TITLE, defaults=facts)[
        0
    ]


def _draft(world: World) -> Round:
    plan = Plan(TITLE, ["travel"], today(), today() + timedelta(days=90))
    return actions.draft(by=world.ilse.user, school=world.school, plan=plan)


def _with_place(world: World) -> Round:
    made = _draft(world)
    actions.offer(by=world.ilse.user, round_=made, place=a_place(world), capacity=1)
    return made


def _opened(world: World) -> Round:
    made, by = _with_place(world), world.ilse.user
    return actions.open_round(by=by, round_=made, closes_on=today() + timedelta(days=5))


def _over(world: World) -> Round:
    """Open, and its last day was yesterday."""
    with suppose(today() - timedelta(days=9)):
        made, record = _with_place(world), a_student(world)
        by = world.ilse.user
        actions.open_round(by=by, round_=made, closes_on=today() + timedelta(days=8))
        student = User.objects.get(name="Sem Student")
        record.account, record.invited_on, record.joined_on = student, today(), today()
        record.save()
        wanted = [Wanted(Offer.objects.get(round=made).pk, Facts())]
        actions.hand_in(by=student, round_=made, student=record, wishes=wanted)
    return made


def _closed(world: World) -> Round:
    return actions.close(by=world.ilse.user, round_=_over(world))


def _solved(world: World) -> Round:
    return actions.solve(by=world.ilse.user, round_=_closed(world))


def at(make: Callable[[World], Round]) -> Given:
    """The address of a round in this state; made once, and undone with the table."""

    def given(world: World) -> dict[str, Any]:
        title = f"{TITLE} {make.__name__}"
        found = Round.objects.filter(title=title).first()
        if found is None:
            found = make(world)
            Round.objects.filter(pk=found.pk).update(title=title)
        return school(world) | {"round_id": found.pk}

    return given


def offered(world: World) -> dict[str, Any]:
    kwargs = at(_with_place)(world)
    offer = Offer.objects.filter(round=kwargs["round_id"]).first()
    assert offer is not None
    return {**kwargs, "offer_id": offer.pk}


def moved(world: World) -> dict[str, Any]:
    return {**at(_solved)(world), "student_id": NUMBER}


def sent(**data: Any) -> Given:
    return lambda _world: data


def the_place(world: World) -> dict[str, Any]:
    return {"place": a_place(world).pk, "capacity": 1}


PLAN = {"title": "Nog een", "starts_on": today(), "ends_on": today(), "first": "travel"}
MOVE = {"to": "geen", "reason": "asked", "why": "Vroeg het zelf.", "ja": "1"}


def step(page: str, make: Callable[[World], Round], **data: Any) -> list[Row]:
    return [
        Row(f"rounds:{page}", READS, kwargs=at(make)),
        Row(f"rounds:{page}", DONE, kwargs=at(make), method="post", data=sent(**data)),
    ]


ROWS = [
    Row("rounds:home", BOTH_SCHOOLS),
    Row("rounds:overview", READS, kwargs=school),
    Row("rounds:new", READS, kwargs=school),
    Row("rounds:new", DONE, kwargs=school, method="post", data=sent(**PLAN)),
    Row("rounds:one", READS, kwargs=at(_draft)),
    *step("change", _draft, **PLAN),
    Row("rounds:places", READS, kwargs=at(_draft)),
    Row("rounds:add_place", DONE, kwargs=at(_draft), method="post", data=the_place),
    Row("rounds:take_out", DONE, kwargs=offered, method="post"),
    *step("open", _with_place, closes_on=today()),
    Row("rounds:lists", READS, kwargs=at(_opened)),
    *step("remind", _opened),
    *step("close", _over),
    *step("solve", _closed),
    *step("publish", _solved),
    *step("withdraw", _opened),
    Row("rounds:compare", READS, kwargs=at(_solved)),
    Row("rounds:result", READS, kwargs=at(_solved)),
    Row("rounds:move", READS, kwargs=moved),
    Row("rounds:move", DONE, kwargs=moved, method="post", data=sent(**MOVE)),
    Row("rounds:figures", READS, kwargs=at(_solved)),
    Row("rounds:proof", READS, kwargs=at(_solved)),
    Row("rounds:proof", READS, kwargs=at(_solved), method="post"),
]
