"""Two clicks and two members at one answer in the same moment.

On SQLite writers stand in line by themselves; these run where rows are locked one by one.
"""

from uuid import uuid4

import pytest

from reports.answers import actions
from reports.answers.actions import ToldWhole
from reports.casework.models import Note
from reports.dossiers.actions import Kind
from reports.intake.actions import FiledReport
from reports.reporter.readers import choose_readers
from stagebaken.audit.verification import verify
from stagebaken.vault.errors import VaultError
from tests.at_once import at_once
from tests.cast import Member
from tests.reports.answers.conftest import Outside
from tests.reports.filing import own

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = range(3)


def told(outside: Outside) -> int:
    return sum(said.kind == Kind.ANSWERED for said in outside.mine.conversation)


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_double_click_writes_one_answer_and_tells_it_once(outside: Outside, _round: int) -> None:
    once = uuid4()
    done = at_once(*[lambda: outside.write(told="whole", once=once)] * 2)
    assert sorted(done) == [False, True]  # type: ignore[type-var]
    assert (Note.objects.count(), told(outside)) == (1, 1)
    assert verify() == []


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_members_tell_it_once(outside: Outside, team: list[Member], _round: int) -> None:
    outside.write()
    (answer,) = outside.answers()
    acts = [
        lambda member=member: actions.tell(
            member=member.unlocked, case=outside.ladder.case, answer_id=answer.id
        )
        for member in team[:2]
    ]
    done = at_once(*acts, refusals=(ToldWhole,))
    assert {True, ToldWhole} == set(done)
    assert told(outside) == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_who_is_excluded_in_that_moment_writes_before_or_not_at_all(
    outside: Outside, filed: FiledReport, _round: int
) -> None:
    wrote, _ = at_once(
        lambda: outside.write(told="whole"),
        lambda: choose_readers(own=own(filed), excluded=[outside.ladder.desk.member.user]),
        refusals=(VaultError,),
    )
    assert (wrote is True) is Note.objects.exists() is bool(told(outside))
    assert verify() == []
