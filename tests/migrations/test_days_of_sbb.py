"""What SBB examined or agreed on before it had a day for it gets one, on both sides."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from stagebaken.vault import envelope
from tests.migrations.test_two_clocks import MONDAY, migrate

pytestmark = pytest.mark.django_db(transaction=True)

SEALED = bytes([envelope.VERSION, envelope.AES_256_GCM]) + bytes(100)  # opens with no key
AGO = MONDAY - timedelta(days=200)
FIRST = [
    ("handover", "0001_initial"),
    ("consents", "0001_initial"),
    ("vault", "0006_wrap_by_reader"),
]
DATES = [("handover", "0002_dates_of_sbb")]
BEFORE = [*DATES, *FIRST[1:]]
AFTER = [("handover", "0003_expected_day")]


@pytest.fixture
def back() -> Any:
    """Afterwards everything is migrated again."""
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def make_dossier(apps: Any, name: str) -> Any:
    return apps.get_model("vault", "Dossier").objects.create(
        locator=name.encode().ljust(32, b"."), visited_on=MONDAY
    )


def examine(apps: Any, state: str, **facts: Any) -> None:
    sealed = dict.fromkeys(("document", "card", "link"), SEALED)
    given: dict[str, Any] = {
        "received_on": AGO,
        "due_on": AGO,
        "answered_on": AGO,
        "keep_until": MONDAY,
    } | sealed
    if state == "received":
        given["answered_on"] = None
    apps.get_model("handover", "Investigation").objects.create(
        dossier=make_dossier(apps, f"sbb-{state}"), number=state[:7], state=state, **given | facts
    )


def hand_over(apps: Any, *kinds: str) -> None:
    dossier = make_dossier(apps, "-".join(["school", *kinds]))
    consent = apps.get_model("consents", "Consent").objects.create(
        dossier=dossier, position=1, state="carried_out", asked_on=AGO, ended_on=AGO,
        request=SEALED, answers=SEALED,
    )  # fmt: skip
    handover = apps.get_model("handover", "Handover").objects.create(
        dossier=dossier, consent=consent, handed_on=AGO, due_on=AGO, late_told_on=AGO
    )
    for kind in kinds:
        apps.get_model("handover", "Reply").objects.create(
            handover=handover, kind=kind, received_on=AGO
        )


def test_what_ran_without_a_day_has_one_from_now_and_the_rest_none(back: Any) -> None:
    apps = migrate(BEFORE)
    for state, facts in (
        ("received", {}),
        ("examined", {}),
        ("agreed", {"decided_on": AGO, "agreed_until": MONDAY}),
        ("closed", {"decided_on": AGO}),
    ):
        examine(apps, state, **facts)
    for kinds in ((), ("response",), ("response", "outcome"), ("outcome",)):
        hand_over(apps, *kinds)
    apps = migrate(AFTER)
    soon = MONDAY + timedelta(days=42)
    days = dict(
        apps.get_model("handover", "Investigation").objects.values_list("state", "expected_on")
    )
    assert days == {"received": None, "examined": soon, "agreed": None, "closed": None}
    waits = [
        (one.replies.count(), one.awaited_on, one.late_told_on)
        for one in apps.get_model("handover", "Handover").objects.all()
    ]
    known: list[tuple[int, date | None, date | None]] = [
        (0, AGO, AGO), (1, None, AGO), (1, soon, None), (2, None, AGO),
    ]  # fmt: skip
    assert sorted(waits, key=str) == known
    migrate(BEFORE)


def test_agreements_of_before_have_the_last_day_from_which_their_term_was_counted(
    back: Any, settings: Any
) -> None:
    """Found by hand: the migration filled nothing, and stopped at the first agreement."""
    apps = migrate(FIRST)
    until = MONDAY + timedelta(days=30)
    keep_until = until + timedelta(days=settings.SBB_KEEP_DAYS)
    examine(apps, "agreed", decided_on=AGO, keep_until=keep_until)
    found = migrate(DATES).get_model("handover", "Investigation").objects.get()
    assert found.agreed_until == until
