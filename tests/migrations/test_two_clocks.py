"""Cases and schools of before the two clocks keep what was promised, forwards and back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from stagebaken.web.days import suppose

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = date(2026, 11, 23)
BEFORE = [("casework", "0001_initial"), ("registry", "0002_sbb")]
AFTER = [("casework", "0002_two_clocks"), ("registry", "0003_terms_in_working_days")]


def migrate(to: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    with suppose(MONDAY):
        executor.migrate(to)
    return executor.loader.project_state(to).apps


@pytest.fixture
def before() -> Any:
    """The database as it was; afterwards everything is migrated again."""
    yield migrate(BEFORE)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def make_school(apps: Any, code: str, acknowledge: int, feedback: int) -> Any:
    return apps.get_model("registry", "School").objects.create(
        code=code, name=code, sector="mbo", acknowledge_days=acknowledge, feedback_days=feedback
    )


def make_case(apps: Any, school: Any, number: str, **facts: Any) -> Any:
    dossier = apps.get_model("vault", "Dossier").objects.create(
        locator=number.encode().ljust(32, b"."), visited_on=MONDAY
    )
    return apps.get_model("casework", "Case").objects.create(
        dossier=dossier, school=school, number=number, received_on=MONDAY, **facts
    )


def test_a_term_in_working_days_is_never_later_than_the_one_in_calendar_days(before: Any) -> None:
    terms = [(1, 7), (2, 30), (5, 60), (7, 89)]
    for number, term in enumerate(terms):
        make_school(before, f"school-{number}", *term)
    schools = migrate(AFTER).get_model("registry", "School").objects.order_by("code")
    kept = [(one.acknowledge_days, one.feedback_days) for one in schools]
    assert kept == [(1, 5), (1, 21), (3, 42), (5, 63)]
    back = migrate(BEFORE).get_model("registry", "School").objects.order_by("code")
    kept = [(one.acknowledge_days, one.feedback_days) for one in back]
    assert kept == [(2, 7), (2, 30), (5, 59), (7, 89)]


def test_a_running_case_keeps_its_day_and_a_waiting_one_its_days(before: Any) -> None:
    school = make_school(before, "zee", 5, 60)
    due = MONDAY + timedelta(days=5)
    make_case(before, school, "AAA-222", status="received", turn="school", due_on=due)
    make_case(
        before, school, "BBB-222", status="acknowledged", turn="reporter",
        acknowledged_on=MONDAY, due_on=MONDAY + timedelta(days=14),
    )  # fmt: skip
    new, waiting = migrate(AFTER).get_model("casework", "Case").objects.order_by("number")
    assert (new.term_on, new.due_on, new.paused_days) == (due, due, None)
    assert new.limit_on == MONDAY + timedelta(days=7)
    assert (waiting.term_on, waiting.paused_days) == (None, 10)
    assert waiting.limit_on == waiting.due_on == date(2027, 2, 23)

    new, waiting = migrate(BEFORE).get_model("casework", "Case").objects.order_by("number")
    assert (new.due_on, waiting.due_on) == (due, MONDAY + timedelta(days=14))


def test_a_case_that_was_closed_meanwhile_does_not_stop_the_way_back(before: Any) -> None:
    apps = migrate(AFTER)
    school = apps.get_model("registry", "School").objects.create(
        code="zee", name="zee", sector="mbo"
    )
    make_case(
        apps, school, "CCC-222", status="closed", turn="nobody", acknowledged_on=MONDAY,
        closed_on=MONDAY,
    )  # fmt: skip
    case = migrate(BEFORE).get_model("casework", "Case").objects.get()
    assert (case.status, case.turn, case.due_on) == ("closed", "reporter", None)
    case = migrate(AFTER).get_model("casework", "Case").objects.get()
    assert (case.turn, case.closed_on, case.due_on) == ("nobody", MONDAY, None)
