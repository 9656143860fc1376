"""A yes taken back, a second click and an exclusion in the moment of handing over.

On SQLite writers stand in line by themselves; these run where rows are locked one by one.
"""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from reports.consents.actions import IllegalStep, NoConsent
from reports.consents.models import Consent
from reports.consents.vocabulary import State
from reports.handover import actions, expecting, investigating, watching
from reports.handover.expecting import proposed
from reports.handover.models import Handover, Investigation, Reply, YearlyCount
from reports.handover.outcomes import Outcome
from reports.handover.vocabulary import Conclusion, IllegalState
from reports.reporter import actions as reporter
from stagebaken.audit.verification import verify
from stagebaken.vault.errors import VaultError
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today
from tests.at_once import at_once as together
from tests.cast import Member
from tests.reports.filing import own
from tests.reports.handover.advising import respond
from tests.reports.handover.conftest import Scene, investigation, link

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
REFUSALS = (NoConsent, IllegalStep, IllegalState, VaultError, Dossier.DoesNotExist)
ROUNDS = range(6)


at_once = partial(together, refusals=REFUSALS)


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_yes_taken_back_while_it_is_carried_out_has_one_winner(
    scene: Scene, arend: Member, _round: int
) -> None:
    asked, case = scene.consent(), scene.case
    handed, revoked = at_once(
        lambda: actions.hand_over(member=scene.mehmet.unlocked, case=case, consent_id=asked.pk),
        lambda: scene.answer(asked, State.NO),
    )
    state = Consent.objects.get(pk=asked.pk).state
    was_handed = isinstance(handed, actions.Handed)
    assert was_handed is Investigation.objects.exists() is Handover.objects.exists()
    assert was_handed is (revoked in {IllegalStep, NoConsent})
    assert state == (State.CARRIED_OUT if was_handed else State.REVOKED)
    assert verify() == []


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_members_hand_over_once(scene: Scene, arend: Member, _round: int) -> None:
    asked, case = scene.consent(), scene.case
    done = at_once(
        *(
            lambda member=member: actions.hand_over(
                member=member.unlocked, case=case, consent_id=asked.pk
            )
            for member in scene.team
        )
    )
    assert [one.is_new for one in done].count(True) == 1  # type: ignore[attr-defined]
    assert Investigation.objects.count() == 1
    assert YearlyCount.objects.get(what="received").number == 1
    assert verify() == []


@pytest.mark.parametrize("_round", ROUNDS)
def test_withdrawing_while_it_is_handed_over_leaves_all_or_nothing(
    scene: Scene, arend: Member, _round: int
) -> None:
    asked, case, mine = scene.consent(), scene.case, own(scene.filed)
    at_once(
        lambda: actions.hand_over(member=scene.mehmet.unlocked, case=case, consent_id=asked.pk),
        lambda: reporter.withdraw(own=mine),
    )
    assert not Handover.objects.exists()
    assert Investigation.objects.count() in {0, 1}
    assert Dossier.objects.count() == Investigation.objects.count()
    assert verify() == []


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_outcomes_at_once_conclude_once(scene: Scene, arend: Member, _round: int) -> None:
    scene.hand_over()
    link(arend)
    found = investigation()
    outcome = Outcome(conclusion=Conclusion.NO_ACTION, reasons="Niets gevonden.")
    done = at_once(
        *[
            lambda: investigating.conclude(
                member=arend.unlocked, investigation=found, outcome=outcome
            )
        ]
        * 3
    )
    assert sorted(map(str, done)).count("True") == 1
    assert Reply.objects.count() == 1
    assert YearlyCount.objects.get(what="no_action").number == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_an_outcome_and_a_withdrawal_at_once_do_not_wait_for_each_other(
    scene: Scene, arend: Member, _round: int
) -> None:
    scene.hand_over()
    link(arend)
    found, mine = investigation(), own(scene.filed)
    outcome = Outcome(conclusion=Conclusion.NO_ACTION, reasons="Niets gevonden.")
    at_once(
        lambda: investigating.conclude(member=arend.unlocked, investigation=found, outcome=outcome),
        lambda: reporter.withdraw(own=mine),
    )
    assert not Handover.objects.exists()
    assert not Reply.objects.exists()
    assert investigation().decided_on is not None
    assert verify() == []


@pytest.mark.parametrize("_round", ROUNDS)
def test_another_day_and_an_outcome_at_once_leave_no_day_behind_the_outcome(
    scene: Scene, arend: Member, _round: int
) -> None:
    scene.hand_over()
    link(arend)
    respond(arend)
    found, later = investigation(), proposed() + timedelta(days=7)
    moves: dict[str, Any] = {
        "member": arend.unlocked,
        "investigation": found,
        "day": later,
        "text": "Later.",
    }
    outcome = Outcome(conclusion=Conclusion.NO_ACTION, reasons="Niets gevonden.")
    at_once(
        lambda: expecting.move(**moves),
        lambda: investigating.conclude(member=arend.unlocked, investigation=found, outcome=outcome),
    )
    handover = Handover.objects.get()
    assert (investigation().expected_on, handover.awaited_on) == (None, None)
    assert verify() == []


@pytest.mark.parametrize("_round", ROUNDS)
def test_another_day_while_the_old_one_is_told_is_still_to_be_told(
    scene: Scene, arend: Member, _round: int
) -> None:
    """Attack on the promise: the news of the day that passed marks the new one as told."""
    scene.hand_over()
    respond(arend, expected_on=today())
    found, tomorrow = investigation(), today() + timedelta(days=1)
    moves: dict[str, Any] = {"member": arend.unlocked, "investigation": found, "text": "Later."}
    at_once(
        lambda: expecting.move(**moves, day=tomorrow + timedelta(days=7)),
        lambda: watching.watch_schools(tomorrow),
        day=tomorrow,
    )
    handover = Handover.objects.get()
    assert (handover.awaited_on, handover.late_told_on) == (tomorrow + timedelta(days=7), None)
