"""A coordinator's overview of one school with 10,000 searching students.

On SQLite, or on the database of `SUITE_DATABASE_URL` (an empty one: it is filled, and not emptied).
"""

import os
import random
import tempfile
from datetime import timedelta
from typing import Any

STUDENTS = 10_000
RUNS = 40
LIMIT_MS = 300  # at p95; ours: a page that is opened every morning
MOST_QUERIES = 30
CLASSES, PROGRAMMES, COHORTS = 400, 40, (2024, 2025, 2026)


def run() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {
            "STATE_DIR": place,
            "DJANGO_SETTINGS_MODULE": "stagebaken.settings.local",
        }
        if database := os.environ.get("SUITE_DATABASE_URL"):
            os.environ["DATABASE_URL"] = database
        import django

        django.setup()
        return measure(filled())


def filled() -> Any:
    """A coordinator whose school has all these students."""
    from django.core.management import call_command

    from tests.cast import zeewaarde
    from tests.schools.students.people import make_coordinator

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    school = zeewaarde()
    fill(school)
    return make_coordinator(school)


def measure(user: Any) -> list[dict[str, Any]]:
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from tests.stagebaken.accounts.signing_in import sign_in

    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client(headers={"host": "localhost"})
    sign_in(client, user)
    here = "/studenten/zeewaarde/plaatsing/"
    kind = connection.vendor
    return [
        row(f"overview of {STUDENTS} students ({kind})", client, here),
        row(f"the same, page 100 of everybody ({kind})", client, f"{here}?state=iedereen&page=100"),
        row(f"the same, by class and programme ({kind})", client, f"{here}groepen/"),
    ]


def row(name: str, client: Any, address: str) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.performance.server import summary, timed

    def once() -> None:
        assert client.get(address).status_code == 200

    with CaptureQueriesContext(connection) as captured:
        once()
    queries = len(captured)
    times = [timed(once) for _ in range(RUNS)]
    found = summary(times, sum(times))
    holds = 0 < queries < MOST_QUERIES and found["p95_ms"] < LIMIT_MS
    return {"name": name, "queries": queries, **found, "holds": holds}


def fill(school: Any) -> None:
    """Periods for each programme and cohort, three applications each, placements for two fifths."""
    from stagebaken.web.days import today

    chance, day = random.Random(5), today()  # noqa: S311 - no secret
    periods = _periods(school, day)
    students = _students(school, day)
    place = _place()
    _applications(students, place, chance, day)
    _placements(students, place, periods, chance, day)


def _periods(school: Any, day: Any) -> dict[int, Any]:
    from schools.students.models import PlacementPeriod

    found = {}
    for number, cohort in enumerate(COHORTS):
        for programme in range(0, PROGRAMMES, 4):  # the others go by the period of all
            PlacementPeriod.objects.create(
                school=school, cohort=cohort, crebo=str(20_000 + programme), name="Eigen",
                search_start=day - timedelta(days=60 + programme), cut_off=day,
            )  # fmt: skip
        found[cohort] = PlacementPeriod.objects.create(
            school=school, cohort=cohort, name="Alle", cut_off=day,
            search_start=day - timedelta(days=90 + number),
        )  # fmt: skip
    return found


def _students(school: Any, day: Any) -> list[Any]:
    from schools.students.models import Student
    from stagebaken.accounts.models import User

    accounts = User.objects.bulk_create(
        User(email=f"s{one}@zeewaarde.example", name=f"Student {one}") for one in range(STUDENTS)
    )
    return Student.objects.bulk_create(
        Student(
            school=school, number=f"{one:06}", name=f"Student {one}", group=f"K{one % CLASSES}",
            programme=f"Opleiding {one % PROGRAMMES}", crebo=str(20_000 + one % PROGRAMMES),
            cohort=COHORTS[one % 3], pathway="bol", level=3, source="lijst", started_on=day,
            account=account, invited_on=day, joined_on=day - timedelta(days=50),
        )
        for one, account in enumerate(accounts)
    )  # fmt: skip


def _place() -> Any:
    from tests.placements.places.writing import a_company, an_open_place

    return an_open_place(company=a_company(), programme_text="Techniek")


def _applications(students: list[Any], place: Any, chance: random.Random, day: Any) -> None:
    from placements.applications.models import Application

    closed = {"state": "withdrawn", "turn": "nobody"}
    rows = []
    for student in students:
        for _ in range(chance.choice([0, 2, 3, 4, 6])):
            sent = day - timedelta(days=chance.randrange(55))
            facts = closed | {"closed_on": sent + timedelta(days=3)}
            rows.append(_application(student, place, sent, facts))
        sent = day - timedelta(days=chance.randrange(55))
        silent = {"state": "no_answer", "turn": "company"}
        rows.append(_application(student, place, sent, silent))
    Application.objects.bulk_create(rows, batch_size=2000)


def _application(student: Any, place: Any, sent: Any, facts: dict[str, Any]) -> Any:
    from placements.applications.models import Application

    return Application(
        student=student, place=place, company_id=place.company_id, sent_on=sent,
        term_on=sent + timedelta(days=21), shown={}, **facts,
    )  # fmt: skip


def _placements(
    students: list[Any], place: Any, periods: dict[int, Any], chance: random.Random, day: Any
) -> None:
    from placements.agreements.models import Agreement, Placement

    rows = [
        Placement(
            student=student, period=periods[student.cohort], company_id=place.company_id,
            place=place, route="application", crebo=student.crebo, state="agreed",
            proposed_on=day, taken_over_on=day,
            agreed_on=day - timedelta(days=chance.randrange(40)),
            starts_on=day, ends_on=day + timedelta(days=100),
        )
        for student in students
        if chance.random() < 0.4
    ]  # fmt: skip
    Placement.objects.bulk_create(rows, batch_size=2000)
    Agreement.objects.bulk_create(
        (
            Agreement(
                placement=one, version=1, drawn_up_on=day, agreed_on=one.agreed_on, starts_on=day,
                ends_on=one.ends_on, hours_total=400, hours_per_week=32, guidance="x",
                trainer_name="Tom", assessment="x", early_ending="x",
            )
            for one in rows
        ),
        batch_size=2000,
    )  # fmt: skip
