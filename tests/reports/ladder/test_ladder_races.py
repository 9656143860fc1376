"""A yes taken back while it is carried out, or given while the case is closed: one order wins."""

import pytest

from reports.casework import moving
from reports.casework.models import Case, Status
from reports.consents import actions as consents
from reports.consents.actions import IllegalStep, NoConsent, Request
from reports.consents.models import Consent
from reports.consents.vocabulary import State, Step
from reports.ladder import actions
from reports.ladder.actions import NotNow
from stagebaken.web.days import today
from tests.at_once import at_once
from tests.cast import make_team, zeewaarde
from tests.reports.casework.acting import given, walk
from tests.reports.filing import file, own

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("attempt", range(5))
def test_revoked_while_carried_out_one_of_the_two_wins(attempt: int) -> None:
    school = zeewaarde()
    member = make_team(school)[0]
    mine = own(file(school))
    assert mine.case is not None
    case = mine.case
    request = Request(step=Step.BODY, receiver="discriminatie.nl", document="x" * (attempt + 1))
    consent, _ = consents.ask(dossier=mine.dossier, keys=mine.keys, request=request, day=today())
    answer = {"own": mine, "consent_id": consent.pk, "digest": request.digest}
    actions.answer(answer=State.YES, **answer)  # type: ignore[arg-type]

    def carry_out() -> object:
        try:
            return actions.carry_out(
                member=member.unlocked, case=case, consent_id=consent.pk, step=Step.BODY
            )
        except NoConsent:
            return None

    def revoke() -> object:
        try:
            return actions.answer(answer=State.NO, **answer)  # type: ignore[arg-type]
        except IllegalStep:
            return None

    left, revoked = at_once(carry_out, revoke)
    state = Consent.objects.get(pk=consent.pk).state
    assert (left is None) == (state == State.REVOKED)
    assert bool(revoked) == (state == State.REVOKED)


@pytest.mark.parametrize("_attempt", range(5))
def test_a_yes_in_the_moment_of_closing_leaves_nothing_that_can_be_used(_attempt: int) -> None:
    school = zeewaarde()
    member = make_team(school)[0]
    filed = file(school)
    case, mine = walk(member, filed, Status.ACKNOWLEDGED), own(filed)
    request = Request(step=Step.BODY, receiver="discriminatie.nl", document="Dit gaat weg.")
    consent, _ = consents.ask(dossier=mine.dossier, keys=mine.keys, request=request, day=today())
    brought = given(case, Status.CLOSED)
    at_once(
        lambda: actions.answer(
            own=mine, consent_id=consent.pk, answer=State.YES, digest=request.digest
        ),
        lambda: moving.move(member=member.unlocked, case=case, to=Status.CLOSED, **brought),
        refusals=(IllegalStep,),
    )
    assert Case.objects.get().status == Status.CLOSED
    assert Case.objects.get().turn == "nobody"
    assert Consent.objects.get().state == State.TAKEN_BACK
    lines = [one.step["ladder"] for one in own(filed).conversation if "ladder" in one.step]
    assert lines in (["withdrawn"], ["unused"])


@pytest.mark.parametrize("_attempt", range(5))
def test_closed_while_carried_out_it_left_before_or_not_at_all(_attempt: int) -> None:
    school = zeewaarde()
    member, colleague, *_ = make_team(school)
    filed = file(school)
    case, mine = walk(member, filed, Status.ACKNOWLEDGED), own(filed)
    request = Request(step=Step.BODY, receiver="discriminatie.nl", document="Dit gaat weg.")
    consent, _new = consents.ask(dossier=mine.dossier, keys=mine.keys, request=request, day=today())
    actions.answer(own=mine, consent_id=consent.pk, answer=State.YES, digest=request.digest)
    brought = given(case, Status.CLOSED)
    left, _closed = at_once(
        lambda: actions.carry_out(
            member=member.unlocked, case=case, consent_id=consent.pk, step=Step.BODY
        ),
        lambda: moving.move(member=colleague.unlocked, case=case, to=Status.CLOSED, **brought),
        refusals=(NotNow, NoConsent),
    )
    assert Case.objects.get().status == Status.CLOSED
    state = Consent.objects.get().state
    assert state == (State.CARRIED_OUT if left == request.content else State.TAKEN_BACK)
    said = [one.step["ladder"] for one in own(filed).conversation if "ladder" in one.step]
    assert said == ["done" if left == request.content else "unused"]
