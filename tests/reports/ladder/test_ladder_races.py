"""A yes that is taken back in the moment in which it is carried out: one of the two happens."""

import pytest

from reports.consents import actions as consents
from reports.consents.actions import IllegalStep, NoConsent, Request
from reports.consents.models import Consent
from reports.consents.vocabulary import State, Step
from reports.ladder import actions
from stagebaken.web.days import today
from tests.cast import make_team, zeewaarde
from tests.reports.casework.test_races import at_once
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
