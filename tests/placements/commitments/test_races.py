"""Two people in the same moment, with real transactions.

On SQLite writers stand in line by themselves; these run where rows are locked one by one.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.core import mail

from placements.commitments import actions, checking, reminders
from placements.commitments.models import CommitmentEvent, CompanyCommitment, Proposal
from placements.commitments.policy import Body
from placements.commitments.rules import AlreadyProposed, RuleBroken, Stale
from placements.commitments.transitions import State, Verb
from stagebaken.web.days import suppose
from tests.at_once import at_once as together
from tests.placements.commitments.people import DAY, EVIDENCE, Scene, make_checker, now

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


at_once = partial(together, refusals=(RuleBroken,), day=DAY)


def decide(scene: Scene, one: CompanyCommitment, verb: Verb) -> Callable[[], object]:
    """SBB's one person decides about what they saw."""
    return lambda: checking.decide(
        by=scene.sbb, body=Body(None), one=one, verb=verb, reason="Gelezen.", seen=2
    )


def test_a_promise_clicked_three_times_is_made_once(scene: Scene) -> None:
    found = at_once(
        *[lambda: actions.declare(by=scene.contact, company=scene.company, code="gesprek")] * 3
    )
    assert found.count(Stale) == 2
    assert CommitmentEvent.objects.count() == 1


def test_evidence_sent_three_times_is_kept_once(scene: Scene) -> None:
    one = scene.declare()
    at_once(*[lambda: actions.give_evidence(by=scene.contact, one=one, seen=1, shown=EVIDENCE)] * 3)
    assert one.evidence.count() == 1


def test_of_two_decisions_at_once_one_counts(scene: Scene) -> None:
    one = scene.show(scene.declare())
    found = at_once(decide(scene, one, Verb.CHECK), decide(scene, one, Verb.REFUSE))
    assert found.count(Stale) == 1
    assert one.events.count() == 3


def test_a_decision_and_new_evidence_at_once_are_about_the_same_evidence(scene: Scene) -> None:
    one = scene.show(scene.declare())
    at_once(
        decide(scene, one, Verb.CHECK),
        lambda: actions.give_evidence(by=scene.contact, one=one, seen=2, shown=EVIDENCE),
    )
    # Either the new evidence came first and waits, or what was checked is what was seen.
    waits = now(one).state == State.EVIDENCE
    assert one.evidence.count() == (2 if waits else 1)


def test_two_proposals_at_once_are_one(scene: Scene) -> None:
    colleague = make_checker(scene.school, "Joy Martina")
    one = scene.show(scene.declare())
    found = at_once(
        *[
            lambda by=by: checking.decide(
                by=by, body=Body(scene.school), one=one, verb=Verb.CHECK, reason="Ja.", seen=2
            )
            for by in (scene.checker, colleague)
        ]
    )
    assert found.count(AlreadyProposed) == 1
    assert Proposal.objects.count() == 1


def test_confirming_and_taking_away_at_once_does_one_of_them(scene: Scene) -> None:
    colleague = make_checker(scene.school, "Joy Martina")
    one = scene.show(scene.declare())
    proposal = scene.decide(one)
    assert proposal is not None
    found = at_once(
        lambda: checking.confirm(by=colleague, proposal=proposal),
        lambda: checking.drop(by=scene.checker, proposal=proposal),
    )
    assert found.count(Stale) == 1
    assert not Proposal.objects.exists()


def test_two_rounds_at_once_send_one_mail(scene: Scene) -> None:
    one = scene.declare()
    day = one.valid_until - timedelta(days=7)

    def round_on() -> None:
        with suppose(day):
            for contact_id in reminders.contacts_to_remind(day):
                reminders.remind(contact_id)

    at_once(*[round_on] * 4)
    assert len(mail.outbox) == 1
