"""/studenten/: the school's coordinators; bringing lists in also its administrator.

/mijn-stage/: a student, for the own record. Records are made within the request that asks for them.
"""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from schools.students.models import (
    Correction,
    HomeOrganization,
    PlacementPeriod,
    Student,
    StudentFile,
)
from stagebaken.accounts.models import User
from stagebaken.web.days import today
from tests.access.row import Given, Row, nothing, only
from tests.access.world import World

STAFF = ("locked", "excluded")
READS = only(*STAFF)
DONE = only(*STAFF, status=302)
BRINGS = only(*STAFF, "administrator")
BROUGHT = only(*STAFF, "administrator", status=302)
EVERY_SCHOOL = only(*STAFF, "administrator", "other_administrator", status=302)
NUMBER = UUID(int=1001)
OWN = only("student")


def school(world: World) -> dict[str, Any]:
    return {"code": world.school.code}


def a_student(world: World) -> Student:
    facts: dict[str, Any] = {"name": "Noor", "email": "noor@zeewaarde.example", "source": "lijst"}
    facts |= {"number": "1001", "school": world.school, "started_on": today()}
    return Student.objects.get_or_create(pk=NUMBER, defaults=facts)[0]


def student(world: World) -> dict[str, Any]:
    return school(world) | {"student_id": a_student(world).pk}


def a_correction(world: World) -> Correction:
    facts = {"value": "HO2B", "day": today()}
    return Correction.objects.get_or_create(
        student=a_student(world), field="group", defaults=facts
    )[0]


def correction(world: World) -> dict[str, Any]:
    return school(world) | {"correction_id": a_correction(world).pk}


def period(world: World) -> dict[str, Any]:
    facts = {"search_start": today(), "cut_off": today()}
    found, _ = PlacementPeriod.objects.get_or_create(
        school=world.school, cohort=2025, name="Stage", defaults=facts
    )
    return school(world) | {"period_id": found.pk}


def file(world: World) -> dict[str, Any]:
    outcome = {"read": 0, "refused": 0, "kept": 0, "counts": {}, "lines": [], "spared": []}
    found, _ = StudentFile.objects.get_or_create(
        school=world.school, source="lijst", day=today(),
        defaults={"uploader": world.administrator, "table": "studentnummer\n", "outcome": outcome},
    )  # fmt: skip
    return school(world) | {"file_id": found.pk}


def sent(**data: Any) -> Given:
    return lambda _world: data


def listing(_world: World) -> dict[str, Any]:
    content = SimpleUploadedFile("lijst.csv", b"studentnummer;naam\n1;Noor\n")
    return {"document": content, "source": "lijst"}


def form(page: str, kwargs: Given = student, **data: Any) -> list[Row]:
    """A page of a coordinator with a form, and what it sends."""
    return [
        Row(f"students:{page}", READS, kwargs=kwargs),
        Row(f"students:{page}", DONE, kwargs=kwargs, method="post", data=sent(**data)),
    ]


PERIOD = {"name": "Stage", "cohort": today().year, "search_start": today(), "cut_off": today()}


def own(**data: Any) -> Given:
    """The student of this table gets a record."""

    def given(world: World) -> dict[str, Any]:
        student = User.objects.get(name="Sem Student")
        record = a_student(world)
        record.account, record.invited_on, record.joined_on = student, today(), today()
        record.save()
        return data

    return given


def own_record(_world: World) -> dict[str, Any]:
    return {"student_id": NUMBER}


def own_correction(_world: World) -> dict[str, Any]:
    return {"student_id": NUMBER, "correction_id": UUID(int=1)}


def a_domain(world: World) -> dict[str, Any]:
    home, _ = HomeOrganization.objects.get_or_create(domain="zw.example", school=world.school)
    return {"domain": home.domain, "antwoord": "ja"}


ROWS = [
    Row("students:home", EVERY_SCHOOL),
    Row("students:overview", READS, kwargs=school),
    Row("students:upload", BRINGS, kwargs=school),
    Row("students:upload", BROUGHT, kwargs=school, method="post", data=listing),
    Row("students:file", BRINGS, kwargs=file),
    Row("students:file", BROUGHT, kwargs=file, method="post"),
    Row("students:discard", BROUGHT, kwargs=file, method="post"),
    Row("students:keep", only("administrator"), kwargs=school),
    Row(
        "students:keep",
        only("administrator", status=302),
        kwargs=school,
        method="post",
        data=sent(months=12),
    ),
    Row("students:homes", only("administrator"), kwargs=school),
    Row(
        "students:homes",
        only("administrator", status=302),
        kwargs=school,
        method="post",
        data=sent(is_open="on", domains="zeewaarde.example"),
    ),
    Row("school_accounts:confirming", only("platform")),
    Row(
        "school_accounts:confirming",
        only("platform", status=302),
        method="post",
        data=a_domain,
    ),
    Row("students:periods", READS, kwargs=school),
    Row("students:periods", DONE, kwargs=school, method="post", data=sent(**PERIOD)),
    *form("period", period, **PERIOD),
    *form("remove_period", period),
    Row("students:corrections", READS, kwargs=school),
    Row("students:decide", DONE, kwargs=correction, method="post", data=sent(answer="take")),
    Row("students:invite_many", DONE, kwargs=school, method="post"),
    Row("inviting_all:confirm", READS, kwargs=school),
    Row("inviting_all:confirm", DONE, kwargs=school, method="post"),
    Row("students:one", READS, kwargs=student),
    *form("change", name="Noor Haven"),
    *form("end", last_day=today()),
    *form("erase"),
    Row("students:invite", DONE, kwargs=student, method="post"),
    *form("remove_access"),
    Row("own_record:home", OWN, kwargs=nothing, data=own()),
    Row("own_record:correct", OWN, kwargs=own_record, data=own()),
    Row(
        "own_record:correct",
        only("student", status=302),
        kwargs=own_record,
        method="post",
        data=own(group="HO2B"),
    ),
    Row(
        "own_record:withdraw",
        only("student", status=302),
        kwargs=own_correction,
        method="post",
        data=own(),
    ),
]
