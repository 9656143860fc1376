"""SBB concludes: the register changes, and the school hears why."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest

from placements.accreditations.actions import is_erkend
from placements.accreditations.models import AccreditationChange, Key
from placements.companies.actions import register
from placements.supervision.decisions import Refused
from reports.casework.models import Status, Turn
from reports.handover import actions, counting, ending, linking
from reports.handover.investigating import REGISTER_REASON, NothingChosen
from reports.handover.linking import NoCompany
from reports.handover.models import Handover, Investigation, Reply, SentReply
from reports.handover.outcomes import Outcome
from reports.handover.vocabulary import Conclusion, IllegalState, State
from reports.reporter import actions as reporter
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.models import Letter
from stagebaken.web.days import today
from tests.cast import Member
from tests.reports.filing import own
from tests.reports.handover.advising import (
    company,
    conclude,
    conclude_as_is,
    suspension,
)
from tests.reports.handover.conftest import (
    REASONS,
    Scene,
    investigation,
    speaks_for,
)


def read(scene: Scene, reply: Reply) -> str:
    return actions.reply_text(scene.mehmet.unlocked, reply)


def test_an_outcome_gives_the_school_the_turn_and_reaches_it(
    scene: Scene, arend: Member, handover: Handover
) -> None:
    conclude(arend)

    assert scene.case.turn == Turn.SCHOOL
    assert scene.case.status == Status.OUTCOME_KNOWN
    reply = Reply.objects.select_related("letter", "handover").get()
    assert REASONS in read(scene, reply)
    assert "Geen actie" in read(scene, reply)


def test_a_suspension_changes_the_register_with_a_reason_that_betrays_nothing(
    scene: Scene, arend: Member, handover: Handover, key: Key
) -> None:
    linking.link_company(member=arend.unlocked, investigation=investigation(), company=company(key))
    conclude(arend, suspension(key))

    assert not is_erkend(key, today())
    change = AccreditationChange.objects.latest("pk")
    assert change.by == arend.user
    assert change.reason == REGISTER_REASON
    assert REASONS in read(scene, Reply.objects.select_related("letter", "handover").get())


def test_agreements_run_and_may_end_in_a_withdrawal(
    scene: Scene, arend: Member, handover: Handover, key: Key
) -> None:
    linking.link_company(member=arend.unlocked, investigation=investigation(), company=company(key))
    until = today() + dt.timedelta(days=90)
    agreed = Outcome(
        conclusion=Conclusion.AGREEMENT, reasons=REASONS, agreements="Een gesprek.", until=until
    )
    conclude(arend, agreed)
    assert investigation().state == State.AGREED
    assert investigation().keep_until > until

    withdrawn = Outcome(
        conclusion=Conclusion.WITHDRAWN,
        reasons="De afspraken zijn niet nagekomen.",
        scope=[key],
        scope_names=["Autotechnicus (bol)"],
        day=today(),
    )
    conclude(arend, withdrawn)
    assert investigation().state == State.CLOSED
    assert not is_erkend(key, today())
    assert SentReply.objects.count() == 2


def test_a_closed_one_is_not_concluded_again(arend: Member, handover: Handover) -> None:
    conclude(arend)

    with pytest.raises(IllegalState):
        conclude(arend)
    assert SentReply.objects.count() == 1


def test_the_same_form_concludes_once(arend: Member, handover: Handover) -> None:
    once = uuid4()

    assert [conclude(arend, once=once), conclude(arend, once=once)] == [True, False]


@pytest.mark.parametrize("conclusion", Conclusion)
def test_nothing_is_concluded_before_somebody_linked_a_company(
    arend: Member, handover: Handover, key: Key, conclusion: Conclusion
) -> None:
    """Attack: who speaks for the company closes the report before anybody can know it."""
    outcome = replace(suspension(key), conclusion=conclusion)
    with pytest.raises(NoCompany):
        conclude_as_is(arend, outcome)

    assert investigation().state == State.RECEIVED
    assert not SentReply.objects.exists()
    assert counting.years()[today().year][conclusion.value] == 0


def test_who_came_to_speak_for_the_company_destroys_nothing(
    arend: Member, handover: Handover, key: Key
) -> None:
    linking.link_company(member=arend.unlocked, investigation=investigation(), company=company(key))
    conclude(arend)
    speaks_for(arend.user, company(key))

    with pytest.raises(NotOnKeyring):
        ending.destroy(member=arend.unlocked, investigation=investigation())
    assert Investigation.objects.exists()


def test_a_decision_without_programmes_is_refused(
    arend: Member, handover: Handover, key: Key
) -> None:
    linking.link_company(member=arend.unlocked, investigation=investigation(), company=company(key))
    nothing = Outcome(conclusion=Conclusion.SUSPENDED, reasons=REASONS, day=today())
    with pytest.raises(NothingChosen):
        conclude(arend, nothing)
    assert investigation().state == State.RECEIVED
    assert is_erkend(key, today())


def test_a_programme_of_another_company_is_refused(
    arend: Member, handover: Handover, key: Key
) -> None:
    other = register(name="Bakkerij Kruim")
    linking.link_company(member=arend.unlocked, investigation=investigation(), company=other)

    with pytest.raises(NoCompany):
        conclude(arend, suspension(key))
    assert is_erkend(key, today())


def test_what_the_register_refuses_leaves_everything_as_it_was(
    scene: Scene, arend: Member, handover: Handover, key: Key
) -> None:
    linking.link_company(member=arend.unlocked, investigation=investigation(), company=company(key))
    never = Key(key.company_id, key.programme_id, "bbl")

    with pytest.raises(Refused):
        conclude(arend, suspension(never))
    assert investigation().state == State.RECEIVED
    assert not Reply.objects.exists()
    assert scene.case.turn == Turn.SBB


def test_the_outcome_of_a_withdrawn_report_reaches_nobody_and_is_kept(
    scene: Scene, arend: Member, handover: Handover
) -> None:
    reporter.withdraw(own=own(scene.filed))
    conclude(arend)

    assert not Letter.objects.exists()
    assert not SentReply.objects.get().has_arrived
    assert investigation().state == State.CLOSED
