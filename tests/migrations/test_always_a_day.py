"""A running case that had no date any more gets one; a closed case gets none."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.migrations.test_two_clocks import MONDAY, make_case, migrate

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = [("casework", "0003_by_turn"), ("registry", "0003_terms_in_working_days")]
AFTER = [("casework", "0004_always_a_day")]


@pytest.fixture
def before() -> Any:
    """The database as it was; afterwards everything is migrated again."""
    yield migrate(BEFORE)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_what_rested_has_a_day_and_what_ran_or_was_closed_keeps_its_own(before: Any) -> None:
    school = before.get_model("registry", "School").objects.create(
        code="zee", name="zee", sector="mbo"
    )
    known, due = {"acknowledged_on": MONDAY}, MONDAY + timedelta(days=3)
    make_case(before, school, "AAA-222", status="outcome_known", turn="school", **known)
    make_case(
        before, school, "BBB-222", status="aftercare", turn="reporter", paused_days=4, **known
    )
    make_case(before, school, "CCC-222", status="intake", due_on=due, term_on=due, **known)
    make_case(before, school, "DDD-222", status="closed", turn="nobody", closed_on=MONDAY, **known)
    cases = migrate(AFTER).get_model("casework", "Case").objects.order_by("number")
    found: list[tuple[date | None, date | None, int | None]] = [
        (one.due_on, one.term_on, one.paused_days) for one in cases
    ]
    soon = MONDAY + timedelta(days=14)
    assert found == [(soon, soon, None), (soon, soon, None), (due, due, None), (None, None, None)]
