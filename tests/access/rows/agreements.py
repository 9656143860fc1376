"""Placements: a student's own pages, the school's, and those of the company with an agreement.

What the rows need is made in `data`, within the block that is undone.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from placements.agreements.models import Agreement, Placement, Route
from placements.agreements.transitions import State
from placements.companies.models import TrainingCompany
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import today
from tests.access.row import Given, Row, nothing, only
from tests.access.world import World

PLACEMENT = UUID("7c1de0f2-5b1f-4f0c-9a57-6d0c6d8e7a11")
STUDENT = UUID(int=4711)
REFERENCE = "PLMNRSTVWX"
STAFF = ("locked", "excluded")
READS, DONE = only(*STAFF), only(*STAFF, status=302)
OWN, OWN_DONE = only("student"), only("student", status=302)
THEIRS, THEIRS_DONE = only("company"), only("company", status=302)


def a_student(world: World) -> Student:
    user = User.objects.get(name="Sem Student")
    facts: dict[str, Any] = {
        "school": world.school, "number": "S4711", "name": user.name, "email": user.email,
        "crebo": "90211", "pathway": "bol", "source": "proef", "started_on": today(),
        "account": user, "invited_on": today(), "joined_on": today(),
    }  # fmt: skip
    return Student.objects.get_or_create(pk=STUDENT, defaults=facts)[0]


def a_placement(world: World, *, has_text: bool = True, **facts: Any) -> Placement:
    told: dict[str, Any] = {
        "id": PLACEMENT, "reference": REFERENCE, "student": a_student(world),
        "company": TrainingCompany.objects.get(pk=world.company.pk), "route": Route.SCHOOL,
        "starts_on": today() + timedelta(days=30), "ends_on": today() + timedelta(days=90),
        "taken_over_on": today(), "proposed_on": today(), "state": State.PROPOSED,
    }  # fmt: skip
    made = Placement.objects.create(**(told | facts))
    if has_text:
        Agreement.objects.create(
            placement=made, version=1, drawn_up_on=today(), starts_on=made.starts_on or today(),
            ends_on=made.ends_on or today(), hours_total=300, hours_per_week=32,
            guidance="Elke week.",
            trainer_name="Gijs", assessment="Door de school.", early_ending="In overleg.",
        )  # fmt: skip
    return made


def of(**facts: Any) -> Given:
    """The parts of an address; what they name is made when the form is, and undone with it."""
    return lambda world: {key: value(world) for key, value in facts.items()}


def code(world: World) -> str:
    return world.school.code


def company_of(world: World) -> UUID:
    return world.company.pk


SCHOOL = of(code=code)
OF_STUDENT = of(code=code, student_id=lambda _world: STUDENT)
OF_SCHOOL = of(code=code, placement_id=lambda _world: PLACEMENT)
OWN_ONE = of(placement_id=lambda _world: PLACEMENT)
COMPANY = of(company_id=company_of)
TRAINEE = of(company_id=company_of, reference=lambda _world: REFERENCE)


def enrolled(**form: Any) -> Given:
    def given(world: World) -> dict[str, Any]:
        a_student(world)
        return form

    return given


def placed(**form: Any) -> Given:
    def given(world: World) -> dict[str, Any]:
        a_placement(world)
        return form

    return given


def found(world: World) -> dict[str, Any]:
    """A student's own find, that no coordinator looked at."""
    a_placement(world, has_text=False, taken_over_on=None, proposed_by="student")
    return {}


def unread(world: World) -> dict[str, Any]:
    """Proposed, and nothing drawn up yet: no company has heard of it."""
    a_placement(world, has_text=False)
    return {}


def both(
    name: str,
    kwargs: Given,
    expected: tuple[dict[str, int], dict[str, int]],
    given: Given,
    posted: Given | None = None,
) -> list[Row]:
    """A page with a form, and what sending it gives."""
    return [
        Row(name, expected[0], kwargs=kwargs, data=given),
        Row(name, expected[1], kwargs=kwargs, method="post", data=posted or given),
    ]


WISH = placed(text="Liever op vrijdag vrij.")
STOP = placed(reason="unsaid", text="")
STOPPED = placed(reason="unsaid", who="school")
VERSION = placed(version=1)
ASKED = (READS, only(*STAFF, status=422))  # an empty form is sent back
ROWS = [
    Row("placements:home", DONE),
    Row("placements:overview", READS, kwargs=SCHOOL, data=placed()),
    Row("placements:of_student", READS, kwargs=OF_STUDENT, data=placed()),
    *both("placements:propose", OF_STUDENT, ASKED, enrolled()),
    Row("placements:one", READS, kwargs=OF_SCHOOL, data=placed()),
    *both("placements:take_over", OF_SCHOOL, ASKED, found),
    *both("placements:draw_up", OF_SCHOOL, ASKED, placed()),
    *both("placements:move", OF_SCHOOL, ASKED, placed()),
    *both("placements:end", OF_SCHOOL, (READS, DONE), placed(), STOPPED),
    Row("placements:confirm", DONE, kwargs=OF_SCHOOL, method="post", data=VERSION),
    Row("placements:on_paper", DONE, kwargs=OF_SCHOOL, method="post", data=VERSION),
    Row("placements:waive", DONE, kwargs=OF_SCHOOL, method="post", data=placed()),
    Row("own_placement:home", OWN, data=enrolled()),
    Row("own_placement:home", only()),  # without a record nobody finds it
    *both("own_placement:found", nothing, (OWN, only("student", status=422)), enrolled()),
    Row("own_placement:one", OWN, kwargs=OWN_ONE, data=placed()),
    Row("own_placement:confirm", OWN_DONE, kwargs=OWN_ONE, method="post", data=VERSION),
    *both("own_placement:ask_change", OWN_ONE, (OWN, OWN_DONE), placed(), WISH),
    *both("own_placement:end", OWN_ONE, (OWN, OWN_DONE), placed(), STOP),
    Row("trainees:companies", THEIRS_DONE),
    Row("trainees:list", THEIRS, kwargs=COMPANY, data=placed()),
    Row("trainees:one", THEIRS, kwargs=TRAINEE, data=placed()),
    Row("trainees:one", only(), kwargs=TRAINEE, data=unread),
    Row("trainees:confirm", THEIRS_DONE, kwargs=TRAINEE, method="post", data=VERSION),
    *both("trainees:ask_change", TRAINEE, (THEIRS, THEIRS_DONE), placed(), WISH),
    *both("trainees:end", TRAINEE, (THEIRS, THEIRS_DONE), placed(), STOP),
]
