"""Evaluations: of the own student, of the school's coordinators, of a company, of a link's holder.

The placement is written down as it ended, within the block that is undone.
"""

from datetime import date
from typing import Any
from uuid import UUID

from placements.agreements.models import Placement, Route
from placements.agreements.transitions import State
from placements.evaluations import tokens
from placements.evaluations.models import Evaluation, TrainerEvaluation
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import today
from tests.access.row import Given, Row, everyone, only
from tests.access.world import World

PLACEMENT = UUID("5f8262fe-6dd5-417e-8b53-4e4d6a51b999")
TRAINER = UUID("6a9373af-7ee6-428f-9c64-5f5e7b62caaa")
OWN, OWN_DONE = only("student"), only("student", status=302)
# Whoever is not signed in gets back what was chosen, and a way to sign in.
OWN_SENT = OWN_DONE | {"anonymous": 403, "reporter": 403}
# The school's internship coordinators, as for measures.
STAFF = only("locked", "excluded")
STAFF_DONE = only("locked", "excluded", status=302)
COMPANY = only("company")


def ended(world: World) -> Placement:
    user = User.objects.get(name="Sem Student")
    student = Student.objects.create(
        school=world.school, number="S1", name=user.name, email=user.email, crebo="90211",
        source="proef", started_on=today(), account=user, invited_on=today(), joined_on=today(),
    )  # fmt: skip
    placement = Placement.objects.create(
        id=PLACEMENT, student=student, company=world.company, route=Route.SCHOOL,
        state=State.ENDED, starts_on=date(2026, 2, 1), ends_on=today(), ended_on=today(),
        proposed_on=today(), agreed_on=today(), taken_over_on=today(),
    )  # fmt: skip
    facts: dict[str, Any] = {
        "placement": placement, "opened_on": today(), "school_year": today().year,
    }  # fmt: skip
    Evaluation.objects.create(**facts)
    TrainerEvaluation.objects.create(id=TRAINER, **facts)
    return placement


def after(form: dict[str, Any] | None = None) -> Given:
    def given(world: World) -> dict[str, Any]:
        ended(world)
        return form or {}

    return given


def nothing(_world: World) -> dict[str, Any]:
    return {}


def placement(_world: World) -> dict[str, Any]:
    return {"placement_id": PLACEMENT}


def school(world: World) -> dict[str, Any]:
    return {"code": world.school.code}


def of_school(world: World) -> dict[str, Any]:
    return school(world) | placement(world)


def company(world: World) -> dict[str, Any]:
    return {"company_id": world.company.pk}


def link(_world: World) -> dict[str, Any]:
    return {"token": tokens.issue(TRAINER, 1, today())}


def guess(_world: World) -> dict[str, Any]:
    return {"token": "W10:geraden"}


def row(name: str, expected: dict[str, int], kwargs: Given, data: Given, method: str) -> Row:
    return Row(name, expected, kwargs=kwargs, data=data, method=method)


OPEN = after()
ROWS = [
    row("own_evaluation:list", OWN_DONE, nothing, OPEN, "get"),
    row("own_evaluation:form", OWN, placement, OPEN, "get"),
    row("own_evaluation:form", OWN_SENT, placement, after({"prepared": "good"}), "post"),
    row("school_evaluations:overview", STAFF, school, OPEN, "get"),
    row("school_evaluations:list", STAFF, school, OPEN, "get"),
    row("school_evaluations:one", STAFF, of_school, OPEN, "get"),
    row("school_evaluations:ask", STAFF_DONE, of_school, OPEN, "post"),
    row("company_evaluations:overview", COMPANY, company, OPEN, "get"),
    row("trainer_evaluation:form", everyone(200), link, OPEN, "get"),
    row("trainer_evaluation:form", everyone(302), link, after({"again": "yes"}), "post"),
    row("trainer_evaluation:form", everyone(404), guess, OPEN, "get"),
    row("trainer_evaluation:again", everyone(302), guess, OPEN, "post"),
    Row("trainer_evaluation:thanks", everyone(200)),
    Row("trainer_evaluation:asked", everyone(200)),
    # Without a record, nobody finds these pages.
    Row("own_evaluation:list", only()),
    row("own_evaluation:form", only(), placement, nothing, "get"),
]  # fmt: skip
