"""A decision reaches the rooms above within its own transaction: search and open places."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from placements.accreditations.actions import is_erkend, recognise
from placements.accreditations.models import Key
from placements.accreditations.signals import recognition_changed
from placements.accreditations.turning import turn_day
from placements.companies.models import TrainingCompany
from placements.places.models import State, TrainingPlace
from placements.supervision import actions
from placements.supervision.decisions import Decision
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose
from tests.placements.accreditations.conftest import FILE, TODAY

DAY = timedelta(days=1)


def found(crebo: str = "90211") -> int:
    answer = Client().get("/api/v1/companies/", {"crebo": crebo, "vetted": "1"})
    return int(answer.json()["count"])


def test_a_suspended_company_is_gone_from_the_search_before_the_transaction_ends(
    advisor: User, garage: TrainingCompany, erkend: Key
) -> None:
    place = TrainingPlace.objects.create(
        company=garage,
        title="Werkplaats",
        programme_id=erkend.programme_id,
        pathway="bol",
        state=State.OPEN,
        published_on=TODAY,
    )
    assert found() == 1
    with transaction.atomic():
        actions.decide(by=advisor, key=erkend, decision=Decision.SUSPEND, day=TODAY, reason="x")
        assert found() == 0
        assert place not in TrainingPlace.objects.open(TODAY)


def test_a_decision_that_a_listener_undoes_leaves_search_and_register_as_they_were(
    advisor: User, erkend: Key
) -> None:
    def refuse(sender: object, **_: object) -> None:
        raise LookupError

    recognition_changed.connect(refuse)
    try:
        with pytest.raises(LookupError):
            actions.decide(
                by=advisor, key=erkend, decision=Decision.WITHDRAW, day=TODAY, reason="x"
            )
    finally:
        recognition_changed.disconnect(refuse)
    assert found() == 1
    assert is_erkend(erkend, TODAY)


def test_what_lapses_by_itself_is_gone_from_the_search_on_the_first_day_without_it(
    key: Key,
) -> None:
    recognise(key=key, source=FILE, valid_until=TODAY)
    turn_day()
    assert found() == 1
    with suppose(TODAY + DAY):
        turn_day()
        assert found() == 0
